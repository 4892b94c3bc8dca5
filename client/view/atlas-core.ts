// Drawings of a core rush: the core itself and the ring of a goal.
// Owns: their shapes. Must not: know where they are.
import type { Tint } from "../settings/tints.ts";
import type { Painter } from "./atlas-sheet.ts";
import { bright, ember, emberDeep, emberPale, pale } from "./palette.ts";

const TAU = Math.PI * 2;
/** Share of the half side of a frame at which the core's hull, and a goal's ring, is. */
export const CORE_HULL = 0.72;
export const GOAL_RIM = 0.84;
const PLATES = 6;

/** A white heart behind six dark plates with burning seams, in a thin bright ring. */
export const coreBody: Painter = (pen, width) => {
  const r = (width / 2) * CORE_HULL;
  pen.translate(width / 2, width / 2);
  const fire = pen.createRadialGradient(0, 0, 0, 0, 0, r);
  fire.addColorStop(0, "#fff");
  fire.addColorStop(0.3, emberPale());
  fire.addColorStop(0.62, ember());
  fire.addColorStop(1, emberDeep(0.9));
  pen.fillStyle = fire;
  pen.beginPath();
  pen.arc(0, 0, r, 0, TAU);
  pen.fill();
  pen.fillStyle = "rgb(20 12 22 / .86)";
  pen.strokeStyle = emberPale(0.75);
  pen.lineWidth = 1.2;
  for (let i = 0; i < PLATES; i++) {
    const from = (i / PLATES) * TAU + 0.09;
    const to = ((i + 1) / PLATES) * TAU - 0.09;
    pen.beginPath();
    pen.arc(0, 0, r * 0.93, from, to);
    pen.arc(0, 0, r * 0.5, to - 0.08, from + 0.08, true);
    pen.closePath();
    pen.fill();
    pen.stroke();
  }
  pen.shadowColor = emberDeep();
  pen.shadowBlur = 12;
  pen.lineWidth = 3;
  pen.strokeStyle = emberPale();
  pen.beginPath();
  pen.arc(0, 0, r, 0, TAU);
  pen.stroke();
};

/** A double ring with teeth that point inwards: where the core must not, or must, get. */
export const goalRing =
  (tint: Tint): Painter =>
  (pen, width) => {
    const r = (width / 2) * GOAL_RIM;
    pen.translate(width / 2, width / 2);
    pen.shadowColor = bright(tint);
    pen.shadowBlur = 14;
    pen.lineWidth = 5;
    pen.strokeStyle = bright(tint);
    pen.beginPath();
    pen.arc(0, 0, r, 0, TAU);
    pen.stroke();
    pen.shadowBlur = 0;
    pen.lineWidth = 1.6;
    pen.strokeStyle = pale(tint);
    pen.stroke();
    pen.strokeStyle = bright(tint, 0.55);
    pen.setLineDash([16, 11]);
    pen.beginPath();
    pen.arc(0, 0, r * 0.84, 0, TAU);
    pen.stroke();
    pen.setLineDash([]);
    pen.fillStyle = bright(tint, 0.8);
    for (let i = 0; i < 12; i++) {
      pen.rotate(TAU / 12);
      pen.beginPath();
      pen.moveTo(r * 0.96, -7);
      pen.lineTo(r * 0.78, 0);
      pen.lineTo(r * 0.96, 7);
      pen.fill();
    }
  };
