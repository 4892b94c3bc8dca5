// K1 to K3 and S2: single frames that hang, fill or end the stock framework, or put a NaN into the world.
// Owns: the frames. Must not: send them to anybody but the server under attack.
import { type Case, type Finding, finding } from "../case.ts";
import { Dice } from "../dice.ts";
import type { Ground } from "../ground.ts";
import type { Closing } from "../intruder.ts";
import { intrude } from "../seats.ts";

const text = (s: string): number[] => [...new TextEncoder().encode(s)];

/** Longest reason that one of ours has, bytes. */
const REASON_BYTES = 40;
/** A frame that is not answered by then is not answered. */
const PATIENCE_MS = 20_000;

export const hex = (bytes: ArrayLike<number>): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(" ");

/** Each frame is sent by a player who has just joined; all are to be closed with one of `codes`. */
async function closes(ground: Ground, frames: number[][], codes: number[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const frame of frames) {
    const { intruder } = await intrude(ground.door);
    const startMs = performance.now();
    intruder.send(...frame);
    const never = new Promise<Closing>((resolve) =>
      setTimeout(() => resolve({ code: 0, reason: "" }), PATIENCE_MS).unref(),
    );
    const { code, reason } = await Promise.race([intruder.closed, never]);
    const ms = performance.now() - startMs;
    const short = reason.length <= REASON_BYTES && /^[ -~]*$/.test(reason);
    const name = frame.length > 12 ? `${frame.length} bytes` : hex(frame);
    findings.push(
      finding(codes.includes(code) && short, `${name}: ${code} "${reason}" in ${ms.toFixed(0)} ms`),
    );
    intruder.vanish();
    if (ground.server.ended !== null) break;
  }
  return findings;
}

/** A message of a type of so many bytes, which no room has. */
const unknown = (length: number): number[] =>
  length < 256
    ? [13, 0xd9, length, ...text("x".repeat(length))]
    : [13, 0xda, length & 255, length >> 8, ...text("x".repeat(length))];

const inputs = [
  ["NaN as float 32", [19, 0xca, 0, 0, 0xc0, 0x7f]],
  ["NaN in a field", [19, 0x80, 0xca, 0, 0, 0xc0, 0x7f]],
  ["infinity in a field", [19, 0x81, 0xcb, 0, 0, 0, 0, 0, 0, 0xf0, 0x7f]],
  ["minus infinity as float 64", [19, 0xcb, 0, 0, 0, 0, 0, 0, 0xf0, 0xff]],
] as const;

/** Inputs of a good form, with any value: what the server may take, at the rate that it takes. */
const anyInput = (dice: Dice): number[] => [
  19,
  ...[0x80, dice.below(256), dice.below(256)],
  ...[0x81, dice.below(256), dice.below(256)],
  ...[0x82, dice.below(256)],
  ...[0x83, dice.below(256), dice.below(256)],
];

async function noNaN(ground: Ground, inputsEach: number, seed: number): Promise<Finding[]> {
  const players = await Promise.all(Array.from({ length: 8 }, () => intrude(ground.door)));
  const dice = new Dice(seed, 2);
  for (let sent = 0; sent < inputsEach; sent++) {
    for (const { intruder } of players) intruder.send(...anyInput(dice));
    await new Promise((wake) => setTimeout(wake, 30));
  }
  const open = players.filter(({ intruder }) => intruder.isOpen).length;
  const bad = await ground.server.probe<string[]>("nonFinite", players[0].seat.roomId);
  for (const { intruder } of players) intruder.vanish();
  return [
    finding(open === players.length, `${open} of ${players.length} who sent any value play on`),
    finding(bad.length === 0, `${bad.length} non-finite values in the world ${bad.slice(0, 3).join(", ")}`),
  ];
}

export const FRAME_CASES: Case[] = [
  {
    name: "K1",
    sent: "14 00 ff and 14 01 d0 fe by players who have joined",
    required: "closed with 4002, the others notice nothing",
    run: (ground) =>
      closes(
        ground,
        [
          [0x14, 0x00, 0xff],
          [0x14, 0x01, 0xd0, 0xfe],
        ],
        [4002],
      ),
  },
  {
    name: "K2",
    sent: "frame code 20, timed, with a count of 5e7 and of 2^32-1",
    required: "closed with 4002, the others notice nothing",
    run: (ground) =>
      closes(
        ground,
        [
          [0x94, 0xce, 0x80, 0xf0, 0xfa, 0x02, 1, 2, 3, 4, 5],
          [0x94, 0xce, 0xff, 0xff, 0xff, 0xff, 1, 2, 3, 4, 5],
          [0x54, 0xce, 0xff, 0xff, 0xff, 0xff, 1, 2, 3, 4, 5],
        ],
        [4002],
      ),
  },
  {
    name: "K3",
    sent: "messages of an unregistered type of 87, 120, 255 and 1,000 bytes",
    required: "closed with 4002 or 4101, and a short reason of our own",
    run: (ground) => closes(ground, [unknown(87), unknown(120), unknown(255), unknown(1000)], [4002, 4101]),
  },
  {
    name: "S2",
    sent: "NaN and infinities in inputs; inputs of any value from 8 players",
    required: "closed with 4002; no non-finite number in the world",
    async run(ground, { short, seed }) {
      const closed = await closes(
        ground,
        inputs.map(([, frame]) => [...frame]),
        [4002],
      );
      return [...closed, ...(await noNaN(ground, short ? 60 : 600, seed))];
    },
  },
];
