// Files, functions and room classes stay within their limits; files begin by saying what they own; no barrels.
import assert from "node:assert/strict";
import { headViolations, LIMITS, longFunctions, sizeViolations } from "./shape.ts";
import { readSources } from "./sources.ts";

/** `count` lines of a function's body. */
const lines = (count: number): string => "  work();\n".repeat(count);

describe("shape", function () {
  // Every source is parsed: 11 s where three lanes share two cores.
  this.timeout(120_000);

  it("every file, function and room class is within its limit", () => {
    assert.deepEqual(sizeViolations(readSources()), []);
  });

  it("every file has a head comment and none is a barrel", () => {
    assert.deepEqual(headViolations(readSources()), []);
  });

  it("tells which functions are over the aim, without failing", () => {
    const over = readSources().flatMap((file) => longFunctions(file, LIMITS.functionAim));
    if (over.length > 0)
      console.log(`      over the aim of ${LIMITS.functionAim} lines:\n      ${over.join("\n      ")}`);
  });

  it("refuses long files", () => {
    const long = { path: "server/a.ts", source: "work();\n".repeat(301) };
    assert.deepEqual(sizeViolations([long]), ["server/a.ts: 301 lines of 300"]);
    assert.deepEqual(sizeViolations([{ ...long, path: "test/unit/a.test.ts" }]), []);
    const exact = { path: "server/a.ts", source: "work();\n".repeat(300) };
    assert.deepEqual(sizeViolations([exact]), []);
  });

  it("refuses long functions, methods and arrows, but no suite", () => {
    const body = `{\n${lines(59)}}`;
    for (const source of [`function f() ${body}`, `const f = () => ${body};`, `class C { f() ${body} }`]) {
      assert.deepEqual(sizeViolations([{ path: "server/a.ts", source }]), [
        "server/a.ts:1 function f: 61 lines of 60",
      ]);
    }
    const suites = [
      `describe("a", () => ${body});`,
      `function contract() {\n  describe("a", () => ${body});\n}`,
    ];
    for (const source of suites) assert.deepEqual(sizeViolations([{ path: "test/a.ts", source }]), []);
  });

  it("refuses long room classes", () => {
    const source = `class Arena {\n${"  a = 1;\n".repeat(149)}}`;
    assert.equal(sizeViolations([{ path: "server/rooms/arena-room.ts", source }]).length, 1);
    assert.equal(sizeViolations([{ path: "server/game/arena-game.ts", source }]).length, 0);
  });

  it("refuses files without a head comment, and barrels", () => {
    const verdict = (source: string): string[] => headViolations([{ path: "server/a.ts", source }]);
    assert.deepEqual(verdict("export const a = 1;\n// Owns a."), ["server/a.ts: no head comment"]);
    assert.deepEqual(verdict("// biome-ignore lint: x\nexport const a = 1;"), [
      "server/a.ts: no head comment",
    ]);
    assert.deepEqual(verdict("#!/usr/bin/env node\n// Owns a.\nexport const a = 1;"), []);
    assert.deepEqual(verdict("/** Owns a. */\nexport const a = 1;"), []);
    assert.deepEqual(verdict('// Passes on.\nexport * from "./b.ts";'), ["server/a.ts: a barrel"]);
    assert.deepEqual(verdict('// Passes on.\nimport { b } from "./b.ts";\nexport { b };'), [
      "server/a.ts: a barrel",
    ]);
    assert.deepEqual(verdict('// Adds.\nexport * from "./b.ts";\nexport const a = 1;'), []);
  });
});
