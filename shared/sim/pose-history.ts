// Where everybody was in the last patches: what clients drew the others from, and what a beam is judged by.
// Owns: the ring and reading it at a fractional tick. Must not: decide how far back anyone may look.
import { MAX_SLOTS } from "../tunables.ts";

/** Patches that are kept: 1.6 s of them, four times what is ever looked back at. */
const ROWS = 32;

/** Rows of a patch each, newest at `head - 1`; plain data, so that a world can be copied. */
export interface PoseHistory {
  head: number;
  count: number;
  /** World tick of each row. */
  ticks: Int32Array;
  /** Row by row, by slot; whole eighths of a unit, exact in 32 bits. */
  xs: Float32Array;
  ys: Float32Array;
  /** `hop` of the skimmer; -1 where nobody lived. */
  hops: Int16Array;
}

/** What this needs of a skimmer, and of the world that it is in. */
interface Standing {
  readonly slot: number;
  readonly x: number;
  readonly y: number;
  readonly alive: boolean;
  readonly hop: number;
}
interface Stage {
  readonly tick: number;
  readonly skimmers: readonly (Standing | null)[];
  readonly poses: PoseHistory;
}

export const makePoseHistory = (): PoseHistory => ({
  head: 0,
  count: 0,
  ticks: new Int32Array(ROWS),
  xs: new Float32Array(ROWS * MAX_SLOTS),
  ys: new Float32Array(ROWS * MAX_SLOTS),
  hops: new Int16Array(ROWS * MAX_SLOTS),
});

export function clearPoses(poses: PoseHistory): void {
  poses.head = 0;
  poses.count = 0;
}

/** Somebody left: nobody who takes the slot next is found where they were. */
export function forgetPoses(poses: PoseHistory, slot: number): void {
  for (let row = 0; row < ROWS; row++) poses.hops[row * MAX_SLOTS + slot] = -1;
}

/** Takes down where everybody is: call for each patch, with the state that it carries. Twice for a tick is once. */
export function recordPoses(world: Stage): void {
  const { poses } = world;
  if (poses.count > 0 && poses.ticks[(poses.head + ROWS - 1) % ROWS] === world.tick) return;
  const row = poses.head * MAX_SLOTS;
  poses.ticks[poses.head] = world.tick;
  for (let slot = 0; slot < MAX_SLOTS; slot++) {
    const skimmer = world.skimmers[slot];
    const lives = skimmer?.alive === true;
    poses.hops[row + slot] = lives ? skimmer.hop : -1;
    if (!lives) continue;
    poses.xs[row + slot] = skimmer.x;
    poses.ys[row + slot] = skimmer.y;
  }
  poses.head = (poses.head + 1) % ROWS;
  poses.count = Math.min(ROWS, poses.count + 1);
}

/**
 * Where a living skimmer stood on screens at fractional tick `at`, into `out`: on the straight line between the two
 * patches round it (the newest is followed by the skimmer as it is now), held before a jump.
 * False when it was not alive there, or the history does not reach back so far.
 */
export function poseAt(world: Stage, skimmer: Standing, at: number, out: { x: number; y: number }): boolean {
  const { poses } = world;
  let laterTick = world.tick;
  let laterX = skimmer.x;
  let laterY = skimmer.y;
  let laterHop = skimmer.hop;
  if (at >= laterTick) {
    out.x = laterX;
    out.y = laterY;
    return true;
  }
  for (let back = 1; back <= poses.count; back++) {
    const row = (poses.head - back + ROWS) % ROWS;
    const cell = row * MAX_SLOTS + skimmer.slot;
    const tick = poses.ticks[row];
    const hop = poses.hops[cell];
    if (tick > at) {
      laterTick = tick;
      laterX = poses.xs[cell];
      laterY = poses.ys[cell];
      laterHop = hop;
      continue;
    }
    if (hop === -1) return false;
    const share = hop === laterHop ? (at - tick) / (laterTick - tick) : 0;
    out.x = poses.xs[cell] + (laterX - poses.xs[cell]) * share;
    out.y = poses.ys[cell] + (laterY - poses.ys[cell]) * share;
    return true;
  }
  return false;
}
