// Every limit is in the operators' handbook, as it is.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { LIMIT_NAMES, LIMITS, settingOf } from "../../../server/limits.ts";

const HANDBOOK = join(import.meta.dirname, "..", "..", "..", "docs", "operations.md");

describe("limits", () => {
  it("stand in docs/operations.md, each with its setting, default and metric, and no others", () => {
    const rows = readFileSync(HANDBOOK, "utf8").match(/^\| `LIMIT_[A-Z].*$/gm) ?? [];
    assert.deepEqual(
      rows,
      LIMIT_NAMES.map(
        (name) => `| \`${settingOf(name)}\` | ${LIMITS[name].default} | \`${name}\` | ${LIMITS[name].says} |`,
      ),
    );
  });

  it("have a setting of their own each, and a default within their bounds", () => {
    assert.equal(new Set(LIMIT_NAMES.map(settingOf)).size, LIMIT_NAMES.length);
    for (const name of LIMIT_NAMES) {
      const { default: value, min, max } = LIMITS[name];
      assert.ok(min <= value && value <= max, name);
    }
  });
});
