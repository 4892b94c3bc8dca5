// Whose game broke. A machine that stalls keeps patches from everybody for a while; a game that broke gets none any more.
// Owns: that difference. Must not: know what was struck.
import { setTimeout as sleep } from "node:timers/promises";
import type { Crowd } from "./crowd.ts";
import type { Spell } from "./spell.ts";

/** Who has had a patch within this is playing. */
const NOW_MS = 2000;
/** Who has none after so long of looking has a game that broke. */
const PATIENCE_MS = 10_000;
const LOOK_MS = 200;

export interface Looked {
  all: readonly Spell[];
  /** Those that were asked about. */
  asked: readonly Spell[];
  broken: number;
  untilMs: number;
}

/** Looks at those spells of a crowd that `isAsked` until no more than `most` of them have stopped, or for PATIENCE_MS. */
export async function lookForBroken(
  crowd: Crowd,
  isAsked: (spell: Spell) => boolean,
  most: number,
): Promise<Looked> {
  const startMs = Date.now();
  for (;;) {
    const all = await crowd.spells();
    const untilMs = Date.now();
    const asked = all.filter(isAsked);
    const broken = asked.filter(({ lastMs }) => lastMs < untilMs - NOW_MS).length;
    if (broken <= most || untilMs - startMs > PATIENCE_MS) return { all, asked, broken, untilMs };
    await sleep(LOOK_MS);
  }
}
