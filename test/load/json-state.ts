// The state of a match as a server without schemas would send it: all of it, to everyone, as JSON.
// Owns: which fields. They are those that the schemas sync; what only the server needs is left out.
import type { World } from "../../shared/sim/world.ts";

/** One message with everything in it. */
export function jsonState(world: World): string {
  const { tick, seed, size, round, phase, phaseEndsTick } = world;
  return JSON.stringify({
    tick,
    seed,
    size,
    round,
    phase,
    phaseEndsTick,
    roster: world.scores.filter((score) => score !== null).map(roster),
    skimmers: world.skimmers.filter((skimmer) => skimmer !== null),
    projectiles: world.projectiles.map(({ owner, shot, aim, x, y }) => ({ owner, shot, aim, x, y })),
    motes: world.motes.filter((mote) => mote !== null),
  });
}

const roster = (score: object & { slot: number }): object => ({
  ...score,
  name: `Sim ${score.slot}`,
  hue: score.slot % 8,
  bot: false,
});
