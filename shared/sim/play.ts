// What a match is played for: the rules of bouts and of goals, as match.ts asks for them.
// Owns: the interface. Must not: count what was won (match.ts does).
import type { World } from "./world.ts";

export interface Play {
  /** Lays out what is its own; everybody has been placed. */
  kickOff(world: World): void;
  /** After a tick of play: who won it. */
  outcome(world: World): number;
  /** When the time is up, and once more when the sudden death is; `Outcome.open`: play on. */
  atTimeUp(world: World): number;
}
