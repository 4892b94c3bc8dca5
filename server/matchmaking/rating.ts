// What a match does to its players' ratings: Plackett-Luce, one rating for each mode.
// Owns: what counts as a result. Must not: keep a rating or know a mode's rules.

import { RATING } from "../../shared/tunables/queue.ts";
import { NEW_RATING, type Rating } from "../persistence/records.ts";

/** What a match says of one of its players. */
export interface RatedPlayer {
  playerId: string | null;
  /** −1: everyone alone. */
  team: number;
  /** 1 is best; ties share a place. */
  place: number;
  bot: boolean;
  /** Left for good before the end. */
  left: boolean;
}

export type RateMatch = (
  players: readonly RatedPlayer[],
  ratings: ReadonlyMap<string, Rating>,
) => Map<string, Rating>;

type Rate = typeof import("openskill").rate;

/**
 * The new ratings of everybody in a match who has one. Who left is rated as if the team had come last, the others of
 * that team by what they reached. Bots and strangers are not rated and rate nobody. openskill takes 200 ms to load,
 * so only who rates loads it.
 */
export async function loadRateMatch(): Promise<RateMatch> {
  const { rate } = await import("openskill");
  return (players, ratings) => rateMatch(rate, players, ratings);
}

function rateMatch(
  rate: Rate,
  players: readonly RatedPlayer[],
  ratings: ReadonlyMap<string, Rating>,
): Map<string, Rating> {
  const teams = teamsOf(players);
  const after = new Map<string, Rating>();
  if (teams.length < 2) return after;
  const before = teams.map((team) => team.map(({ id }) => ratings.get(id) ?? NEW_RATING));
  const places = teams.map(([{ place }]) => place);
  const last = Math.max(...places) + 1;
  const judged = (rank: number[]) => rate(before, { rank, tau: RATING.tau });
  const played = judged(places);
  teams.forEach((team, at) => {
    const lost = team.some(({ left }) => left) ? judged(places.with(at, last)) : played;
    team.forEach(({ id, left }, seat) => {
      const { mu, sigma } = (left ? lost : played)[at][seat];
      after.set(id, { mu, sigma, matches: before[at][seat].matches + 1 });
    });
  });
  return after;
}

interface Rated {
  id: string;
  place: number;
  left: boolean;
}

function teamsOf(players: readonly RatedPlayer[]): Rated[][] {
  const teams = new Map<string, Rated[]>();
  for (const { playerId, team, place, bot, left } of players) {
    if (bot || playerId === null) continue;
    const key = team < 0 ? `alone ${playerId}` : `team ${team}`;
    teams.set(key, [...(teams.get(key) ?? []), { id: playerId, place, left }]);
  }
  return [...teams.values()];
}
