// Gravity wells: they pull skimmers to their middles, more and less as the ticks go by.
// Owns: the field. Must not: pull anything but skimmers, or keep any state.
import { DT, WELL } from "../tunables.ts";
import { sin, TURN } from "./math.ts";
import type { Place } from "./tiles.ts";

/** How strong every well is at a tick, which may be fractional: WELL.ebb to 1. */
export function wellPull(tick: number): number {
  const swell = sin(Math.floor((tick * TURN) / WELL.pulseTicks));
  return WELL.ebb + (1 - WELL.ebb) * (0.5 + 0.5 * swell);
}

/** Adds one tick of the wells' pull to a velocity, u/s. */
export function pullToWells(
  wells: readonly Place[],
  body: { x: number; y: number; vx: number; vy: number },
  tick: number,
): void {
  for (const well of wells) {
    const dx = well.x - body.x;
    const dy = well.y - body.y;
    const square = dx * dx + dy * dy;
    if (square >= WELL.radius * WELL.radius || square === 0) continue;
    const distance = Math.sqrt(square);
    const pull = wellForce(distance) * wellPull(tick) * DT;
    body.vx += (dx / distance) * pull;
    body.vy += (dy / distance) * pull;
  }
}

/** Pull at a distance below WELL.radius, u/s²: nothing in the middle and at the rim, smooth at both, most half-way. */
function wellForce(distance: number): number {
  const share = distance / WELL.radius;
  const bump = 4 * share * (1 - share);
  return WELL.pull * bump * bump;
}
