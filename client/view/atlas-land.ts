// Drawings of what the land is made of beside rock: portals, wells, gates, crystal, haze; and the crown.
// Owns: their shapes. Must not: know where any of it is.
import { hashInts } from "../../shared/sim/random.ts";
import type { Tint } from "../settings/tints.ts";
import { halo } from "./atlas-glows.ts";
import type { Painter } from "./atlas-sheet.ts";
import { bright, ember, emberPale, pale } from "./palette.ts";

type Pen = CanvasRenderingContext2D;

const TAU = Math.PI * 2;

/** Adds one arm of a spiral that ends at `reach`, wound `turns` round. */
function arm(pen: Pen, from: number, reach: number, start: number, turns: number): void {
  pen.beginPath();
  for (let i = 0; i <= 40; i++) {
    const share = i / 40;
    const away = from + (reach - from) * share;
    const angle = start + turns * TAU * Math.sqrt(share);
    pen.lineTo(Math.cos(angle) * away, Math.sin(angle) * away);
  }
}

/** Its ring lies at this share of the half side. */
export const PORTAL_RING = 0.62;
/** A mouth of dark with arms that wind into it. */
export function portal(tint: Tint): Painter {
  return (pen, width) => {
    halo((alpha) => bright(tint, alpha * 0.75), 1.5)(pen, width, width);
    const r = width / 2;
    const ring = r * PORTAL_RING;
    pen.translate(r, r);
    const mouth = pen.createRadialGradient(0, 0, 0, 0, 0, ring);
    mouth.addColorStop(0, "rgb(2 3 12 / .96)");
    mouth.addColorStop(0.4, "rgb(3 4 16 / .92)");
    mouth.addColorStop(1, bright(tint, 0.3));
    pen.fillStyle = mouth;
    pen.beginPath();
    pen.arc(0, 0, ring, 0, TAU);
    pen.fill();
    pen.lineCap = "round";
    for (let i = 0; i < 5; i++) {
      arm(pen, ring * 0.16, ring, (i / 5) * TAU, 0.42);
      pen.lineWidth = r * 0.07;
      pen.strokeStyle = bright(tint, 0.55);
      pen.stroke();
      pen.lineWidth = r * 0.022;
      pen.strokeStyle = pale(tint, 0.95);
      pen.stroke();
    }
    pen.beginPath();
    pen.arc(0, 0, ring, 0, TAU);
    pen.shadowColor = bright(tint);
    pen.shadowBlur = r * 0.2;
    pen.lineWidth = r * 0.06;
    pen.strokeStyle = bright(tint);
    pen.stroke();
    pen.shadowBlur = 0;
    pen.lineWidth = r * 0.022;
    pen.strokeStyle = pale(tint);
    pen.stroke();
  };
}

const wellLight = (alpha: number): string => `hsl(258 90% 74% / ${alpha})`;

/** Arms of dust that wind inwards, fainter outwards. */
export const spiral: Painter = (pen, width) => {
  const r = width / 2;
  pen.translate(r, r);
  pen.lineCap = "round";
  for (let i = 0; i < 4; i++) {
    for (const [wide, alpha] of [
      [0.15, 0.07],
      [0.08, 0.12],
      [0.025, 0.3],
    ] as const) {
      arm(pen, r * 0.08, r * 0.96, (i / 4) * TAU, 0.62);
      pen.lineWidth = r * wide;
      pen.strokeStyle = wellLight(alpha);
      pen.stroke();
    }
  }
  const fade = pen.createRadialGradient(0, 0, 0, 0, 0, r);
  fade.addColorStop(0, "rgb(0 0 0 / 1)");
  fade.addColorStop(0.35, "rgb(0 0 0 / .9)");
  fade.addColorStop(1, "rgb(0 0 0 / 0)");
  pen.globalCompositeOperation = "destination-in";
  pen.fillStyle = fade;
  pen.fillRect(-r, -r, width, width);
};

