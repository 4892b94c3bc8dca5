// Everything that is flown, in order: ours, the framework alone, the duels, the replays.
// Owns: the order. Must not: print figures (report.ts does) or judge them (limits.ts does).
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AimFigures, flyDuels } from "./aim.ts";
import type { FeelOptions } from "./options.ts";
import { type ReplayFigures, replayAll } from "./replays.ts";
import { flySkewed, type SkewFigures } from "./skew.ts";
import { flySteering, STALLED, type SteeringFigures } from "./steering.ts";

export interface Flights {
  ours: SteeringFigures[];
  oursSkewed: SkewFigures[];
  plain: SteeringFigures[];
  plainSkewed: SkewFigures[];
  duels: AimFigures[];
  replays: ReplayFigures;
}

/** Flies everything; `say` gets a line at every stage. */
export async function fly(options: FeelOptions, say: (line: string) => void): Promise<Flights> {
  const { profiles, seconds, pilots, pairs, seed } = options;
  const logFolder = await mkdtemp(join(tmpdir(), "feel-"));
  const steering = { seconds, pilots, seed, profiles: [...profiles, STALLED] };
  const skewed = { seconds, pilots: 1, seed };
  say(`${pilots} players on each of ${steering.profiles.length} links, and on two wrong clocks ...`);
  const [ours, oursSkewed] = await Promise.all([
    flySteering({ ...steering, plain: false, logFolder }),
    flySkewed({ ...skewed, plain: false }),
  ]);
  say("the same with the framework alone ...");
  const [plain, plainSkewed] = await Promise.all([
    flySteering({ ...steering, plain: true }),
    flySkewed({ ...skewed, plain: true }),
  ]);
  say("duels with the Lance ...");
  const duels = await flyDuels(seconds, pairs, seed);
  say("replaying every match from its log ...");
  const replays = await replayAll(logFolder);
  await rm(logFolder, { recursive: true });
  return { ours, oursSkewed, plain, plainSkewed, duels, replays };
}
