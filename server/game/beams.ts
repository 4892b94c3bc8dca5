// A Lance's beam as others get to see it: the part of it that lies in their light.
// Owns: who is told of a beam, and how much. Must not: tell anybody of what lies in the dark.
import { type BeamMessage, Message } from "../../shared/protocol/messages.ts";
import type { LanceReceipt } from "../../shared/sim/events.ts";
import { Verdict } from "../../shared/sim/lance.ts";
import { cos, sin, snapPosition } from "../../shared/sim/math.ts";
import { CORE } from "../../shared/tunables/modes.ts";
import type { Eyewitnesses } from "./lit-notices.ts";
import type { Notices } from "./ports.ts";

/** Tells everyone with eyes, but for the shooter, who has drawn it already: what is in one's own light, or in the core's. */
export function tellBeam(
  { world, interest, onlookers }: Eyewitnesses,
  beam: Readonly<LanceReceipt>,
  to: Notices,
): void {
  const { core } = world;
  const inCore = core === null ? null : litPart(beam, core.x, core.y, CORE.light);
  for (const viewer of world.skimmers) {
    if (viewer === null || viewer.slot === beam.owner || interest.viewer(viewer.slot)?.view == null) continue;
    const { x: fromX, y: fromY, light } = onlookers.sightOf(viewer.slot);
    const part = litPart(beam, fromX, fromY, light) ?? inCore;
    if (part === null) continue;
    const { owner, aim, verdict, length } = beam;
    const ends = verdict === Verdict.hit || verdict === Verdict.guarded;
    const whole = { fromMuzzle: part.from === 0, hit: ends && part.to >= length };
    const at = (far: number) => ({
      x: snapPosition(beam.x + cos(aim) * far),
      y: snapPosition(beam.y + sin(aim) * far),
    });
    const { x, y } = at(part.from);
    const payload: BeamMessage = { by: owner, x, y, aim, length: part.to - part.from, ...whole };
    to.toSlot(viewer.slot, Message.beam, payload);
  }
}

/** From where to where along the beam the circle of `light` round a point covers it, u; null when nowhere. */
function litPart(
  beam: Readonly<LanceReceipt>,
  x: number,
  y: number,
  light: number,
): { from: number; to: number } | null {
  const dx = cos(beam.aim);
  const dy = sin(beam.aim);
  const along = (x - beam.x) * dx + (y - beam.y) * dy;
  const off = (x - beam.x) * dy - (y - beam.y) * dx;
  if (off * off >= light * light) return null;
  const half = Math.sqrt(light * light - off * off);
  const from = Math.max(0, along - half);
  const to = Math.min(beam.length, along + half);
  return from < to ? { from, to } : null;
}
