// What `npm run feel` may be asked for on its command line.
// Owns: the options, their defaults and limits. Must not: do anything.
import { parseArgs } from "node:util";
import { PROFILES, profileNamed } from "../../shared/lab/profile.ts";

export interface FeelOptions {
  profiles: string[];
  seconds: number;
  pilots: number;
  pairs: number;
  seed: number;
  /** File that gets every figure, or none. */
  json: string | null;
  /** File that gets the report as a page, or none. */
  markdown: string | null;
  help: boolean;
}

export const HELP = `npm run feel -- [options]

What players feel, measured: headless players fly the browser's own net code over the network lab's profiles, each in
an arena of its own, with a scripted hand; then pairs duel with the Lance. Everything is flown a second time as the
framework alone would have it: one input per tick as it comes, no pacing, no lag compensation. About four minutes.

  --profile NAME   only this profile; may be given several times (all: ${Object.keys(PROFILES).join(", ")})
  --seconds N      time measured for each flight, 10 to 600 (60)
  --pilots N       players for each profile, 1 to 8 (3)
  --pairs N        duels for each kind of link, 1 to 8 (3)
  --seed N         seed of networks, maps and hands (7)
  --json FILE      write every figure to FILE
  --markdown FILE  write the report as a page to FILE
  --help           this text

Ends with 0 when everything required is kept, 99 when something is not, 1 on an error.`;

/** Reads the arguments. Throws an Error whose message is one line for the user. */
export function readOptions(args: string[]): FeelOptions {
  const { values } = parseArgs({
    args,
    options: {
      profile: { type: "string", multiple: true, default: Object.keys(PROFILES) },
      seconds: { type: "string", default: "60" },
      pilots: { type: "string", default: "3" },
      pairs: { type: "string", default: "3" },
      seed: { type: "string", default: "7" },
      json: { type: "string" },
      markdown: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  for (const name of values.profile) profileNamed(name);
  return {
    profiles: values.profile,
    seconds: whole("seconds", values.seconds, 10, 600),
    pilots: whole("pilots", values.pilots, 1, 8),
    pairs: whole("pairs", values.pairs, 1, 8),
    seed: whole("seed", values.seed, 0, 0xffffffff),
    json: values.json ?? null,
    markdown: values.markdown ?? null,
    help: values.help,
  };
}

function whole(name: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new Error(`--${name} must be a whole number from ${min} to ${max}, not ${JSON.stringify(text)}`);
}
