// Drawings of what is light alone: halos, sparks, bolts, streaks, shock rings, motes.
// Owns: their shapes. Must not: know entities.
import type { Painter } from "./atlas-sheet.ts";

type Colour = (alpha: number) => string;

/** A soft ball of light that ends exactly at the rim. `power`: how quickly it fades. */
export function halo(colour: Colour, power = 2.2): Painter {
  return (pen, width) => {
    const r = width / 2;
    const gradient = pen.createRadialGradient(r, r, 0, r, r, r);
    for (let i = 0; i <= 12; i++) gradient.addColorStop(i / 12, colour((1 - i / 12) ** power));
    pen.fillStyle = gradient;
    pen.fillRect(0, 0, width, width);
  };
}

/** A point of light with a white heart; `heart`: its share of the radius. */
export function spark(colour: Colour, heart: number): Painter {
  return (pen, width) => {
    halo(colour, 1.9)(pen, width, width);
    const r = width / 2;
    const core = pen.createRadialGradient(r, r, 0, r, r, r * heart);
    core.addColorStop(0, "rgb(255 255 255 / 1)");
    core.addColorStop(0.4, "rgb(255 255 255 / .75)");
    core.addColorStop(1, "rgb(255 255 255 / 0)");
    pen.fillStyle = core;
    pen.fillRect(0, 0, width, width);
  };
}

/** A bolt that flies towards +x: a long glow, a white core near its nose. */
export function bolt(colour: Colour): Painter {
  return (pen, width, height) => {
    pen.translate(width * 0.5, height / 2);
    pen.scale(width / height, 1);
    const r = height / 2;
    const glow = pen.createRadialGradient(0, 0, 0, 0, 0, r);
    for (let i = 0; i <= 10; i++) glow.addColorStop(i / 10, colour((1 - i / 10) ** 2));
    pen.fillStyle = glow;
    pen.fillRect(-r, -r, height, height);
    const core = pen.createRadialGradient(r * 0.15, 0, 0, r * 0.15, 0, r * 0.55);
    core.addColorStop(0, "rgb(255 255 255 / 1)");
    core.addColorStop(0.5, "rgb(255 255 255 / .8)");
    core.addColorStop(1, "rgb(255 255 255 / 0)");
    pen.scale(1, 0.42);
    pen.fillStyle = core;
    pen.fillRect(-r, -r, height, height);
  };
}

/** A piece of a trail: soft across, even along, so that pieces join. */
export function streak(colour: Colour): Painter {
  return (pen, width, height) => {
    const across = pen.createLinearGradient(0, 0, 0, height);
    for (let i = 0; i <= 12; i++) across.addColorStop(i / 12, colour((1 - Math.abs(i / 6 - 1)) ** 1.8));
    pen.fillStyle = across;
    pen.fillRect(0, 0, width, height);
  };
}

/** A ring that runs outwards: sharp outside, fading inwards. */
export function shock(colour: Colour): Painter {
  return (pen, width) => {
    const r = width / 2;
    const gradient = pen.createRadialGradient(r, r, 0, r, r, r);
    gradient.addColorStop(0, colour(0));
    gradient.addColorStop(0.6, colour(0.04));
    gradient.addColorStop(0.84, colour(0.4));
    gradient.addColorStop(0.91, "rgb(255 255 255 / .85)");
    gradient.addColorStop(0.95, colour(0.5));
    gradient.addColorStop(1, colour(0));
    pen.fillStyle = gradient;
    pen.fillRect(0, 0, width, width);
  };
}

/** An ember on the ground: a glow, and a small hot crystal whose cut differs by `kind`. */
export function mote(colour: Colour, kind: number): Painter {
  return (pen, width) => {
    halo(colour, 2.4)(pen, width, width);
    const r = width / 2;
    const corners = 4 + kind;
    pen.translate(r, r);
    pen.rotate(kind * 0.7);
    pen.beginPath();
    for (let i = 0; i < corners; i++) {
      const angle = (i / corners) * Math.PI * 2;
      const reach = r * (i % 2 === 0 ? 0.26 : 0.2);
      pen.lineTo(Math.cos(angle) * reach, Math.sin(angle) * reach);
    }
    pen.closePath();
    pen.shadowColor = colour(1);
    pen.shadowBlur = r * 0.4;
    pen.fillStyle = colour(0.9);
    pen.fill();
    pen.fillStyle = "rgb(255 238 196 / .95)";
    pen.scale(0.6, 0.6);
    pen.fill();
  };
}
