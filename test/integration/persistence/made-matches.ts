// Matches as tests make them up.
import { randomUUID } from "node:crypto";
import type { MatchPlayer, MatchRecord, Rate } from "../../../server/persistence/records.ts";

export const NOON = Date.UTC(2026, 10, 21, 12);

export function person(slot: number, playerId: string, more: Partial<MatchPlayer> = {}): MatchPlayer {
  const name = `Name of ${playerId}`;
  const plain = { team: -1, place: 1, score: 0, kills: 0, deaths: 0, bot: false, left: false };
  return { slot, playerId, name, ...plain, ...more };
}

export function match(players: MatchPlayer[], more: Partial<MatchRecord> = {}): MatchRecord {
  const endedAtMs = more.endedAtMs ?? NOON;
  return {
    id: randomUUID(),
    mode: "swarm",
    rated: false,
    roomId: "room",
    seed: 0xffffffff,
    round: 0,
    size: "small",
    protocol: 1,
    startedAtMs: endedAtMs - 1000,
    players,
    log: null,
    ...more,
    endedAtMs,
  };
}

/** A rated Duel that `winner` wins. */
export function duel(winner: string, loser: string, more: Partial<MatchRecord> = {}): MatchRecord {
  const players = [person(0, winner, { team: 0 }), person(1, loser, { team: 1, place: 2 })];
  return match(players, { mode: "duel", rated: true, ...more });
}

/** 1 up for who won, 1 down for who did not. */
export const byOne: Rate = (players, ratings) =>
  new Map(
    players.flatMap(({ playerId, place }) => {
      const before = ratings.get(playerId ?? "");
      return before ? [[playerId!, { ...before, mu: before.mu + (place === 1 ? 1 : -1) }]] : [];
    }),
  );

/** `size` bytes that are not all the same. */
export const bytes = (size: number, seed = 1): Uint8Array =>
  Uint8Array.from({ length: size }, (_, i) => (i * 31 + seed) & 255);
