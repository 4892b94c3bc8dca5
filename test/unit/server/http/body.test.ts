// Bodies: JSON of bounded size and depth, in UTF-8.
import assert from "node:assert/strict";
import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import { readBody } from "../../../../server/http/body.ts";
import { Refusal } from "../../../../server/http/refusal.ts";
import { LIMITS, type LimitName, type Limits } from "../../../../server/limits.ts";

const limits = Object.fromEntries(
  Object.entries(LIMITS).map(([name, { default: value }]) => [name, value]),
) as Limits;

async function read(said: string | Uint8Array): Promise<[unknown, LimitName[]]> {
  const over: LimitName[] = [];
  const bytes = Buffer.from(said as string);
  const request = Readable.from(bytes.length === 0 ? [] : [bytes.subarray(0, 9), bytes.subarray(9)]);
  const bounds = { limits, refused: (name: LimitName) => over.push(name) };
  try {
    return [await readBody(request as IncomingMessage, "seatBytes", bounds), over];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [`${error.status} ${error.code}`, over];
  }
}

describe("bodies", () => {
  it("that are none are empty objects", async () => {
    assert.deepEqual(await read(""), [{}, []]);
  });

  it("are JSON, whatever stands in its texts", async () => {
    const said = { a: '[[[[[[{{{{{{"\\', "]}": ["\\\\", { b: [null] }] };
    assert.deepEqual(await read(JSON.stringify(said)), [said, []]);
    assert.deepEqual(await read("[[[[1]]]]"), [[[[[1]]]], []]);
  });

  it("deeper than four levels are refused before anything is made of them", async () => {
    for (const deep of [
      "[[[[[1]]]]]",
      '{"a":{"b":{"c":{"d":{}}}}}',
      "[".repeat(2000),
      '{"__proto__":[[[[]]]]}',
    ])
      assert.deepEqual(await read(deep), ["400 badJson", ["bodyDepth"]], deep);
  });

  it("longer than they may be are refused", async () => {
    assert.deepEqual((await read(JSON.stringify("x".repeat(2046))))[1], []);
    assert.deepEqual(await read(JSON.stringify("x".repeat(2047))), ["413 tooLarge", ["seatBytes"]]);
  });

  it("that are no JSON, or no UTF-8, are refused", async () => {
    for (const bad of ["{", "]]]]", "NaN", "'a'", '{"a":1}}', new Uint8Array([0x22, 0xff, 0x22])])
      assert.deepEqual(await read(bad), ["400 badJson", []], String(bad));
  });
});
