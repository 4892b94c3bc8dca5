// Worlds of the modes of two teams, ready to be played.
// Owns: nothing of the game: whoever begins a match does so as the server does.
import { begin } from "../../shared/sim/match.ts";
import { PLAIN_SPAWNER } from "../../shared/sim/plain-spawner.ts";
import { join, startRound } from "../../shared/sim/round.ts";
import { makeWorld, Phase, type World } from "../../shared/sim/world.ts";
import { MATCH, MODES, type Mode } from "../../shared/tunables/modes.ts";
import { run } from "./world.ts";

/** A match that is warming up: slots 0, 2, … are of team 0, slots 1, 3, … of team 1. */
export function warmWorld(mode: Mode, seed = 1, perTeam = MODES[mode].seats): World {
  const world = makeWorld(seed, MODES[mode].size ?? "small", PLAIN_SPAWNER, undefined, mode);
  startRound(world, 0);
  for (let i = 0; i < perTeam * 2; i++) join(world, i % 2);
  return world;
}

/** A match in its first tick of play. */
function playedWorld(mode: Mode, seed: number): World {
  const world = warmWorld(mode, seed);
  begin(world);
  toPlay(world);
  return world;
}

export const duelWorld = (seed = 1): World => playedWorld("duel", seed);
export const rushWorld = (seed = 1): World => playedWorld("rush", seed);

/** Steps through an interval and a countdown, nobody doing anything, into play. */
export function toPlay(world: World): void {
  for (let i = 0; i <= MATCH.intervalTicks + MATCH.countdownTicks; i++) {
    if (world.phase === Phase.playing) return;
    run(world, 1, () => null);
  }
  throw new Error(`still in phase ${world.phase}`);
}
