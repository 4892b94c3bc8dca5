// Drawings of skimmers: polygons from a seed, nose towards +x, in a colour.
// Owns: the shapes. Must not: know which player flies which.
import { hashInts } from "../../shared/sim/random.ts";
import type { Tint } from "../settings/tints.ts";
import type { Painter } from "./atlas-sheet.ts";
import { bright, deep, pale } from "./palette.ts";

export const SHAPES = 8;
/** Half the length of a drawn skimmer as a share of its frame's side. */
const SKIMMER_FILL = 0.32;

type Point = readonly [number, number];

/** Half an outline from nose to notch; its mirror image is the other half. */
function halfOutline(shape: number): Point[] {
  const part = (salt: number, low: number, high: number): number =>
    low + ((hashInts(shape, salt, 77) % 1000) / 1000) * (high - low);
  const wingX = part(1, -0.85, -0.3);
  const points: Point[] = [[1.12, 0]];
  // Every second shape has shoulders, the others are plain darts.
  if (shape % 2 === 1) points.push([part(2, 0.15, 0.5), part(3, 0.2, 0.34)]);
  points.push([wingX, part(4, 0.68, 0.98)]);
  if (shape % 3 !== 0) points.push([Math.min(wingX - 0.1, part(5, -1, -0.8)), part(6, 0.3, 0.5)]);
  points.push([part(7, -0.55, -0.25), 0]);
  return points;
}

function trace(pen: CanvasRenderingContext2D, half: Point[], scale: number): void {
  pen.beginPath();
  for (const [x, y] of half) pen.lineTo(x * scale, y * scale);
  for (const [x, y] of half.toReversed()) pen.lineTo(x * scale, -y * scale);
  pen.closePath();
}

/** The shape of a colour, from a path in a square of 16. */
export function colourShape(path: string, tint: Tint): Painter {
  return (pen, width) => {
    pen.translate(width * 0.1, width * 0.1);
    pen.scale(width / 20, width / 20);
    const shape = new Path2D(path);
    pen.lineWidth = 3;
    pen.lineJoin = "round";
    pen.strokeStyle = "rgb(4 7 20 / .85)";
    pen.stroke(shape);
    pen.fillStyle = bright(tint);
    pen.fill(shape);
  };
}

export function skimmerBody(shape: number, tint: Tint): Painter {
  const half = halfOutline(shape);
  return (pen, width) => {
    const size = width * SKIMMER_FILL;
    pen.translate(width / 2, width / 2);
    pen.lineJoin = "round";
    trace(pen, half, size);
    pen.shadowColor = bright(tint);
    pen.shadowBlur = size * 0.5;
    const fill = pen.createLinearGradient(-size, 0, size, 0);
    fill.addColorStop(0, bright(tint, 0.7));
    fill.addColorStop(0.6, bright(tint));
    fill.addColorStop(1, pale(tint));
    pen.fillStyle = fill;
    pen.fill();
    pen.shadowBlur = size * 0.25;
    pen.strokeStyle = pale(tint);
    pen.lineWidth = size * 0.12;
    pen.stroke();
    pen.shadowBlur = 0;
    facets(pen, half, size, tint);
    canopy(pen, size);
  };
}

/** A dark keel and lit flanks, so that the body reads as folded metal. */
function facets(pen: CanvasRenderingContext2D, half: Point[], size: number, tint: Tint): void {
  pen.save();
  trace(pen, half, size * 0.86);
  pen.clip();
  pen.fillStyle = deep(tint, 0.62);
  pen.beginPath();
  for (const [x, y] of half) pen.lineTo(x * size * 0.86, y * size * 0.86);
  pen.closePath();
  pen.fill();
  pen.strokeStyle = "rgb(255 255 255 / .55)";
  pen.lineWidth = size * 0.045;
  pen.beginPath();
  pen.moveTo(size, 0);
  pen.lineTo(-size * 0.5, 0);
  pen.stroke();
  pen.restore();
}

function canopy(pen: CanvasRenderingContext2D, size: number): void {
  const core = pen.createRadialGradient(size * 0.08, 0, 0, size * 0.08, 0, size * 0.42);
  core.addColorStop(0, "rgb(255 255 255 / 1)");
  core.addColorStop(0.45, "rgb(255 255 255 / .85)");
  core.addColorStop(1, "rgb(255 255 255 / 0)");
  pen.scale(1, 0.55);
  pen.fillStyle = core;
  pen.beginPath();
  pen.arc(size * 0.08, 0, size * 0.42, 0, Math.PI * 2);
  pen.fill();
}
