// Drawings of what skimmers fight with: the Lance's beam, the shield of the Guard, marks that tell when each is ready;
// and the ring of a ghost. Owns: their shapes. Must not: know entities.
import type { Painter } from "./atlas-sheet.ts";

type Colour = (alpha: number) => string;

/** Which ends of a piece of light fade: none, the first, both. */
export type Ends = "none" | "first" | "both";
/** Share of the length over which an end fades. */
const FADE = 0.42;
/** The same for an end of a glow that does not fade: just not cut off. */
export const SOFT = 0.16;

const smooth = (v: number): number => v * v * (3 - 2 * v);

/** Light along +x: soft across, with `heart` of the half height white. Joins on to what fades at neither end. */
export function ray(colour: Colour, heart: number, ends: Ends): Painter {
  return (pen, width, height) => {
    fillAcross(pen, width, height, (v) => colour((1 - v) ** 2.4));
    if (heart > 0) {
      const white = (v: number): number => Math.max(0, 1 - v / heart) ** 0.8;
      fillAcross(pen, width, height, (v) => `rgb(255 255 255 / ${white(v)})`);
    }
    // A white heart ends under a flash; a wide glow that is cut straight shows it.
    const soft = heart > 0 ? 0 : SOFT;
    const first = ends === "none" ? soft : FADE;
    const last = ends === "both" ? FADE : soft;
    const along = pen.createLinearGradient(0, 0, width, 0);
    for (let i = 0; i <= 32; i++) {
      const rising = first === 0 ? 1 : Math.min(1, i / 32 / first);
      const falling = last === 0 ? 1 : Math.min(1, (1 - i / 32) / last);
      along.addColorStop(i / 32, `rgb(0 0 0 / ${smooth(rising) * smooth(falling)})`);
    }
    pen.globalCompositeOperation = "destination-in";
    pen.fillStyle = along;
    pen.fillRect(0, 0, width, height);
  };
}

/** `shade` of 0 in the middle to 1 at the edge. */
function fillAcross(
  pen: CanvasRenderingContext2D,
  width: number,
  height: number,
  shade: (off: number) => string,
): void {
  const across = pen.createLinearGradient(0, 0, 0, height);
  for (let i = 0; i <= 32; i++) across.addColorStop(i / 32, shade(Math.abs(i / 16 - 1)));
  pen.fillStyle = across;
  pen.fillRect(0, 0, width, height);
}

/** Radius that the shield is drawn with, and where the middle of its frame lies off the skimmer's, pixels. */
export const SHIELD = { radius: 62, middle: 48, width: 64, height: 128 } as const;
const HALF_ARC = Math.PI / 3;

/** The 120 degrees that are covered, towards +x: a hard edge outside, segments that fade inwards. */
export function shield(colour: Colour): Painter {
  const { radius } = SHIELD;
  return (pen, width, height) => {
    pen.translate(width / 2 - SHIELD.middle, height / 2);
    const fill = pen.createRadialGradient(0, 0, radius * 0.62, 0, 0, radius);
    fill.addColorStop(0, colour(0));
    fill.addColorStop(0.7, colour(0.16));
    fill.addColorStop(1, colour(0.62));
    pen.fillStyle = fill;
    pen.beginPath();
    pen.arc(0, 0, radius, -HALF_ARC, HALF_ARC);
    pen.arc(0, 0, radius * 0.62, HALF_ARC, -HALF_ARC, true);
    pen.fill();
    spokes(pen, colour);
    pen.shadowColor = colour(1);
    pen.shadowBlur = 9;
    pen.strokeStyle = colour(1);
    pen.lineWidth = 4;
    rim(pen, radius);
    rim(pen, radius);
    pen.shadowBlur = 0;
    pen.strokeStyle = "rgb(255 255 255 / .95)";
    pen.lineWidth = 1.8;
    rim(pen, radius);
  };
}

function rim(pen: CanvasRenderingContext2D, radius: number): void {
  pen.beginPath();
  pen.arc(0, 0, radius, -HALF_ARC, HALF_ARC);
  pen.stroke();
}

/** Lines between the segments, and the inner edge of each. */
function spokes(pen: CanvasRenderingContext2D, colour: Colour): void {
  const { radius } = SHIELD;
  const count = 6;
  pen.lineWidth = 1.1;
  for (let i = 0; i <= count; i++) {
    const angle = HALF_ARC * ((2 * i) / count - 1);
    const outermost = i === 0 || i === count;
    const inner = radius * (outermost ? 0.8 : 0.72);
    pen.strokeStyle = colour(outermost ? 0.95 : 0.5);
    pen.beginPath();
    pen.moveTo(Math.cos(angle) * inner, Math.sin(angle) * inner);
    pen.lineTo(Math.cos(angle) * radius, Math.sin(angle) * radius);
    pen.stroke();
  }
  pen.strokeStyle = colour(0.4);
  rim(pen, radius * 0.86);
}

/** Steps of a mark, its frame, and where the middle of the frame lies off the skimmer's, pixels. */
export const MARK = { levels: 10, radius: 42, half: 0.24, middle: 41, width: 24, height: 40 } as const;

/** A short arc round +x, `level` of MARK.levels filled: when a weapon is ready again. `hue`: degrees. */
export function readyMark(level: number, hue: number): Painter {
  const { levels, radius, half } = MARK;
  return (pen, width, height) => {
    pen.translate(width / 2 - MARK.middle, height / 2);
    pen.lineCap = "round";
    pen.lineWidth = 4;
    pen.strokeStyle = `hsl(${hue} 60% 75% / .22)`;
    pen.beginPath();
    pen.arc(0, 0, radius, -half, half);
    pen.stroke();
    if (level === 0) return;
    const full = level === levels;
    pen.shadowColor = `hsl(${hue} 100% 65%)`;
    pen.shadowBlur = full ? 7 : 0;
    pen.strokeStyle = full ? `hsl(${hue} 100% 82%)` : `hsl(${hue} 60% 66% / .8)`;
    pen.beginPath();
    pen.arc(0, 0, radius, -half, -half + (2 * half * level) / levels);
    pen.stroke();
  };
}

/** Radius of a ghost's ring, pixels of its frame. */
export const GHOST_RADIUS = 20;

/** A fine ring: where somebody is said to be. */
export function ghostRing(colour: Colour): Painter {
  return (pen, width) => {
    pen.translate(width / 2, width / 2);
    pen.lineWidth = 2.2;
    pen.strokeStyle = colour(1);
    pen.beginPath();
    pen.arc(0, 0, GHOST_RADIUS, 0, Math.PI * 2);
    pen.stroke();
  };
}
