// What the server tells of matches that were played, and of who played best.
// Owns: the shapes. Must not: be imported but for its types where a validator is too heavy (the browser).
import { z } from "zod";
import { MODE_NAMES } from "../tunables/modes.ts";

/** A UTC day, a calendar quarter in UTC, or everything. */
export const SPANS = ["day", "season", "all"] as const;
export type Span = (typeof SPANS)[number];

const mode = z.enum(MODE_NAMES);
const count = z.number().int();

const Played = z.object({
  slot: count,
  /** null for bots. */
  playerId: z.string().nullable(),
  /** As it was in the match. */
  name: z.string(),
  /** -1 where there are no teams. */
  team: count,
  /** 1 is best; ties share a place. */
  place: count,
  score: count,
  kills: count,
  deaths: count,
  bot: z.boolean(),
  left: z.boolean(),
  /** Points before and after a rated match; null where none were at stake. */
  pointsBefore: z.number().nullable(),
  pointsAfter: z.number().nullable(),
});
export type Played = z.output<typeof Played>;

const Head = z.object({
  id: z.string(),
  mode,
  rated: z.boolean(),
  seed: count,
  round: count,
  size: z.string(),
  protocol: count,
  startedAtMs: z.number(),
  endedAtMs: z.number(),
  /** The log can still be had: old ones go when there are too many. */
  hasLog: z.boolean(),
});

/** `next`: what to ask for `before` to get the page after; null when there is none. */
export const History = z.object({
  matches: z.array(Head.extend({ people: count, bots: count, mine: Played })),
  next: z.number().nullable(),
});
export type History = z.output<typeof History>;

/** Players by place, then slot. */
export const MatchDetail = Head.extend({ players: z.array(Played) });
export type MatchDetail = z.output<typeof MatchDetail>;

const BoardLine = z.object({
  /** From 1; equal values share a rank. */
  rank: count,
  playerId: z.string(),
  name: z.string(),
  hue: count,
  /** Swarm: embers banked in the best round; rated modes: points. */
  value: z.number(),
  matches: count,
  atMs: z.number(),
});
export type BoardLine = z.output<typeof BoardLine>;

export const Board = z.object({
  mode,
  span: z.enum(SPANS),
  /** As in "2026-Q4": the season that is running, whatever the span. */
  season: z.string(),
  rows: z.array(BoardLine),
  /** One's own line, when the call came with a token and one is on the board. */
  own: BoardLine.nullable(),
});
export type Board = z.output<typeof Board>;
