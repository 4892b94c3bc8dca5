// Drawings of what weapons leave about: Orb, mine; and of what lies on the ground to be taken.
// Owns: their shapes. Must not: know entities.
import { halo } from "./atlas-glows.ts";
import type { Painter } from "./atlas-sheet.ts";
import { bright, deep, ember, emberDeep, emberPale, pale } from "./palette.ts";

type Colour = (alpha: number) => string;
type Pen = CanvasRenderingContext2D;

const TAU = Math.PI * 2;

/** Adds a closed figure of `corners` whose reach alternates between `outer` and `inner`. */
function figure(pen: Pen, corners: number, outer: number, inner: number, turn: number): void {
  pen.beginPath();
  for (let i = 0; i < corners; i++) {
    const angle = turn + (i / corners) * TAU;
    const reach = i % 2 === 0 ? outer : inner;
    pen.lineTo(Math.cos(angle) * reach, Math.sin(angle) * reach);
  }
  pen.closePath();
}

/** A ball of light with a skin: soft outside, a bright rim, a white heart. Its skin is at 0.46 of the half side. */
export const ORB_SKIN = 0.46;
export function orb(colour: Colour): Painter {
  return (pen, width) => {
    halo(colour, 1.7)(pen, width, width);
    const r = width / 2;
    const skin = r * ORB_SKIN;
    const ball = pen.createRadialGradient(r, r, 0, r, r, skin);
    ball.addColorStop(0, "rgb(255 255 255 / 1)");
    ball.addColorStop(0.2, "rgb(255 255 255 / .8)");
    ball.addColorStop(0.45, colour(0.8));
    ball.addColorStop(0.86, colour(1));
    ball.addColorStop(1, colour(0.25));
    pen.fillStyle = ball;
    pen.beginPath();
    pen.arc(r, r, skin, 0, TAU);
    pen.fill();
    pen.lineWidth = 1.4;
    pen.strokeStyle = "rgb(255 255 255 / .6)";
    pen.stroke();
  };
}

/** A hexagon of dark metal with a lit rim and six feet; its middle is left for what blinks. */
export function mine(colour: Colour): Painter {
  return (pen, width) => {
    const r = width / 2;
    pen.translate(r, r);
    pen.lineJoin = "round";
    pen.strokeStyle = colour(0.85);
    pen.lineWidth = r * 0.13;
    for (let i = 0; i < 6; i++) {
      const angle = (i / 6) * TAU + TAU / 12;
      pen.beginPath();
      pen.moveTo(Math.cos(angle) * r * 0.4, Math.sin(angle) * r * 0.4);
      pen.lineTo(Math.cos(angle) * r * 0.7, Math.sin(angle) * r * 0.7);
      pen.stroke();
    }
    figure(pen, 6, r * 0.56, r * 0.56, 0);
    pen.shadowColor = colour(1);
    pen.shadowBlur = r * 0.3;
    pen.fillStyle = "rgb(10 12 30)";
    pen.fill();
    pen.lineWidth = r * 0.1;
    pen.strokeStyle = colour(1);
    pen.stroke();
    pen.shadowBlur = 0;
    figure(pen, 6, r * 0.34, r * 0.34, 0);
    pen.lineWidth = r * 0.05;
    pen.strokeStyle = colour(0.6);
    pen.stroke();
  };
}

/** An ember worth several: a five-pointed star, hot in the middle. */
export const shard: Painter = (pen, width) => {
  halo(ember, 2)(pen, width, width);
  const r = width / 2;
  pen.translate(r, r);
  pen.lineJoin = "round";
  figure(pen, 10, r * 0.56, r * 0.25, -TAU / 4);
  pen.shadowColor = ember();
  pen.shadowBlur = r * 0.35;
  pen.fillStyle = ember();
  pen.fill();
  pen.shadowBlur = 0;
  pen.lineWidth = r * 0.05;
  pen.strokeStyle = emberPale();
  pen.stroke();
  figure(pen, 10, r * 0.34, r * 0.15, -TAU / 4);
  pen.fillStyle = "rgb(255 250 230)";
  pen.fill();
};

/** The mother-ember: a crown of long rays round a white-hot, many-sided heart. */
export const motherEmber: Painter = (pen, width) => {
  halo(emberDeep, 1.5)(pen, width, width);
  halo(ember, 3)(pen, width, width);
  const r = width / 2;
  pen.translate(r, r);
  for (const [corners, reach, turn, alpha] of [
    [16, 0.94, 0, 0.3],
    [16, 0.7, TAU / 16, 0.4],
    [12, 0.54, 0.1, 0.75],
  ] as const) {
    figure(pen, corners, r * reach, r * 0.2, turn);
    const ray = pen.createRadialGradient(0, 0, 0, 0, 0, r * reach);
    ray.addColorStop(0, emberPale(alpha));
    ray.addColorStop(1, ember(0));
    pen.fillStyle = ray;
    pen.fill();
  }
  figure(pen, 8, r * 0.3, r * 0.27, TAU / 16);
  pen.shadowColor = emberPale();
  pen.shadowBlur = r * 0.25;
  pen.fillStyle = "rgb(255 248 225)";
  pen.fill();
  pen.shadowBlur = 0;
  pen.lineWidth = 2.2;
  pen.strokeStyle = ember();
  pen.stroke();
};

/** A round medal in a hue, or for weapons a box, with a white sign of 2 x 2 units in it. */
export function pickup(hue: number, boxed: boolean, sign: (pen: Pen) => void): Painter {
  const light = { hue, glow: 66 };
  return (pen, width) => {
    halo((alpha) => bright(light, alpha * 0.8), 1.5)(pen, width, width);
    const r = width / 2;
    pen.translate(r, r);
    const side = r * 0.58;
    pen.beginPath();
    if (boxed) pen.roundRect(-side, -side, side * 2, side * 2, r * 0.14);
    else pen.arc(0, 0, r * 0.6, 0, TAU);
    const body = pen.createLinearGradient(0, -side, 0, side);
    body.addColorStop(0, deep(light, 0.96));
    body.addColorStop(1, "rgb(8 10 28 / .96)");
    pen.fillStyle = body;
    pen.shadowColor = bright(light);
    pen.shadowBlur = r * 0.3;
    pen.fill();
    pen.lineWidth = r * 0.085;
    pen.strokeStyle = bright(light);
    pen.stroke();
    pen.shadowBlur = 0;
    pen.lineWidth = r * 0.03;
    pen.strokeStyle = pale(light);
    pen.stroke();
    if (boxed) corners(pen, side, pale(light));
    pen.scale(r * 0.33, r * 0.33);
    pen.lineCap = "round";
    pen.lineJoin = "round";
    pen.lineWidth = 0.34;
    pen.strokeStyle = "rgb(255 255 255)";
    pen.fillStyle = "rgb(255 255 255)";
    pen.beginPath();
    sign(pen);
  };
}

/** Metal on the corners of a crate. */
function corners(pen: Pen, side: number, colour: string): void {
  pen.strokeStyle = colour;
  pen.lineWidth = side * 0.16;
  for (const x of [-1, 1]) {
    for (const y of [-1, 1]) {
      pen.beginPath();
      pen.moveTo(x * side, y * side * 0.55);
      pen.lineTo(x * side, y * side);
      pen.lineTo(x * side * 0.55, y * side);
      pen.stroke();
    }
  }
}
