// What the log of a round says before its first tick.
// Owns: that head. Must not: write records.
import type { InputLogWriter } from "../../shared/sim/input-log.ts";
import { isResting } from "../../shared/sim/respawn.ts";
import type { Skimmer, World } from "../../shared/sim/world.ts";

/** The world has just been laid out. */
export function logHead(world: World): ConstructorParameters<typeof InputLogWriter>[0] {
  const { seed, mode, size, round, map, lengths, tick, skimmers, teams: of } = world;
  const present = skimmers.filter((s): s is Skimmer => s !== null);
  const slots = present.map((s) => s.slot);
  const resting = present.filter(isResting).map((s) => s.slot);
  const teams = slots.map((slot) => of[slot]);
  return { seed, mode, size, round, map, lengths, startTick: tick, slots, teams, resting };
}
