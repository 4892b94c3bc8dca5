// One player's intent for one tick, packed as it travels: 7 bytes of value.
// Owns: the packing. Must not: know who sent it or whether it may be believed.

export interface Input {
  /** Thrust: (x + 128) << 8 | (y + 128), each -127..127. */
  move: number;
  /** Aim, brads. */
  aim: number;
  /** Bits of `Button`; the top three bits are the weapon slot. */
  buttons: number;
  /** Tick at which the others stood on the player's screen, packed by `packView`. Only the Lance asks for it. */
  view: number;
}

export const Button = { fire: 1, alternate: 2, dash: 4, guard: 8, interact: 16 } as const;

/** The weapon in hand, in the top three bits of `buttons`. */
export const Hand = { pulse: 0, scatter: 1, orb: 2, mine: 3 } as const;
export const handOf = (buttons: number): number => (buttons >> 5) & 7;
export const withHand = (buttons: number, hand: number): number => (buttons & 31) | ((hand & 7) << 5);

/** No thrust. */
export const STILL = (128 << 8) | 128;
/** What an absent player does. */
export const NEUTRAL: Readonly<Input> = Object.freeze({ move: STILL, aim: 0, buttons: 0, view: 0 });

const clampAxis = (v: number): number => Math.max(-127, Math.min(127, Math.round(v * 127)));

/** Packs a thrust vector; each axis is clamped to -1..1. */
export function packMove(x: number, y: number): number {
  return ((clampAxis(x) + 128) << 8) | (clampAxis(y) + 128);
}

/** Thrust along x of a packed move, -1..1. */
export const moveX = (move: number): number => Math.max(-127, (move >> 8) - 128) / 127;
/** Thrust along y of a packed move, -1..1. */
export const moveY = (move: number): number => Math.max(-127, (move & 255) - 128) / 127;

/** Parts of a tick that a view time is told in: 1/128 tick is 0.25 u of a dash. */
const VIEW_PARTS = 128;

/** The view time nearest to a fractional tick: what is drawn there is what travels, to the last bit. */
export const snapView = (tick: number): number => Math.floor(tick * VIEW_PARTS + 0.5) / VIEW_PARTS;
/** Packs a fractional tick; it comes round every 512 ticks. */
export const packView = (tick: number): number => (snapView(tick) * VIEW_PARTS) & 0xffff;
/** The fractional tick nearest to `now` that packs to `view`. */
export const viewTick = (view: number, now: number): number =>
  now - ((((now * VIEW_PARTS - view) & 0xffff) << 16) >> 16) / VIEW_PARTS;
