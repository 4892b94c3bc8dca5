// Whether ratings find out who is good: results drawn from true skills that only the dice know.
// Owns: the seasons and the correlation. Must not: print.
import { form } from "../../server/matchmaking/form.ts";
import { loadRateMatch } from "../../server/matchmaking/rating.ts";
import { makeTicket } from "../../server/matchmaking/ticket.ts";
import { NEW_RATING, type Rating } from "../../server/persistence/records.ts";
import type { RandomState } from "../../shared/sim/random.ts";
import { QUEUE } from "../../shared/tunables/queue.ts";
import { normal, SKILL_SPREAD } from "./population.ts";

/** How far one's day is from one's skill: openskill's beta. */
const LUCK = NEW_RATING.mu / 6;

export interface LeagueRow {
  /** Matches that everybody has played. */
  matches: number;
  /** Of rating (mu) with true skill, over all players. */
  correlation: number;
  /** Mean doubt, rating points. */
  sigma: number;
}

/** `players` people play `rounds` matches each, always with the nearest that the queue finds. */
export async function playLeague(
  teamSize: number,
  players: number,
  rounds: number,
  seed: number,
): Promise<LeagueRow[]> {
  const rateMatch = await loadRateMatch();
  const random: RandomState = { random: seed >>> 0 };
  const skill = new Map<string, number>();
  for (let i = 0; i < players; i++) skill.set(`u${i}`, normal(random, NEW_RATING.mu, SKILL_SPREAD));
  const ratings = new Map<string, Rating>([...skill.keys()].map((id) => [id, NEW_RATING]));
  const rows: LeagueRow[] = [];
  for (let round = 1; round <= rounds; round++) {
    for (const teams of pairUp(ratings, teamSize, round)) {
      const shown = teams.map((ids) =>
        ids.reduce((sum, id) => sum + normal(random, skill.get(id) as number, LUCK), 0),
      );
      const played = teams.flatMap((ids, team) =>
        ids.map((playerId) => {
          const place = shown[team] >= shown[1 - team] ? 1 : 2;
          return { playerId, team, place, bot: false, left: false };
        }),
      );
      for (const [id, rating] of rateMatch(played, ratings)) ratings.set(id, rating);
    }
    const sigma = [...ratings.values()].reduce((sum, each) => sum + each.sigma, 0) / players;
    const believed = [...skill.keys()].map((id) => (ratings.get(id) as Rating).mu);
    rows.push({ matches: round, correlation: correlation([...skill.values()], believed), sigma });
  }
  return rows;
}

/** Everybody at once, taking anybody; who is the oldest changes with the round, so that nobody sits out twice running. */
function pairUp(ratings: ReadonlyMap<string, Rating>, teamSize: number, round: number): string[][][] {
  let waiting = [...ratings].map(([id, { mu }], i) =>
    makeTicket((i * 7919 + round * 104_729) % 1_000_003, [{ id, mu, pingMs: 0 }], 0),
  );
  const matches: string[][][] = [];
  while (waiting.length >= 2 * teamSize) {
    const groups = form(waiting, QUEUE.anybodyMs, teamSize);
    const taken = new Set(groups.flatMap(({ teams }) => teams.flat()));
    waiting = waiting.filter((ticket) => !taken.has(ticket));
    matches.push(...groups.map(({ teams }) => teams.map((team) => team.map(({ members }) => members[0].id))));
  }
  return matches;
}

/** Pearson's; 0 of nothing or of what does not vary. */
export function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [both, squareA, squareB] = [0, 0, 0];
  a.forEach((value, i) => {
    both += (value - meanA) * (b[i] - meanB);
    squareA += (value - meanA) ** 2;
    squareB += (b[i] - meanB) ** 2;
  });
  return squareA * squareB > 0 ? both / Math.sqrt(squareA * squareB) : 0;
}
