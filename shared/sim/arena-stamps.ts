// The rock formations that an arena is pressed from.
// Owns: the drawings. Every one leaves each of its free tiles open to an edge, so that nothing is walled in.

/** Tiles along a stamp with its free first row and column. */
export const STAMP_SIDE = 4;

/** Three rows of three tiles: # is rock. */
export type Stamp = readonly [string, string, string];

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
