// What `npm run matchsim` may be asked for on its command line.
// Owns: the options, their defaults and limits. Must not: do anything.
import { parseArgs } from "node:util";
import { TEAM_SIZE } from "../../shared/tunables/queue.ts";
import type { RunOptions } from "./simulate.ts";

export interface MatchsimOptions extends RunOptions {
  /** Matches that everybody of the league plays; 0: no league. */
  league: number;
  json: boolean;
  help: boolean;
}

export const HELP = `npm run matchsim -- [options]

The rated queue with made-up people in simulated time: the rules are the server's own. Ratings are normal, pings skewed;
of a hundred people asked three do not answer, two say no and one does not take the seat; a few give up waiting, and one
room in two hundred cannot be made. Prints how long they waited and how even their matches were. Then a league, in which
results are drawn from hidden skills: how well ratings come to know them.

  --mode NAME    ${Object.keys(TEAM_SIZE).join(" or ")} (duel)
  --tickets N    players or parties that come, 1 to 100000 (1000)
  --rate N       of them a second, 0.1 to 1000 (20)
  --parties N    share of them that are parties of 2 to 4, 0 to 1; in a duel everybody is alone (0.3)
  --seed N       seed of people and chances (1)
  --league N     matches that each of 400 plays for the ratings, 0 to 200 (30)
  --json         figures as JSON
  --help         this text

Ends with 0; with 99 when somebody was seated twice, waited for ever or was in two groups; with 1 on an error.`;

/** Reads the arguments. Throws an Error whose message is one line for the user. */
export function readOptions(args: string[]): MatchsimOptions {
  const { values } = parseArgs({
    args,
    options: {
      mode: { type: "string", default: "duel" },
      tickets: { type: "string", default: "1000" },
      rate: { type: "string", default: "20" },
      parties: { type: "string", default: "0.3" },
      seed: { type: "string", default: "1" },
      league: { type: "string", default: "30" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (!Object.hasOwn(TEAM_SIZE, values.mode))
    throw new Error(
      `--mode must be ${Object.keys(TEAM_SIZE).join(" or ")}, not ${JSON.stringify(values.mode)}`,
    );
  return {
    mode: values.mode as RunOptions["mode"],
    tickets: whole("tickets", values.tickets, 1, 100_000),
    rate: number("rate", values.rate, 0.1, 1000),
    parties: number("parties", values.parties, 0, 1),
    seed: whole("seed", values.seed, 0, 0xffffffff),
    league: whole("league", values.league, 0, 200),
    json: values.json,
    help: values.help,
  };
}

function number(name: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (text.trim() !== "" && value >= min && value <= max) return value;
  throw new Error(`--${name} must be a number from ${min} to ${max}, not ${JSON.stringify(text)}`);
}

function whole(name: string, text: string, min: number, max: number): number {
  const value = number(name, text, min, max);
  if (Number.isInteger(value)) return value;
  throw new Error(`--${name} must be a whole number, not ${JSON.stringify(text)}`);
}
