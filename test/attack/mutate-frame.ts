// Frames that nobody means: random ones, and good ones with something wrong, down to WebSocket's own bits.
// Owns: the mutations, all of them thrown with the dice. Must not: send anything.
import type { Dice } from "./dice.ts";
import { frameOf, Opcode } from "./intruder.ts";

/** Values that break decoders: lengths and counts that are huge, negative, no numbers, or of no type. */
const NUMBERS = [
  [0xce, 0xff, 0xff, 0xff, 0xff],
  [0xce, 0x80, 0xf0, 0xfa, 0x02],
  [0xcf, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
  [0xd0, 0xfe],
  [0xd1, 0x00, 0x80],
  [0xd2, 0xff, 0xff, 0xff, 0xff],
  [0xd3, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
  [0xca, 0x00, 0x00, 0xc0, 0x7f],
  [0xcb, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xf0, 0x7f],
  [0xdb, 0xff, 0xff, 0xff, 0x7f],
  [0xdd, 0x01, 0xff, 0xff, 0xff],
  [0xdf, 0xff, 0xff, 0xff, 0xff],
  [0xc7, 0x40, 0x78, 0x92, 0xa3],
  [0xd4, 0x72, 0x40],
  [0xc1],
  [0xd9, 0xff],
];
/** Longest frame that is read at all, bytes: round it decoders and buffers have their edges. */
const EDGES = [0, 1, 2, 63, 64, 65, 125, 126, 127, 255, 256, 1023, 1024, 1025, 4095, 4096, 4097, 70_000];
/** A long one costs as much as hundreds: so seldom. */
const SELDOM = 50;

const splice = (bytes: Uint8Array, at: number, gone: number, more: ArrayLike<number>): Uint8Array => {
  const all = Array.from(bytes);
  all.splice(at, gone, ...Array.from(more));
  return Uint8Array.from(all);
};

type Mutation = (dice: Dice, bytes: Uint8Array, others: readonly Uint8Array[]) => Uint8Array;

const MUTATIONS: Mutation[] = [
  (_dice, bytes) => bytes,
  (dice, bytes) => {
    const copy = Uint8Array.from(bytes);
    if (copy.length > 0) copy[dice.below(copy.length)] ^= 1 << dice.below(8);
    return copy;
  },
  (dice, bytes) => splice(bytes, dice.below(bytes.length + 1), dice.below(2), dice.bytes(1)),
  (dice, bytes) => splice(bytes, dice.below(bytes.length + 1), dice.below(4), dice.pick(NUMBERS)),
  (dice, bytes) => bytes.subarray(0, dice.below(bytes.length + 1)),
  (dice, bytes) => splice(bytes, bytes.length, 0, dice.bytes(dice.below(40))),
  (dice, bytes) =>
    splice(bytes, dice.below(bytes.length + 1), 0, bytes.subarray(dice.below(bytes.length + 1))),
  (dice, bytes, others) => splice(bytes, dice.below(bytes.length + 1), bytes.length, dice.pick(others)),
  // Another code, with any of the framework's flags.
  (dice, bytes) => splice(bytes, 0, 1, [dice.below(256)]),
  (dice, bytes) => splice(bytes, 0, 1, [(dice.below(24) & 0x1f) | (dice.below(8) << 5)]),
  (dice) => dice.bytes(dice.below(80)),
  (dice, bytes) => {
    const length = dice.pick(dice.oneIn(SELDOM) ? EDGES : EDGES.slice(0, 9));
    const filler = dice.below(256);
    return Uint8Array.from({ length }, (_, i) => bytes[i] ?? filler);
  },
];

/** The payload of a frame: mostly one mutation, at times several on top of each other. */
function payload(dice: Dice, good: readonly Uint8Array[]): Uint8Array {
  let bytes = dice.pick(MUTATIONS)(dice, dice.pick(good), good);
  while (dice.oneIn(4)) bytes = dice.pick(MUTATIONS)(dice, bytes, good);
  return bytes;
}

/** One thing that breaks WebSocket itself. */
function brokenWire(dice: Dice, bytes: Uint8Array): Buffer {
  const frame = frameOf(bytes);
  switch (dice.below(8)) {
    case 0: // Not masked.
      return Buffer.concat([Buffer.from([0x82, Math.min(125, bytes.length)]), bytes.subarray(0, 125)]);
    case 1: // Reserved bits, or an opcode that nobody has.
      return frameOf(bytes, 0, dice.below(256));
    case 2: // In pieces that do not end.
      return frameOf(bytes, Opcode.binary, Opcode.binary);
    case 3: // A control frame that is too long, or in pieces.
      return frameOf(
        dice.bytes(dice.below(200)),
        Opcode.ping,
        (0x80 * dice.below(2)) | dice.pick([8, 9, 10]),
      );
    case 4: // Text that is none.
      return frameOf(Uint8Array.from([0xc3, 0x28, 0xff, 0xfe, ...bytes]), Opcode.text);
    case 5: // A length of 2^63 and nothing of it.
      return Buffer.from([0x82, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]);
    case 6: // Something else altogether.
      return Buffer.from(dice.bytes(dice.below(60)));
    default: // Closed with a code that nobody may send.
      return Buffer.concat([
        frameOf(Uint8Array.from([dice.below(256), dice.below(256)]), Opcode.close),
        frame,
      ]);
  }
}

export interface Mutant {
  /** As it goes over the wire. */
  wire: Buffer;
  /** What is in it; null where the wire itself is wrong. */
  payload: Uint8Array | null;
}

/** One frame. */
export function mutant(dice: Dice, good: readonly Uint8Array[]): Mutant {
  const bytes = payload(dice, good);
  if (dice.oneIn(40)) return { wire: brokenWire(dice, bytes), payload: null };
  if (dice.oneIn(60)) return { wire: frameOf(bytes, Opcode.text), payload: null };
  if (dice.oneIn(30) && bytes.length > 1) {
    const at = dice.below(bytes.length);
    const first = frameOf(bytes.subarray(0, at), Opcode.binary, Opcode.binary);
    return { wire: Buffer.concat([first, frameOf(bytes.subarray(at), Opcode.more)]), payload: bytes };
  }
  return { wire: frameOf(bytes), payload: bytes };
}
