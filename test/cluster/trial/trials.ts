// The trials by name, each on ground of its own.
// Owns: what each needs of the processes. Must not: print.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Figure } from "./figures.ts";
import { onGround, type TrialOptions } from "./ground.ts";
import { kill } from "./kill.ts";
import type { Trial } from "./options.ts";
import { redisAway } from "./redis-away.ts";
import { rolling } from "./rolling.ts";

const HANG = pathToFileURL(join(import.meta.dirname, "hang.ts")).href;

/** Takes everything down that it started, whatever comes of it. */
export async function runTrial(trial: Trial, options: TrialOptions): Promise<Figure[]> {
  if (trial === "kill") return onGround(options, {}, kill);
  if (trial === "redis") return onGround(options, {}, redisAway);
  const folder = await mkdtemp(join(tmpdir(), "emberline-trial-"));
  const file = join(folder, "hang");
  try {
    const env = { NODE_OPTIONS: `--import=${HANG}`, TRIAL_HANG: file };
    return await onGround(options, env, (ground) => rolling(ground, file));
  } finally {
    await rm(folder, { recursive: true });
  }
}
