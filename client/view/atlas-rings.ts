// Drawings of gauges and places: arcs for hit points and dash, beacon, forge, lane chevron.
// Owns: their shapes. Must not: know entities.
import type { Tint } from "../settings/tints.ts";
import type { Painter } from "./atlas-sheet.ts";
import { bright, ember, emberDeep, emberPale, pale } from "./palette.ts";

const TAU = Math.PI * 2;
/** Steps that an arc of hit points is baked in: drawing arcs anew each frame would cost more than the atlas. */
export const ARC_LEVELS = 24;
export const DASH_LEVELS = 12;

/** A ring with `level` of ARC_LEVELS lit, clockwise from the top. */
export function hitPointArc(tint: Tint, level: number): Painter {
  return (pen, width) => {
    const r = width / 2 - 5;
    pen.translate(width / 2, width / 2);
    pen.lineWidth = 2.6;
    pen.strokeStyle = "rgb(4 8 20 / .75)";
    pen.beginPath();
    pen.arc(0, 0, r, 0, TAU);
    pen.stroke();
    pen.lineWidth = 1;
    pen.strokeStyle = bright(tint, 0.28);
    pen.stroke();
    if (level === 0) return;
    pen.rotate(-TAU / 4);
    pen.beginPath();
    pen.arc(0, 0, r, 0, (TAU * level) / ARC_LEVELS);
    pen.shadowColor = bright(tint);
    pen.shadowBlur = 5;
    pen.lineWidth = 2.6;
    pen.strokeStyle = bright(tint);
    pen.stroke();
    pen.shadowBlur = 0;
    pen.lineWidth = 1;
    pen.strokeStyle = pale(tint, 0.9);
    pen.stroke();
  };
}

/** Steps of the overshield's ring. */
export const OVER_LEVELS = 10;
/** A second ring, in segments: `level` of OVER_LEVELS stand. */
export function overArc(level: number): Painter {
  return (pen, width) => {
    const r = width / 2 - 7;
    pen.translate(width / 2, width / 2);
    pen.rotate(-TAU / 4);
    pen.lineCap = "round";
    for (let i = 0; i < OVER_LEVELS; i++) {
      const from = (i / OVER_LEVELS) * TAU + 0.07;
      pen.beginPath();
      pen.arc(0, 0, r, from, from + TAU / OVER_LEVELS - 0.14);
      pen.shadowColor = "rgb(110 220 255)";
      pen.shadowBlur = i < level ? 7 : 0;
      pen.lineWidth = i < level ? 4 : 1;
      pen.strokeStyle = i < level ? "rgb(150 232 255)" : "rgb(120 190 255 / .2)";
      pen.stroke();
      if (i >= level) continue;
      pen.shadowBlur = 0;
      pen.lineWidth = 1.4;
      pen.strokeStyle = "rgb(255 255 255 / .95)";
      pen.stroke();
    }
  };
}

/** One dash charge: a short arc centred on +x, `level` of DASH_LEVELS filled. */
export function dashArc(level: number): Painter {
  const half = 0.46;
  return (pen, width) => {
    pen.translate(width / 2, width / 2);
    const r = width / 2 - 6;
    pen.lineCap = "round";
    pen.lineWidth = 4;
    pen.strokeStyle = "rgb(160 190 255 / .22)";
    pen.beginPath();
    pen.arc(0, 0, r, -half, half);
    pen.stroke();
    if (level === 0) return;
    pen.shadowColor = "rgb(120 200 255)";
    pen.shadowBlur = level === DASH_LEVELS ? 7 : 0;
    pen.strokeStyle = level === DASH_LEVELS ? "rgb(225 244 255)" : "rgb(130 180 230 / .8)";
    pen.beginPath();
    pen.arc(0, 0, r, -half, -half + (2 * half * level) / DASH_LEVELS);
    pen.stroke();
  };
}

/** The rim of a beacon at 0.8 of the frame's half side. */
export const BEACON_RIM = 0.8;
/** Warm, it burns; cold, the same ring is ash: no glow, thin lines. */
export function beaconRing(warm: boolean): Painter {
  const tint = warm ? ember : ash;
  const deep = warm ? emberDeep : ash;
  return (pen, width) => {
    const r = (width / 2) * BEACON_RIM;
    pen.translate(width / 2, width / 2);
    const disc = pen.createRadialGradient(0, 0, r * 0.2, 0, 0, r);
    disc.addColorStop(0, tint(warm ? 0.2 : 0.1));
    disc.addColorStop(0.7, deep(0.06));
    disc.addColorStop(1, tint(warm ? 0.34 : 0.12));
    pen.fillStyle = disc;
    circle(pen, r);
    pen.fill();
    pen.shadowColor = tint(1);
    pen.shadowBlur = warm ? 18 : 0;
    pen.lineWidth = warm ? 5 : 2.5;
    pen.strokeStyle = tint(warm ? 1 : 0.7);
    pen.stroke();
    if (warm) pen.stroke();
    pen.shadowBlur = 0;
    pen.lineWidth = warm ? 1.6 : 0.8;
    pen.strokeStyle = warm ? emberPale() : "rgb(216 228 250 / .8)";
    pen.stroke();
    beaconMarks(pen, r, tint, warm ? 8 : 0);
  };
}

