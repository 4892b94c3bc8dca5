// Matches of the records, as `npm run replay` reads and lists them.
// Owns: the lines of the list. Must not: write to the records, or make any.

import type { InputLog } from "../../shared/sim/input-log.ts";
import { readConfig } from "../config.ts";
import { unpackLog } from "../persistence/log-form.ts";
import { openRecords } from "../persistence/open-records.ts";
import type { MatchSummary, Records } from "../persistence/records.ts";
import { makeLog } from "./log.ts";

const LISTED = 20;

/** The records of the server's own settings, to be looked at alone. */
export function lookAtRecords(env: NodeJS.ProcessEnv): Promise<Records> {
  return openRecords(readConfig(env).records, makeLog("silent"), { lookOnly: true });
}

/** Rejects when there is no such match, or no log of it any more. */
export async function logOfMatch(records: Records, id: string): Promise<InputLog> {
  const packed = await records.matchLog(id);
  if (packed !== null) return unpackLog(packed, id);
  const known = await records.match(id);
  throw new Error(known ? "its log is gone: the oldest go when there are too many" : "no such match");
}

/** The newest matches, or a player's newest, a line each. */
export async function listMatches(records: Records, player: string | undefined): Promise<string> {
  const page = { limit: LISTED };
  const matches = player === undefined ? await records.latest(page) : await records.history(player, page);
  return matches.length === 0 ? "no matches" : matches.map(lineOf).join("\n");
}

function lineOf(match: MatchSummary): string {
  const { id, mode, rated, startedAtMs, endedAtMs, people, bots, hasLog, mine } = match;
  const ended = new Date(endedAtMs).toISOString().slice(0, 16);
  const seconds = Math.round((endedAtMs - startedAtMs) / 1000);
  return [
    `${id}  ${ended}Z  ${mode}${rated ? ", rated" : ""}, ${seconds} s, ${people} people, ${bots} bots`,
    mine && `${mine.name}: place ${mine.place}, score ${mine.score}`,
    !hasLog && "log gone",
  ]
    .filter(Boolean)
    .join("; ");
}
