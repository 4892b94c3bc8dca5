// A million frames of a cheater, from the socket to the world: no number in it is ever none.
import assert from "node:assert/strict";
import { InputDecoder } from "@colyseus/schema/input";
import { isAllowed } from "../../../../server/transport/frame-filter.ts";
import { InputSchema } from "../../../../shared/schema/input-schema.ts";
import type { Input } from "../../../../shared/sim/input.ts";
import { PLAIN_SPAWNER } from "../../../../shared/sim/plain-spawner.ts";
import { hashInts } from "../../../../shared/sim/random.ts";
import { joinAt } from "../../../../shared/sim/round.ts";
import { makeWorld, type World } from "../../../../shared/sim/world.ts";
import { FRESH } from "../../../helpers/seeds.ts";
import { run } from "../../../helpers/world.ts";

const TRIES = 1_000_000;
const SKIMMERS = 60;
/** A round trip through everything that holds numbers costs as much as many ticks. */
const LOOK_TICKS = 50;
const INPUT = 19;
const WIDTHS = [2, 2, 1, 2];

/** Floats that are none, infinite or huge, and the framework's own codes of long numbers. */
const POISON = [
  [0, 0, 0xc0, 0x7f],
  [0, 0, 0x80, 0x7f],
  [0, 0, 0x80, 0xff],
  [0, 0, 0, 0, 0, 0, 0xf8, 0x7f],
  [0, 0, 0, 0, 0, 0, 0xf0, 0x7f],
  [0xcb, 0, 0, 0, 0, 0, 0, 0xf8, 0x7f],
  [0xcf, 255, 255, 255, 255, 255, 255, 255, 255],
];

/** Draws frames: inputs of the right form with any values, the same damaged, poisoned, and plain noise. */
class Cheater {
  private readonly seed: number;
  private drawn = 0;

  constructor(seed: number) {
    this.seed = seed;
  }

  frame(): Uint8Array {
    const kind = this.below(8);
    if (kind === 0) return Uint8Array.from({ length: this.below(16) }, () => this.below(256));
    const bytes = [INPUT];
    for (const [field, width] of WIDTHS.entries()) {
      if (this.below(3) === 0) continue;
      bytes.push(0x80 + field);
      for (let i = 0; i < width; i++) bytes.push(this.value());
    }
    if (kind === 1) bytes.push(...POISON[this.below(POISON.length)]);
    if (kind === 2 && bytes.length > 1) bytes.splice(1 + this.below(bytes.length - 1), 1 + this.below(2));
    if (kind === 3) bytes[this.below(bytes.length)] = this.below(256);
    return Uint8Array.from(bytes);
  }

  /** Any byte, the ends of the range more often. */
  private value(): number {
    const end = this.below(4);
    return end === 0 ? 0xff : end === 1 ? 0 : this.below(256);
  }

  private below(most: number): number {
    this.drawn += 1;
    return hashInts(this.seed, this.drawn, 0) % most;
  }
}

/** Paths of numbers that are none, in whatever holds numbers. */
function notFinite(value: unknown, path: string, seen = new Set<unknown>()): string[] {
  if (typeof value === "number") return Number.isFinite(value) ? [] : [`${path} is ${value}`];
  if (typeof value !== "object" || value === null || seen.has(value)) return [];
  seen.add(value);
  return Object.entries(value).flatMap(([key, inner]) => notFinite(inner, `${path}.${key}`, seen));
}

const moving = ({ skimmers, projectiles, pellets, mines, motes, match, random }: World): object => ({
  skimmers,
  projectiles,
  pellets,
  mines,
  motes,
  match,
  random,
});

describe(`hostile inputs, seed ${FRESH}`, () => {
  it("[I1] S2: a million tries at the filter leave no number in the world that is none", () => {
    const world = makeWorld(FRESH, "large", PLAIN_SPAWNER);
    for (let slot = 0; slot < SKIMMERS; slot++) joinAt(world, slot);
    const cheater = new Cheater(FRESH);
    const inputs = Array.from({ length: SKIMMERS }, () => new InputSchema());
    const decoders = inputs.map((input) => new InputDecoder(input));
    let tries = 0;
    let passed = 0;
    const next = (slot: number): Input => {
      for (;;) {
        const frame = cheater.frame();
        tries += 1;
        if (!isAllowed(frame) || frame[0] !== INPUT) continue;
        passed += 1;
        decoders[slot].decode(frame.subarray(1));
        const { move, aim, buttons, view } = inputs[slot];
        assert.ok([move, aim, buttons, view].every((n) => Number.isInteger(n) && n >= 0 && n <= 0xffff));
        return { move, aim, buttons, view };
      }
    };
    while (tries < TRIES) {
      run(world, LOOK_TICKS, next);
      assert.deepEqual(notFinite(moving(world), "world"), []);
    }
    assert.ok(passed > TRIES / 3 && passed < TRIES, `${passed} passed`);
  }).timeout(120_000);
});
