// What a receipt of a Lance says, worked out: the verdict and why, how far apart the places are, how far back it was.
// Owns: that arithmetic. Must not: draw, or judge anew (shared/sim/lance.ts does).

import { Verdict } from "../../../shared/sim/lance.ts";
import { TURN } from "../../../shared/sim/math.ts";
import { LANCE, SKIMMER, TICK_MS } from "../../../shared/tunables.ts";
import type { Receipt } from "../../net/net-trace.ts";
import { say } from "../strings.ts";

type Place = { x: number; y: number };

/** A view time that was granted this much newer than it was asked for was beyond the bound, ticks. */
const CLAMPED_TICKS = 0.05;
const BEAM_MEETS = SKIMMER.radius + LANCE.halfWidth;

/** By how much a beam missed a skimmer at `place`, u; 0 when it would have met it. */
export function missedBy({ x, y, aim }: Receipt["beam"], place: Place): number {
  const radians = (aim / TURN) * 2 * Math.PI;
  const [dx, dy] = [Math.cos(radians), Math.sin(radians)];
  const along = Math.max(0, Math.min(LANCE.reach, (place.x - x) * dx + (place.y - y) * dy));
  return Math.max(0, Math.hypot(place.x - x - dx * along, place.y - y - dy * along) - BEAM_MEETS);
}

/** The verdict, and why it is so. */
export function verdictWords({ judged, aimedAt, beam }: Receipt): string {
  if (judged === null) return say("verdictWaiting");
  if (judged.verdict === Verdict.hit) return say("verdictHit");
  if (judged.verdict === Verdict.guarded) return say("verdictGuarded");
  if (judged.verdict === Verdict.dodged) return say("verdictDodged");
  if (aimedAt < 0) return say("verdictOffScreen");
  if (judged.seen === null) return say("verdictMissed");
  const off = missedBy(beam, judged.seen);
  return off > 0 ? say("verdictMissedBy", { off: off.toFixed(off < 10 ? 1 : 0) }) : say("verdictStopped");
}

/** Class of the verdict's colour. */
export function verdictMood({ judged }: Receipt): "waiting" | "hit" | "stopped" | "missed" {
  if (judged === null) return "waiting";
  if (judged.verdict === Verdict.hit) return "hit";
  return judged.verdict === Verdict.miss ? "missed" : "stopped";
}

/** Distance between where the target was seen and another place of it, u; null when one of them is not known. */
export const apart = (saw: Place | null, other: Place | null | undefined): number | null =>
  saw && other ? Math.hypot(saw.x - other.x, saw.y - other.y) : null;

export interface ViewAge {
  askedMs: number;
  grantedMs: number;
  clamped: boolean;
}

/** How far before the tick of its verdict a beam was asked to be judged, and was; null before there is one. */
export function viewAge({ judged }: Receipt): ViewAge | null {
  if (judged === null) return null;
  const { tick, askedTick, viewTick } = judged;
  return {
    askedMs: Math.round((tick - askedTick) * TICK_MS),
    grantedMs: Math.round((tick - viewTick) * TICK_MS),
    clamped: viewTick - askedTick > CLAMPED_TICKS,
  };
}
