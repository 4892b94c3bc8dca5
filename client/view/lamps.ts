// The pictures of lamps: round light of each colour, even nearly to its rim or fading from its middle on.
// Owns: how light falls off. Must not: know where lamps stand.
import type { Tint } from "../settings/tints.ts";

/** Side of a lamp's picture, pixels. */
export const LAMP_SIDE = 128;

/** For each colour of the atlas a lamp, which reveals; after them, for each a glow, which only shines. */
export function makeLamps(tints: readonly Tint[]): HTMLCanvasElement[] {
  const colours = [...tints.map(({ hue }) => `hsl(${hue} 100% 74%`), "hsl(36 100% 66%", "hsl(225 70% 88%"];
  return [
    ...colours.map((colour) => makeLamp(colour, 0.66)),
    ...colours.map((colour) => makeLamp(colour, 0)),
  ];
}

/** Light that is even up to `even` of the radius and gone at its rim. `colour`: an hsl() without its bracket. */
function makeLamp(colour: string, even: number): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = LAMP_SIDE;
  canvas.height = LAMP_SIDE;
  const pen = canvas.getContext("2d") as CanvasRenderingContext2D;
  const r = LAMP_SIDE / 2;
  const gradient = pen.createRadialGradient(r, r, 0, r, r, r);
  for (let i = 0; i <= 16; i++) {
    const at = i / 16;
    const rim = at < even ? 1 : 1 - (at - even) / (1 - even);
    const smooth = rim * rim * (3 - 2 * rim);
    gradient.addColorStop(at, `${colour} / ${(1 - 0.4 * at) * smooth})`);
  }
  pen.fillStyle = gradient;
  pen.fillRect(0, 0, LAMP_SIDE, LAMP_SIDE);
  return canvas;
}
