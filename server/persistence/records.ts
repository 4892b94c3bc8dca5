// What the server remembers for good, as the rest of it sees that: the interface, its rows and its errors.
// Must not: know SQL, a database or a thread.

import type { OperatorRecords, Page, ReportRecord } from "./operator-records.ts";

/** The records cannot be reached, or cannot take anything now: full disk, lost database. Ask again later. */
export class RecordsAway extends Error {}

/** The records can never be used as they are; `message` is one line that says what to do. */
export class RecordsUnusable extends Error {}

export interface PlayerRow {
  id: string;
  /** As chosen last. */
  name: string;
  hue: number;
  /** Has no account. */
  guest: boolean;
  createdMs: number;
  seenMs: number;
}

export interface AccountRow {
  playerId: string;
  /** Lower case. */
  email: string;
  passwordHash: string;
  createdMs: number;
}

/** Skill as openskill counts it, and how many rated matches made it. */
export interface Rating {
  mu: number;
  sigma: number;
  matches: number;
}

export const NEW_RATING: Readonly<Rating> = { mu: 25, sigma: 25 / 3, matches: 0 };

/** What boards order by: skill that is as good as proved. */
export const pointsOf = ({ mu, sigma }: Readonly<Rating>): number => mu - 3 * sigma;

/** All that a player has played of one mode. */
export interface Totals {
  mode: string;
  matches: number;
  /** Matches in which nobody had a better place. */
  wins: number;
  kills: number;
  deaths: number;
  /** The highest score of one match. */
  best: number;
  playedMs: number;
}

export interface MatchPlayer {
  slot: number;
  /** null for bots. */
  playerId: string | null;
  /** As it was in the match. */
  name: string;
  /** 0 or 1; -1 where there are no teams. */
  team: number;
  /** 1 is best; ties share a place. */
  place: number;
  score: number;
  kills: number;
  deaths: number;
  bot: boolean;
  left: boolean;
}

interface MatchHead {
  /** UUID; the same match saved twice is saved once. */
  id: string;
  mode: string;
  rated: boolean;
  roomId: string;
  seed: number;
  round: number;
  size: string;
  protocol: number;
  startedAtMs: number;
  endedAtMs: number;
}

export interface MatchRecord extends MatchHead {
  players: MatchPlayer[];
  /** The input log as `packLog` packs it. */
  log: Uint8Array | null;
}

/** Points before and after a rated match; null where none were at stake. */
export interface MatchPlayerRow extends MatchPlayer {
  pointsBefore: number | null;
  pointsAfter: number | null;
}

export interface MatchSummary extends MatchHead {
  people: number;
  bots: number;
  /** The log can still be read: old ones go when there are too many. */
  hasLog: boolean;
  /** Whose history it is; null in `latest`. */
  mine: MatchPlayerRow | null;
}

export interface MatchDetail extends MatchHead {
  hasLog: boolean;
  /** By place, then slot. */
  players: MatchPlayerRow[];
}

/** The new ratings of everybody who was rated. Pure: it may run twice. `ratings` has everyone of the match. */
export type Rate = (
  players: readonly MatchPlayer[],
  ratings: ReadonlyMap<string, Rating>,
) => Map<string, Rating>;

/** A UTC day, a calendar quarter in UTC, or everything. */
export type BoardSpan = "day" | "season" | "all";

export interface BoardRow {
  /** From 1; equal values share a rank. */
  rank: number;
  playerId: string;
  /** As in the last match. */
  name: string;
  hue: number;
  /** Swarm: embers banked in the best round of the span; rated modes: points, see `pointsOf`. */
  value: number;
  /** Played in the span, of those that the board counts. */
  matches: number;
  /** When the value was reached. */
  atMs: number;
}

/** Every call rejects with RecordsAway while the database is away. What is acknowledged survives a crash. */
export interface Records extends OperatorRecords {
  /** Who plays is known from then on; name, hue and `seenMs` follow. */
  keepPlayer(player: { id: string; name: string; hue: number; nowMs: number }): Promise<void>;
  player(id: string): Promise<PlayerRow | null>;

  /** Whatever the case of `email`. */
  account(email: string): Promise<AccountRow | null>;
  accountOf(playerId: string): Promise<AccountRow | null>;
  /** False, and nothing changed, when the email is taken or the player has an account. */
  addAccount(account: {
    playerId: string;
    email: string;
    passwordHash: string;
    nowMs: number;
  }): Promise<boolean>;
  /** False when there is no such account. */
  setPassword(email: string, passwordHash: string): Promise<boolean>;

  /** Tokens of a lower epoch are void; 0 for the unknown. */
  epoch(playerId: string): Promise<number>;
  /** Signs the player out everywhere. */
  raiseEpoch(playerId: string): Promise<void>;

  /** Everyone who was asked for, the new with `NEW_RATING`. */
  ratings(playerIds: readonly string[], mode: string): Promise<Map<string, Rating>>;
  /**
   * One transaction: the match, its players and log, the ratings that `rate` gives, the boards. A match whose id is
   * known changes nothing. `rate`: null when the match counts for no rating.
   */
  saveMatch(match: MatchRecord, rate: Rate | null): Promise<void>;

  /** The matches of a player. */
  history(playerId: string, page: Page): Promise<MatchSummary[]>;
  /** One entry for each mode that the player has played. */
  totals(playerId: string): Promise<Totals[]>;
  /** Everybody's matches. */
  latest(page: Page): Promise<MatchSummary[]>;
  match(id: string): Promise<MatchDetail | null>;
  /** null when there is no such match or its log is gone. */
  matchLog(id: string): Promise<Uint8Array | null>;

  /** The best of the span that `nowMs` lies in. */
  board(mode: string, span: BoardSpan, nowMs: number, limit: number): Promise<BoardRow[]>;
  /** One player's row in it. */
  standing(playerId: string, mode: string, span: BoardSpan, nowMs: number): Promise<BoardRow | null>;

  addReport(report: ReportRecord): Promise<void>;

  /** 32 random bytes, made once and kept: what signs tokens. */
  secret(name: string): Promise<Buffer>;
  /** Waits for what is under way. */
  close(): Promise<void>;
}