/** What sits in the middle of a well: a black drop within a thin bright ring. */
export const wellHeart: Painter = (pen, width) => {
  halo(wellLight, 1.6)(pen, width, width);
  const r = width / 2;
  pen.translate(r, r);
  const drop = pen.createRadialGradient(0, 0, 0, 0, 0, r * 0.44);
  drop.addColorStop(0, "rgb(0 0 4 / 1)");
  drop.addColorStop(0.8, "rgb(2 0 10 / .96)");
  drop.addColorStop(1, "rgb(20 8 50 / .5)");
  pen.fillStyle = drop;
  pen.beginPath();
  pen.arc(0, 0, r * 0.44, 0, TAU);
  pen.fill();
  pen.lineWidth = r * 0.05;
  pen.strokeStyle = "hsl(262 100% 88% / .95)";
  pen.stroke();
};

/** Length and thickness of a gate's bar in its frame, pixels. */
export const GATE_FRAME = { width: 232, height: 48, length: 192, bar: 12 } as const;
const gateLight = (alpha: number): string => `rgb(126 214 255 / ${alpha})`;
/** A bar of light in a metal rail, a cap at either end. */
export const gateBar: Painter = (pen, width, height) => {
  const { length, bar } = GATE_FRAME;
  pen.translate(width / 2, height / 2);
  pen.shadowColor = gateLight(1);
  pen.shadowBlur = 14;
  pen.fillStyle = "rgb(40 74 150)";
  pen.beginPath();
  pen.roundRect(-length / 2, -bar / 2, length, bar, bar / 2);
  pen.fill();
  pen.lineWidth = 2;
  pen.strokeStyle = gateLight(0.95);
  pen.stroke();
  pen.shadowBlur = 6;
  pen.fillStyle = "rgb(240 252 255)";
  pen.fillRect(-length / 2 + 12, -1.6, length - 24, 3.2);
  for (const side of [-1, 1]) {
    pen.beginPath();
    pen.arc((side * length) / 2 - side * 4, 0, 9, 0, TAU);
    pen.fillStyle = "rgb(22 40 96)";
    pen.fill();
    pen.strokeStyle = gateLight(1);
    pen.stroke();
    pen.beginPath();
    pen.arc((side * length) / 2 - side * 4, 0, 3.6, 0, TAU);
    pen.fillStyle = "rgb(255 255 255)";
    pen.fill();
  }
};

/** Looks that a tile of crystal comes in; its frame is this much wider than the tile on each side, pixels. */
export const CRYSTALS = 3;
export const CRYSTAL_MARGIN = 8;
/** Corners of a stone: few and uneven, so that it looks broken from the ground, not made. */
const CUTS = 7;
/** A cut stone that nearly fills its tile; the ground shines through. */
export function crystal(look: number): Painter {
  const part = (salt: number, low: number, high: number): number =>
    low + ((hashInts(look + 11, salt, 401) % 1000) / 1000) * (high - low);
  return (pen, width) => {
    const r = width / 2 - CRYSTAL_MARGIN;
    pen.translate(width / 2, width / 2);
    pen.lineJoin = "round";
    const rim: [number, number][] = [];
    for (let i = 0; i < CUTS; i++) {
      const angle = ((i + part(i, -0.3, 0.3)) / CUTS) * TAU;
      // Out to the square's edge, with the corners cut off.
      const edge = r / Math.max(Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle)));
      const reach = Math.min(edge, r * 1.2) * part(20 + i, 0.84, 1);
      rim.push([Math.cos(angle) * reach, Math.sin(angle) * reach]);
    }
    const peak: [number, number] = [part(40, -0.34, 0.34) * r, part(41, -0.4, 0.1) * r];
    pen.shadowColor = "hsl(172 100% 60%)";
    pen.shadowBlur = 10;
    pen.strokeStyle = "hsl(170 100% 70% / .9)";
    pen.lineWidth = 3;
    outline(pen, rim, 1);
    pen.stroke();
    pen.shadowBlur = 0;
    rim.forEach((corner, i) => {
      facet(pen, peak, corner, rim[(i + 1) % rim.length], part(60 + i, 0, 1));
    });
    outline(pen, rim, 1);
    pen.lineWidth = 1.4;
    pen.strokeStyle = "hsl(168 100% 90% / .95)";
    pen.stroke();
  };
}

