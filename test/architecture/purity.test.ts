// Pure code stays pure: no clock, chance or inexact mathematics in the simulation, no DOM in client/net.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { purityViolations } from "./determinism.ts";
import { ROOT, readSources } from "./sources.ts";

function uses(path: string, source: string): string[] {
  return purityViolations([{ path, source }]).map((line) => line.replace(/^.* uses /, ""));
}

describe("purity", () => {
  it("the project's pure code uses nothing that it may not", () => {
    assert.deepEqual(purityViolations(readSources()), []);
  });

  it("refuses clocks, chance and inexact mathematics in the simulation", () => {
    const refused: [source: string, use: string][] = [
      ["Math.random();", "Math.random"],
      ['Math["random"]();', "Math.random"],
      ...[
        "sin",
        "cos",
        "tan",
        "atan2",
        "atan",
        "asin",
        "acos",
        "exp",
        "log",
        "pow",
        "hypot",
        "cbrt",
        "sinh",
      ].map((name): [string, string] => [`export const a = Math.${name}(1, 2);`, `Math.${name}`]),
      ["const { sin } = Math;", "Math as a value"],
      ["const m = Math;", "Math as a value"],
      ["const f = Math[name];", "a computed member of Math"],
      ["let a = 2 ** 3;", "**"],
      ["a **= 3;", "**="],
      ["Date.now();", "Date"],
      ["new Date();", "Date"],
      ["performance.now();", "performance"],
      ["const { now } = performance;", "performance"],
      ["globalThis.setTimeout();", "globalThis"],
    ];
    for (const [source, use] of refused) {
      assert.deepEqual(uses("shared/sim/a.ts", source), [use], source);
      assert.deepEqual(uses("shared/tunables.ts", source), [use], source);
    }
  });

  it("accepts exact mathematics, and names that only look like a clock", () => {
    const exact = [
      "sqrt",
      "abs",
      "min",
      "max",
      "floor",
      "ceil",
      "round",
      "trunc",
      "fround",
      "imul",
      "sign",
      "clz32",
    ];
    for (const name of exact) assert.deepEqual(uses("shared/sim/a.ts", `Math.${name}(1);`), []);
    assert.deepEqual(
      uses("shared/sim/a.ts", "const a = { Date: 1, performance: 2 }; a.Date + a.performance;"),
      [],
    );
  });

  it("refuses clocks and chance, but no angle, in bots", () => {
    assert.deepEqual(uses("shared/bots/a.ts", "Math.random();"), ["Math.random"]);
    assert.deepEqual(uses("shared/bots/a.ts", "Date.now();"), ["Date"]);
    assert.deepEqual(uses("shared/lab/a.ts", "performance.now();"), ["performance"]);
    assert.deepEqual(uses("shared/bots/a.ts", "Math.atan2(1, 2) ** 2;"), []);
  });

  it("refuses the DOM in client/net", () => {
    for (const name of ["window", "document", "localStorage", "sessionStorage", "navigator"]) {
      assert.deepEqual(uses("client/net/a.ts", `${name}.x;`), [name]);
      assert.deepEqual(uses("client/net/a.ts", `if (typeof ${name} === "object") {}`), [name]);
      assert.deepEqual(uses("client/net/a.ts", `globalThis.${name};`), [`globalThis.${name}`]);
      assert.deepEqual(uses("client/net/a.ts", `room.${name};`), []);
      assert.deepEqual(uses("client/ui/a.ts", `${name}.x;`), []);
    }
  });

  it("Biome's plugins refuse the same in the editor", async () => {
    const source = "export const a = [Math.random(), Math.sin(1), 2 ** 3, Date.now(), Math.sqrt(2)];\n";
    assert.equal(await countOfBiome("shared/sim/planted.ts", source), 4);
    assert.equal(await countOfBiome("shared/bots/planted.ts", source), 2);
    assert.equal(await countOfBiome("server/planted.ts", source), 0);
  });
});

/** How many errors the project's Biome configuration finds in a planted file. */
async function countOfBiome(path: string, source: string): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "emberline-lint-"));
  try {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), source);
    const biome = createRequire(import.meta.url).resolve("@biomejs/biome/bin/biome");
    const options = [`--config-path=${join(ROOT, "biome.json")}`, "--vcs-enabled=false", "--reporter=json"];
    const output = await new Promise<string>((resolve) => {
      execFile(process.execPath, [biome, "lint", ...options, folder], (_error, stdout) => resolve(stdout));
    });
    return (JSON.parse(output) as { summary: { errors: number } }).summary.errors;
  } finally {
    await rm(folder, { recursive: true });
  }
}
