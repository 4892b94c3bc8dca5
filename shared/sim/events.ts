// What a tick tells of what it did.
// Owns: the moments and their arguments. Must not: decide who hears of them.
import type { Skimmer } from "./world.ts";

/** What became of a beam, and why. Positions u, ticks of the world. */
export interface LanceReceipt {
  owner: number;
  shot: number;
  tick: number;
  /** The beam: from the shooter's centre, `length` long. */
  x: number;
  y: number;
  aim: number;
  length: number;
  /** The fractional tick that it was judged at. */
  viewTick: number;
  verdict: number;
  /** Slot of who was hit, guarded, dodged or was nearly hit; -1 for nobody. */
  target: number;
  /** Where the target was rewound to, and where it really was. */
  seenX: number;
  seenY: number;
  realX: number;
  realY: number;
}

/** What a tick did, told as it happens; arguments are plain so that telling allocates nothing. */
export interface SimEvents {
  /** `weapon`: one of `Weapon`. */
  hurt(victim: Skimmer, by: number, damage: number, aim: number, weapon: number): void;
  killed(victim: Skimmer, by: number, weapon: number): void;
  banked(slot: number, embers: number): void;
  /** Somebody leads now, and wears the crown. */
  crowned(slot: number): void;
  /** Somebody ended the crown's wearer, and was given `embers` for it. */
  bounty(slot: number, embers: number): void;
  /** A Lance was fired and judged; the hurt that it does is told next. The receipt is reused: read it at once. */
  lanced(receipt: Readonly<LanceReceipt>): void;
  /** A Scatter was fired; its pellets follow from (owner, shot, aim). */
  scattered(owner: number, shot: number, x: number, y: number, aim: number): void;
  /** An Orb or Mine (`weapon`) went off. */
  burst(owner: number, weapon: number, x: number, y: number): void;
  /** A guard threw a shot back. */
  reflected(guard: Skimmer, x: number, y: number): void;
  /** Somebody took a pickup that is no common ember: `kind` of `Pickup`, an ember worth `value`. */
  picked(slot: number, kind: number, value: number, x: number, y: number): void;
}

export const SILENT: SimEvents = {
  scattered() {},
  burst() {},
  reflected() {},
  picked() {},
  hurt() {},
  killed() {},
  banked() {},
  crowned() {},
  bounty() {},
  lanced() {},
};
