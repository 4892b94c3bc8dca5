// A map as a small picture: rock and what grows on it, and the places that everybody knows.
// Owns: how they are painted. Must not: know who is where.
import { type Arena, Tile } from "../../shared/sim/tiles.ts";
import { MATCH } from "../../shared/tunables/modes.ts";
import { tints } from "../settings/tints.ts";

const TILE_PAINT: Readonly<Record<number, string>> = {
  [Tile.rock]: "rgb(96 124 235 / .2)",
};

/** With what grows on the map, brighter: for a picture that is nothing but the map. */
const WHOLE_PAINT: Readonly<Record<number, string>> = {
  [Tile.rock]: "rgb(104 132 240 / .55)",
  [Tile.crystal]: "hsl(185 90% 65% / .55)",
  [Tile.haze]: "rgb(190 200 235 / .16)",
  [Tile.laneEast]: "hsl(265 90% 70% / .22)",
  [Tile.laneSouth]: "hsl(265 90% 70% / .22)",
  [Tile.laneWest]: "hsl(265 90% 70% / .22)",
  [Tile.laneNorth]: "hsl(265 90% 70% / .22)",
};

/** Paints the ground of `arena` over a square of `side` pixels. */
export function paintGround(pen: CanvasRenderingContext2D, arena: Arena, side: number, whole: boolean): void {
  const paint = whole ? WHOLE_PAINT : TILE_PAINT;
  const size = side / arena.columns;
  arena.tiles.forEach((tile, i) => {
    if (paint[tile] === undefined) return;
    pen.fillStyle = paint[tile];
    pen.fillRect((i % arena.columns) * size, Math.floor(i / arena.columns) * size, size, size);
  });
}

/** Paints beacons (`isCold`: by index), portals and the forge, as signs that are `grown` times as large as plain ones. */
export function paintPlaces(
  pen: CanvasRenderingContext2D,
  arena: Arena,
  side: number,
  isCold: (beacon: number) => boolean,
  grown = 1,
): void {
  const scale = side / arena.side;
  const dot = (grown * side) / 320;
  pen.fillStyle = "hsl(265 95% 75% / .9)";
  for (const { x, y } of arena.portals) disc(pen, x * scale, y * scale, 3.2 * dot);
  pen.lineWidth = 2.5 * dot;
  arena.beacons.forEach(({ x, y }, i) => {
    const cold = isCold(i);
    pen.strokeStyle = cold ? "rgb(150 170 215 / .65)" : "hsl(40 100% 62%)";
    pen.beginPath();
    pen.arc(x * scale, y * scale, 6 * dot, 0, Math.PI * 2);
    pen.stroke();
    pen.fillStyle = "hsl(40 100% 62%)";
    if (!cold) disc(pen, x * scale, y * scale, 2 * dot);
  });
  paintGoals(pen, arena, scale, dot);
  if (arena.ends.length > 0) return;
  pen.strokeStyle = "hsl(225 100% 78% / .8)";
  pen.strokeRect(arena.forge.x * scale - 4 * dot, arena.forge.y * scale - 4 * dot, 8 * dot, 8 * dot);
}

/** A ring for each team's goal, in its colour, and the boards of the rink. */
function paintGoals(pen: CanvasRenderingContext2D, arena: Arena, scale: number, dot: number): void {
  const { rink, goals } = arena;
  if (rink !== null) {
    pen.lineWidth = 1;
    pen.strokeStyle = "rgb(190 210 255 / .28)";
    pen.strokeRect(
      rink.left * scale,
      rink.top * scale,
      (rink.right - rink.left) * scale,
      (rink.bottom - rink.top) * scale,
    );
  }
  goals.forEach(({ x, y }, team) => {
    const { hue, ink } = tints.value[MATCH.hues[team]];
    pen.lineWidth = 3 * dot;
    pen.strokeStyle = `hsl(${hue} 100% ${ink}%)`;
    pen.beginPath();
    pen.arc(x * scale, y * scale, 9 * dot, 0, Math.PI * 2);
    pen.stroke();
  });
}

function disc(pen: CanvasRenderingContext2D, x: number, y: number, r: number): void {
  pen.beginPath();
  pen.arc(x, y, r, 0, Math.PI * 2);
  pen.fill();
}
