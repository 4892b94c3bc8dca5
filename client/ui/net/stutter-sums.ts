// The stutters of a trace's last minute: which they are, how long ago, and what each blame adds up to.
// Owns: that arithmetic. Must not: draw.
import { BLAMES, type Blame, type NetTrace, SAMPLE_MS, type Stutter } from "../../net/net-trace.ts";
import type { StringKey } from "../strings.ts";

/** What a trace's clock says at its newest sample, ms. */
export const endOf = ({ fromMs, samples }: NetTrace): number => fromMs + samples.frameMs.length * SAMPLE_MS;

/** Those that happened since the first sample that is kept, oldest first. */
export const shownStutters = ({ stutters, fromMs }: NetTrace): Stutter[] =>
  stutters.filter(({ atMs }) => atMs >= fromMs);

export interface BlameSum {
  blame: Blame;
  count: number;
  ms: number;
}

/** One for each blame, also for those without a stutter. */
export function sumByBlame(stutters: readonly Stutter[]): BlameSum[] {
  return BLAMES.map((blame) => {
    const own = stutters.filter((stutter) => stutter.blame === blame);
    return { blame, count: own.length, ms: own.reduce((sum, { ms }) => sum + ms, 0) };
  });
}

export const BLAME_NAMES: Record<Blame, StringKey> = {
  frame: "blameFrame",
  link: "blameLink",
  server: "blameServer",
  queue: "blameQueue",
  inputs: "blameInputs",
};

export const STUTTER_WORDS: Record<Blame, StringKey> = {
  frame: "stutterFrame",
  link: "stutterLink",
  server: "stutterServer",
  queue: "stutterQueue",
  inputs: "stutterInputs",
};
