// What a round came to, for whoever keeps records: handed out once, when it is over.
// Owns: the shape and the places. Must not: know who a person is beyond the id that the room gave.
import type { InputLog } from "../../shared/sim/input-log.ts";
import { Outcome } from "../../shared/sim/match-state.ts";
import type { World } from "../../shared/sim/world.ts";
import type { Mode } from "../../shared/tunables/modes.ts";
import type { ArenaSize } from "../../shared/tunables.ts";

export interface RoundResult {
  mode: Mode;
  seed: number;
  round: number;
  size: ArenaSize;
  /** Ticks played. */
  ticks: number;
  /** Everyone who took part, leavers and bots too, by place. */
  players: RoundPlayer[];
  log: InputLog;
}

export interface RoundPlayer {
  slot: number;
  name: string;
  bot: boolean;
  /** What the room gave at the join as `identity.id`; "" for bots. */
  id: string;
  /** 0 or 1; -1 where there are no teams. */
  team: number;
  /** 1 is best; ties share a place, and so do the members of a team. */
  place: number;
  /** Swarm: embers banked; Duel: bouts won; Core Rush: goals of the team. */
  score: number;
  kills: number;
  deaths: number;
  /** Left before the end and did not come back. */
  left: boolean;
}

type Unplaced = Omit<RoundPlayer, "place">;

/**
 * Everybody's score and place. Of a match each has the score of its team, and the winners' place is 1, the losers' 2;
 * who plays for no team took no part.
 */
export function resultOf(players: readonly Unplaced[], { rules, match }: World): RoundPlayer[] {
  if (rules.teams === 0) return byPlace(players);
  const placeOf = (team: number): number => (match.winner === Outcome.draw || match.winner === team ? 1 : 2);
  return players
    .filter(({ team }) => team !== -1)
    .map((player) => ({ ...player, score: match.wins[player.team], place: placeOf(player.team) }))
    .sort((a, b) => a.place - b.place || a.team - b.team || a.slot - b.slot);
}

/** Puts players in order and numbers their places: by `score`, the highest first; equal scores share a place. */
function byPlace(players: readonly Unplaced[]): RoundPlayer[] {
  const sorted = [...players].sort((a, b) => b.score - a.score || a.slot - b.slot);
  const places: RoundPlayer[] = [];
  for (const [i, player] of sorted.entries()) {
    const before = places.at(-1);
    places.push({ ...player, place: before?.score === player.score ? before.place : i + 1 });
  }
  return places;
}
