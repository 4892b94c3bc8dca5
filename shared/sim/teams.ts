// Who plays with whom.
// Owns: the question. Must not: hand out seats (server/game does).
import type { World } from "./world.ts";

/** Whether two slots are of one team: what one fires passes the other. */
export const areMates = ({ teams }: World, a: number, b: number): boolean =>
  teams[a] >= 0 && teams[a] === teams[b];

/** How many fly, or wait for their next life, for a team. */
export function teamSize({ teams }: World, team: number): number {
  let count = 0;
  for (const of of teams) if (of === team) count += 1;
  return count;
}