const ash = (alpha: number): string => `rgb(132 154 196 / ${alpha})`;

/** Notches outside the rim and arcs inside, so that its turning is seen. */
function beaconMarks(
  pen: CanvasRenderingContext2D,
  r: number,
  tint: (alpha: number) => string,
  blur: number,
): void {
  pen.strokeStyle = tint(0.8);
  pen.lineWidth = 3;
  for (let i = 0; i < 24; i++) {
    const angle = (i / 24) * TAU;
    const outer = i % 8 === 0 ? r * 1.17 : r * 1.1;
    pen.beginPath();
    pen.moveTo(Math.cos(angle) * r * 1.06, Math.sin(angle) * r * 1.06);
    pen.lineTo(Math.cos(angle) * outer, Math.sin(angle) * outer);
    pen.stroke();
  }
  pen.shadowColor = tint(1);
  pen.shadowBlur = blur;
  pen.lineWidth = 2;
  for (let i = 0; i < 3; i++) {
    pen.beginPath();
    pen.arc(0, 0, r * 0.42, i * (TAU / 3) + 0.25, (i + 1) * (TAU / 3) - 0.25);
    pen.stroke();
    pen.beginPath();
    pen.arc(0, 0, r * 0.7, i * (TAU / 3) + 1.25, (i + 1) * (TAU / 3) - 0.1);
    pen.stroke();
  }
  pen.fillStyle = blur > 0 ? emberPale(0.9) : tint(0.9);
  circle(pen, r * 0.09);
  pen.fill();
}

function circle(pen: CanvasRenderingContext2D, radius: number): void {
  pen.beginPath();
  pen.arc(0, 0, radius, 0, TAU);
}

/** A ring of teeth: the forge turns two of them against each other. */
export function gear(teeth: number, hot: boolean): Painter {
  return (pen, width) => {
    pen.translate(width / 2, width / 2);
    const outer = width / 2 - 12;
    pen.beginPath();
    for (let i = 0; i < teeth * 4; i++) {
      const angle = (i / (teeth * 4)) * TAU;
      const reach = i % 4 < 2 ? outer : outer * 0.88;
      pen.lineTo(Math.cos(angle) * reach, Math.sin(angle) * reach);
    }
    pen.closePath();
    pen.lineJoin = "round";
    pen.shadowColor = hot ? emberDeep() : "rgb(90 130 255)";
    pen.shadowBlur = 12;
    pen.lineWidth = 2.5;
    pen.strokeStyle = hot ? ember(0.95) : "rgb(140 170 255 / .8)";
    pen.stroke();
    pen.shadowBlur = 0;
    pen.fillStyle = hot ? emberDeep(0.1) : "rgb(60 90 220 / .08)";
    pen.fill();
    pen.beginPath();
    pen.arc(0, 0, outer * 0.74, 0, TAU);
    pen.lineWidth = 1.2;
    pen.stroke();
    pen.setLineDash([10, 14]);
    pen.beginPath();
    pen.arc(0, 0, outer * 0.62, 0, TAU);
    pen.stroke();
  };
}

/** A chevron that points towards +x. */
export const chevron: Painter = (pen, width) => {
  pen.translate(width / 2, width / 2);
  pen.lineJoin = "round";
  pen.lineCap = "round";
  pen.shadowColor = "rgb(70 170 255)";
  pen.shadowBlur = 10;
  pen.strokeStyle = "rgb(120 205 255 / .9)";
  pen.lineWidth = 5;
  pen.beginPath();
  pen.moveTo(-width * 0.12, -width * 0.3);
  pen.lineTo(width * 0.16, 0);
  pen.lineTo(-width * 0.12, width * 0.3);
  pen.stroke();
};

/** The rim of one's light at this share of the frame's half side: a fine broken circle. */
export const RIM_FILL = 0.98;
export const lightRim: Painter = (pen, width) => {
  const r = (width / 2) * RIM_FILL - 2;
  pen.translate(width / 2, width / 2);
  pen.strokeStyle = "rgb(190 210 255)";
  const dashes = 72;
  for (let i = 0; i < dashes; i++) {
    pen.lineWidth = i % 6 === 0 ? 3 : 1.5;
    pen.beginPath();
    pen.arc(0, 0, r, (i / dashes) * TAU, ((i + 0.55) / dashes) * TAU);
    pen.stroke();
  }
};

/** A golden arrowhead towards +x. */
export const pointer: Painter = (pen, width) => {
  const r = width * 0.26;
  pen.translate(width / 2, width / 2);
  pen.beginPath();
  pen.moveTo(r, 0);
  pen.lineTo(-r * 0.7, -r * 0.8);
  pen.lineTo(-r * 0.25, 0);
  pen.lineTo(-r * 0.7, r * 0.8);
  pen.closePath();
  pen.shadowColor = ember();
  pen.shadowBlur = 10;
  pen.fillStyle = ember();
  pen.fill();
};
