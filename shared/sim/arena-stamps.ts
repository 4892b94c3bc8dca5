// The rock formations that an arena is pressed from.
// Owns: the drawings and how one is pressed. Every one leaves each of its free tiles open to an edge, so that nothing is walled in.
import { nextBelow, type RandomState } from "./random.ts";
import type { Arena } from "./tiles.ts";

/** Tiles along a stamp with its free first row and column. */
export const STAMP_SIDE = 4;

/** Three rows of three tiles: # is what is pressed. */
type Stamp = readonly [string, string, string];

export const STAMPS: readonly Stamp[] = [
  ["##.", "##.", "..."],
  ["##.", "#..", "..."],
  [".#.", "###", ".#."],
  ["#..", "#..", "##."],
  ["###", "...", "..."],
  [".#.", ".#.", ".#."],
  ["#.#", "...", "#.."],
  ["...", ".#.", "..."],
  ["##.", ".##", "..."],
  ["###", "##.", "..."],
  ["...", ".##", ".##"],
  ["#..", "...", "..#"],
  ["###", "#..", "#.."],
];

/** Presses the inner 3 x 3 tiles of any stamp, turned by quarter turns, behind the free first row and column. */
export function pressStamp(arena: Arena, dice: RandomState, column: number, row: number, kind: number): void {
  const stamp = STAMPS[nextBelow(dice, STAMPS.length)];
  const quarters = nextBelow(dice, 4);
  for (let y = 0; y < 3; y++) {
    for (let x = 0; x < 3; x++) {
      if (stamp[y][x] !== "#") continue;
      let turnedX = x;
      let turnedY = y;
      for (let q = 0; q < quarters; q++) [turnedX, turnedY] = [2 - turnedY, turnedX];
      const atColumn = column + 1 + turnedX;
      const atRow = row + 1 + turnedY;
      if (atColumn === arena.columns - 1 || atRow === arena.columns - 1) continue;
      arena.tiles[atRow * arena.columns + atColumn] = kind;
    }
  }
}
