// Whether rooms went on without leaving out a patch, as their players saw it.
// Owns: that sum. Must not: know what was struck.
import { type Figure, told } from "./figures.ts";
import { missedIn, type Spell } from "./spell.ts";

export interface Window {
  fromMs: number;
  untilMs: number;
}

/** Machines stand still for a moment now and then: three processes and all their players share one here. */
const MORE_PERCENT = 1;

/** Patches that were left out within a window: by room what the player that missed most did, since all miss the same. */
function leftOut(
  spells: readonly Spell[],
  { fromMs, untilMs }: Window,
): { count: number; longestMs: number } {
  const byRoom = new Map<string, number>();
  let longestMs = 0;
  for (const { room, gaps } of spells) {
    const within = gaps.filter(({ atMs }) => atMs > fromMs && atMs <= untilMs);
    const count = within.reduce((sum, gap) => sum + missedIn(gap), 0);
    byRoom.set(room, Math.max(count, byRoom.get(room) ?? 0));
    longestMs = Math.max(longestMs, ...within.map(({ ms }) => ms));
  }
  return { count: [...byRoom.values()].reduce((sum, count) => sum + count, 0), longestMs };
}

/** Of rooms that nothing was done to: what they left out after the strike against what they left out before it. */
export function patchFigures(spells: readonly Spell[], before: Window, after: Window): Figure[] {
  const seconds = ({ fromMs, untilMs }: Window): number => (untilMs - fromMs) / 1000;
  const [early, late] = [leftOut(spells, before), leftOut(spells, after)];
  const rooms = new Set(spells.map(({ room }) => room)).size;
  const expected = rooms * 20 * seconds(after);
  const share = (100 * late.count) / Math.max(1, expected);
  const shareBefore = (100 * early.count) / Math.max(1, rooms * 20 * seconds(before));
  return [
    {
      what: `patches that the ${rooms} other rooms left out`,
      value: `${late.count} of ${expected.toFixed(0)}`,
      limit: `none, or at most ${MORE_PERCENT}% more of them than before`,
      kept: share <= shareBefore + MORE_PERCENT,
    },
    told("  before", `${early.count} (${shareBefore.toFixed(2)}%), longest gap ${early.longestMs} ms`),
    told("  after", `${share.toFixed(2)}%, longest gap ${late.longestMs} ms`),
  ];
}