function outline(pen: Pen, rim: [number, number][], scale: number): void {
  pen.beginPath();
  for (const [x, y] of rim) pen.lineTo(x * scale, y * scale);
  pen.closePath();
}

/** One cut from the peak to an edge, in two halves: a steep bright one at the top, a flat one below. */
function facet(
  pen: Pen,
  peak: [number, number],
  a: [number, number],
  b: [number, number],
  tone: number,
): void {
  const half = 0.34 + tone * 0.3;
  const mid = (p: [number, number]): [number, number] => [
    peak[0] + (p[0] - peak[0]) * half,
    peak[1] + (p[1] - peak[1]) * half,
  ];
  const [ma, mb] = [mid(a), mid(b)];
  pen.lineWidth = 1;
  pen.strokeStyle = "hsl(170 100% 88% / .4)";
  pen.fillStyle = `hsl(${176 + tone * 26} 80% ${22 + tone * 26}% / .72)`;
  outline(pen, [a, b, mb, ma], 1);
  pen.fill();
  pen.stroke();
  pen.fillStyle = `hsl(${170 + tone * 26} 85% ${40 + tone * 38}% / .74)`;
  outline(pen, [ma, mb, peak], 1);
  pen.fill();
  pen.stroke();
}

/** A bank of fog: several soft balls in one; the dark one dims what is in it. */
export function fog(look: number, colour: (alpha: number) => string): Painter {
  return (pen, width) => {
    for (let i = 0; i < 9; i++) {
      const roll = hashInts(look, i, 733);
      const side = width * (0.42 + ((roll >> 16) % 100) / 420);
      const room = width - side;
      pen.save();
      pen.translate(((roll & 255) / 255) * room, (((roll >> 8) & 255) / 255) * room);
      halo((alpha) => colour(alpha * 0.34), 1.3)(pen, side, side);
      pen.restore();
    }
  };
}

/** Five points with a gem on each, gold. */
export const crown: Painter = (pen, width, height) => {
  pen.translate(width / 2, height / 2);
  const [w, h] = [width * 0.34, height * 0.28];
  pen.beginPath();
  pen.moveTo(-w * 0.84, h);
  pen.lineTo(-w * 1.05, -h * 0.55);
  pen.lineTo(-w * 0.48, h * 0.12);
  pen.lineTo(0, -h * 1.1);
  pen.lineTo(w * 0.48, h * 0.12);
  pen.lineTo(w * 1.05, -h * 0.55);
  pen.lineTo(w * 0.84, h);
  pen.closePath();
  pen.lineJoin = "round";
  pen.shadowColor = ember();
  pen.shadowBlur = 12;
  const gold = pen.createLinearGradient(0, -h, 0, h);
  gold.addColorStop(0, emberPale());
  gold.addColorStop(1, "hsl(34 100% 50%)");
  pen.fillStyle = gold;
  pen.fill();
  pen.shadowBlur = 0;
  pen.lineWidth = 2;
  pen.strokeStyle = "rgb(255 246 214)";
  pen.stroke();
  pen.fillStyle = "rgb(255 255 255)";
  for (const [x, y] of [
    [-w * 1.05, -h * 0.62],
    [0, -h * 1.16],
    [w * 1.05, -h * 0.62],
  ]) {
    pen.beginPath();
    pen.arc(x, y, 3.4, 0, TAU);
    pen.fill();
  }
  pen.fillStyle = "hsl(345 100% 60%)";
  pen.beginPath();
  pen.arc(0, h * 0.5, 3.2, 0, TAU);
  pen.fill();
};
