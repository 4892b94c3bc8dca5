// Every rule of docs/protocol.md has a test whose title names it, and no test names a rule that is not there.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, readSources } from "./sources.ts";

const RULE = /\[([A-Z]\d+)\]/g;

/** The rules that a text names in test titles. */
const titled = (text: string): string[] =>
  [...text.matchAll(/\bit\(\s*[`"']([^`"']*)/g)].flatMap(([, title]) =>
    [...title.matchAll(RULE)].map(([, rule]) => rule),
  );

describe("the protocol's rules", () => {
  const written = [
    ...readFileSync(join(ROOT, "docs", "protocol.md"), "utf8").matchAll(/\*\*\[([A-Z]\d+)\]\*\*/g),
  ].map(([, rule]) => rule);
  const tested = new Set(
    readSources().flatMap(({ path, source }) => (path.endsWith(".test.ts") ? titled(source) : [])),
  );

  it("are numbered once each", () => {
    assert.ok(written.length > 20);
    assert.deepEqual([...new Set(written)], written);
  });

  it("have a test each", () => {
    assert.deepEqual(
      written.filter((rule) => !tested.has(rule)),
      [],
    );
  });

  it("are the only ones that tests name", () => {
    assert.deepEqual(
      [...tested].filter((rule) => !written.includes(rule)),
      [],
    );
  });
});
