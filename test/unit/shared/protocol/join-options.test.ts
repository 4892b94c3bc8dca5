// What may be said when asking for a seat: everything else is refused, in one line, whatever its size.
import assert from "node:assert/strict";
import fc from "fast-check";
import { JoinOptions } from "../../../../shared/protocol/join-options.ts";
import { cleanName, makeJoinRequest } from "../../../../shared/protocol/join-request.ts";
import { PROTOCOL_VERSION } from "../../../../shared/protocol/version.ts";
import { HUES, NAME_MAX_CODE_POINTS } from "../../../../shared/tunables.ts";

const ask = (options: unknown) => JoinOptions.safeParse(options);
const nameOf = (name: string): string | undefined => ask({ version: 1, name }).data?.name;
const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200, size: "max" }),
  fc.string({ unit: "grapheme", maxLength: 60, size: "max" }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60, size: "max" })
    .map((units) => String.fromCharCode(...units)),
);

describe("join options", () => {
  it("take version, name, hue and whether one only looks on; all but the version may be missing", () => {
    const all = { version: 3, name: "Ann", hue: 2, watch: true };
    assert.deepEqual(ask(all).data, all);
    assert.deepEqual(ask({ version: 3 }).data, { version: 3, name: "", hue: 0, watch: false });
    for (const watch of [1, "yes", null]) assert.equal(ask({ version: 3, watch }).success, false);
  });

  it("refuse what is not an object of theirs", () => {
    for (const options of [null, undefined, [], [1], "x", 7, true, () => {}, new Date(0)])
      assert.equal(ask(options).success, false, String(options));
  });

  it("refuse a missing or odd version", () => {
    for (const version of [undefined, null, "1", 1.5, Number.NaN, Number.POSITIVE_INFINITY, {}, [1]])
      assert.equal(ask({ version }).success, false, String(version));
  });

  it("refuse hues that do not exist", () => {
    for (const hue of [-1, HUES.length, 1.5, "1", null, Number.NaN])
      assert.equal(ask({ version: 1, hue }).success, false, String(hue));
    assert.equal(ask({ version: 1, hue: HUES.length - 1 }).success, true);
  });

  it("refuse unknown keys", () => {
    assert.equal(ask({ version: 1, slot: 3 }).success, false);
    assert.equal(ask({ version: 1, constructor: 1 }).success, false);
  });

  it('are not fooled by "__proto__" in JSON', () => {
    const options = JSON.parse('{"version":1,"__proto__":{"name":"evil","admin":true}}') as unknown;
    const parsed = ask(options);
    if (parsed.success) assert.deepEqual(parsed.data, { version: 1, name: "", hue: 0 });
    assert.equal(({} as Record<string, unknown>).admin, undefined);
  });

  it("refuse a name of a megabyte, without reading it twice", () => {
    for (const unit of ["x", " ", "\u200d", "\u{1f525}", "e\u0301"])
      assert.equal(ask({ version: 1, name: unit.repeat(1024 * 1024) }).success, false);
  });

  it("strip control and format characters, fold white space", () => {
    assert.equal(nameOf("\u0000A\u0007nn\u009f"), "Ann");
    assert.equal(nameOf("  A  n\u00a0n \u3000 "), "A n n");
    assert.equal(nameOf("\u202eevil\u202c\u200b"), "evil");
    assert.equal(nameOf("a\u2028b\u2029c"), "abc");
    assert.equal(nameOf(" \u200b "), "");
  });

  it("count code points: 20 emoji are a name, 21 are not", () => {
    assert.equal(nameOf("\u{1f525}".repeat(20)), "\u{1f525}".repeat(20));
    assert.equal(nameOf("\u{1f525}".repeat(21)), undefined);
    assert.equal(nameOf("x".repeat(20)), "x".repeat(20));
    assert.equal(nameOf("x".repeat(21)), undefined);
    assert.equal(nameOf(`  ${"x".repeat(20)}  `), "x".repeat(20));
  });

  it("keep names in any script", () => {
    for (const name of ["炉火", "Ærø", "Žofie", "علي", "A-b_c.9", "हिन्दी"]) assert.equal(nameOf(name), name);
  });

  it("[J3] property: a name that passes is clean, short, and can be written as UTF-8", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const name = nameOf(text);
        if (name === undefined) return;
        assert.ok([...name].length <= NAME_MAX_CODE_POINTS);
        assert.ok(!/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(name), JSON.stringify(name));
        assert.equal(name, name.trim());
        assert.ok(name.isWellFormed(), `half a surrogate pair in ${JSON.stringify(name)}`);
      }),
      { numRuns: 3000 },
    );
  });
});

describe("a client's own request", () => {
  it("property: is always one that the server accepts, whatever was typed, and comes out as it went in", () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 0, max: HUES.length - 1 }), (typed, hue) => {
        const request = makeJoinRequest(typed, hue, false);
        assert.equal(request.version, PROTOCOL_VERSION);
        const parsed = ask(request);
        assert.ok(parsed.success, JSON.stringify(request));
        assert.equal(parsed.data.hue, hue);
        assert.equal(parsed.data.name, cleanName(request.name));
      }),
      { numRuns: 3000 },
    );
  });

  it("cuts at 20 code points and never within one", () => {
    const { name } = makeJoinRequest(`${"x".repeat(19)}\u{1f525}\u{1f525}`, 0, false);
    assert.equal(name, `${"x".repeat(19)}\u{1f525}`);
  });

  it("property: cleaning twice is cleaning once", () => {
    // A joiner between a letter and its accent: what is stripped must not leave something to compose.
    assert.equal(cleanName("e\u200d\u0301"), "\u00e9");
    fc.assert(
      fc.property(anyText, (text) => {
        assert.equal(cleanName(cleanName(text)), cleanName(text));
      }),
      { numRuns: 3000 },
    );
  });
});
