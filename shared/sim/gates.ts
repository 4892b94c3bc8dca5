// Bars that turn round their middles: functions of the tick, so nothing of them travels.
// Owns: where a bar is and how it pushes. Must not: know rock (collision.ts has the last word), or stop shots.
import { GATE, SKIMMER, TICK_HZ } from "../tunables.ts";
import { cos, sin } from "./math.ts";
import type { Gate } from "./tiles.ts";

interface Body {
  x: number;
  y: number;
  vx: number;
  vy: number;
}

const REACH = SKIMMER.radius + GATE.halfWidth;
/** Radians a second in one brad a tick. */
const SPIN = (6.283185307179586 / 65536) * TICK_HZ;

/** Where a gate's bar points, brads, at a tick, which may be fractional: half a turn more is the same bar. */
export const gateAngle = (gate: Gate, tick: number): number =>
  (gate.phase + Math.floor(gate.speed * tick)) & 0xffff;

/**
 * Pushes `body` (radius SKIMMER.radius) off the bars that it touches, and gives it what speed it has into one back,
 * restitution SKIMMER.restitution, against the bar's own surface: a bar shoves. Returns whether it touched any.
 */
export function pushOffGates(gates: readonly Gate[], body: Body, tick: number): boolean {
  let touched = false;
  for (const gate of gates) {
    const dx = body.x - gate.x;
    const dy = body.y - gate.y;
    const far = GATE.half + REACH;
    if (dx * dx + dy * dy >= far * far) continue;
    if (pushOff(gate, body, gateAngle(gate, tick))) touched = true;
  }
  return touched;
}

function pushOff(gate: Gate, body: Body, angle: number): boolean {
  const barX = cos(angle);
  const barY = sin(angle);
  const dx = body.x - gate.x;
  const dy = body.y - gate.y;
  const along = Math.max(-GATE.half, Math.min(GATE.half, dx * barX + dy * barY));
  const offX = dx - barX * along;
  const offY = dy - barY * along;
  const distance = Math.sqrt(offX * offX + offY * offY);
  if (distance >= REACH) return false;
  const nx = distance === 0 ? -barY : offX / distance;
  const ny = distance === 0 ? barX : offY / distance;
  const depth = Math.min(GATE.mostPush, REACH - distance);
  body.x += nx * depth;
  body.y += ny * depth;
  const spin = gate.speed * SPIN * along;
  const into = (body.vx + barY * spin) * nx + (body.vy - barX * spin) * ny;
  if (into < 0) {
    body.vx -= (1 + SKIMMER.restitution) * into * nx;
    body.vy -= (1 + SKIMMER.restitution) * into * ny;
  }
  return true;
}
