// Which frames reach the framework: the codes that clients send, and inputs of exactly the known form.
import assert from "node:assert/strict";
import { InputDecoder, InputEncoder } from "@colyseus/schema/input";
import fc from "fast-check";
import { isAllowed } from "../../../../server/transport/frame-filter.ts";
import { InputSchema } from "../../../../shared/schema/input-schema.ts";

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(" ", ""), "hex"));
const INPUT = 19;
const FIELDS = ["move", "aim", "buttons", "view"] as const;

describe("the frame filter", () => {
  it("lets through the four codes of a client, and inputs", () => {
    for (const code of [10, 12, 18]) {
      assert.equal(isAllowed(Uint8Array.of(code)), true, String(code));
      assert.equal(isAllowed(Uint8Array.of(code, 0)), false, String(code));
    }
    assert.equal(isAllowed(hex("0d a1 78")), true);
    assert.equal(isAllowed(hex("0d a1 78 c0")), true);
    assert.equal(isAllowed(hex("13 80 8080 81 1234 82 05")), true);
    assert.equal(isAllowed(hex("13 80 8080 81 1234 82 05 83 ffff")), true);
  });

  it("refuses every other code, and those with the framework's modifier bits", () => {
    const allowed = new Set([10, 12, 13, 18, 19]);
    for (let code = 0; code < 256; code++) {
      if (!allowed.has(code)) assert.equal(isAllowed(Uint8Array.of(code)), false, String(code));
    }
    assert.equal(isAllowed(Uint8Array.of(INPUT | 0x80, 0x80, 1, 2)), false);
    assert.equal(isAllowed(Uint8Array.of(INPUT | 0x40, 0x80, 1, 2)), false);
  });

  it("refuses the frames that hang the framework's decoder, and their like", () => {
    for (const frame of ["14 00 ff", "14 01 d0 fe", "14 00 ff ff ff ff ff", "14 cf ffffffffffffffff", "14"])
      assert.equal(isAllowed(hex(frame)), false, frame);
  });

  it("[F1] K3: refuses messages whose name is no short printable string", () => {
    const name = (text: string, ...head: number[]): Uint8Array =>
      Uint8Array.of(13, ...head, ...Buffer.from(text, "latin1"));
    assert.equal(isAllowed(name("x".repeat(31), 0xbf)), true);
    const bad = [
      name(""),
      name("", 0xa0),
      name("xy", 0xa3),
      name("x".repeat(32), 0xd9, 32),
      name("x".repeat(87), 0xd9, 87),
      name("x".repeat(1000), 0xda, 3, 232),
      name("x", 0xdb, 255, 255, 255, 255),
      name("", 7),
      name("", 0xcf, 255, 255, 255, 255, 255, 255, 255, 255),
      name("a b", 0xa3),
      name("\xff\xfe", 0xa2),
      name("\x00", 0xa1),
      name("\x7f", 0xa1),
    ];
    for (const frame of bad) assert.equal(isAllowed(frame), false, Buffer.from(frame).toString("hex"));
  });

  it("refuses an empty frame", () => {
    assert.equal(isAllowed(new Uint8Array()), false);
  });

  it("takes inputs with any of the fields, in order", () => {
    for (const body of [
      "",
      "80 8080",
      "81 0001",
      "82 01",
      "80 0000 82 ff",
      "81 ffff 82 00",
      "83 0000",
      "80 8080 83 1234",
    ])
      assert.equal(isAllowed(hex(`13 ${body}`)), true, body);
  });

  it("refuses inputs that are cut, doubled, out of order, too long or of unknown fields", () => {
    const bad = [
      "80",
      "80 80",
      "81 00",
      "82",
      "80 8080 81",
      "80 8080 80 8080",
      "81 0001 80 8080",
      "82 01 82 01",
      "83",
      "83 00",
      "83 0000 82 01",
      "83 0000 83 0000",
    ];
    bad.push(
      "80 8080 81 1234 82 05 00",
      "80 8080 81 1234 82 05 82 05",
      "80 8080 81 1234 82 05 83 0000 00",
      "84 00",
      "84 0000",
      "00",
      "ff 00",
      "7f 00",
      "c0 01",
    );
    for (const body of bad) assert.equal(isAllowed(hex(`13 ${body}`)), false, body);
    assert.equal(isAllowed(Uint8Array.of(INPUT, ...new Array<number>(4000).fill(0x80))), false);
  });

  it("property: what the framework's own encoder writes for an input passes", () => {
    const word = fc.integer({ min: 0, max: 0xffff });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(word, word, fc.integer({ min: 0, max: 255 }), word), { maxLength: 8 }),
        (inputs) => {
          const instance = new InputSchema();
          const encoder = new InputEncoder(instance);
          for (const [move, aim, buttons, view] of inputs) {
            Object.assign(instance, { move, aim, buttons, view });
            assert.ok(isAllowed(Uint8Array.of(INPUT, ...encoder.encode())));
          }
        },
      ),
    );
  });

  it("property: any frame that passes as an input decodes to exactly its fields, and never throws", () => {
    const byte = fc.integer({ min: 0, max: 255 });
    const likely = fc
      .tuple(
        fc.option(fc.tuple(fc.constant(0x80), byte, byte)),
        fc.option(fc.tuple(fc.constant(0x81), byte, byte)),
        fc.option(fc.tuple(fc.constant(0x82), byte)),
        fc.option(fc.tuple(fc.constant(0x83), byte, byte)),
        fc.array(byte, { maxLength: 2 }),
      )
      .map((parts) => parts.flatMap((part) => part ?? []));
    let passed = 0;
    fc.assert(
      fc.property(fc.oneof(likely, fc.array(byte, { maxLength: 9 })), (body) => {
        if (!isAllowed(Uint8Array.of(INPUT, ...body))) return;
        passed++;
        const instance = new InputSchema();
        Object.assign(instance, { move: 1, aim: 2, buttons: 3, view: 4 });
        new InputDecoder(instance).decode(Uint8Array.from(body));
        assert.deepEqual(Object.fromEntries(FIELDS.map((f) => [f, instance[f]])), fieldsOf(body));
      }),
      { numRuns: 3000 },
    );
    assert.ok(passed > 300, `only ${passed} passed`);
  });
});

/** What an input body says, read by hand: little-endian words; what is not there stays 1, 2, 3, 4. */
function fieldsOf(body: number[]): Record<string, number> {
  const fields: Record<string, number> = { move: 1, aim: 2, buttons: 3, view: 4 };
  for (let at = 0; at < body.length; ) {
    const field = FIELDS[body[at] & 0x3f];
    const wide = field !== "buttons";
    fields[field] = wide ? body[at + 1] | (body[at + 2] << 8) : body[at + 1];
    at += wide ? 3 : 2;
  }
  return fields;
}
