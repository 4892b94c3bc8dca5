// What is kept, for everybody to read: players, matches, leaderboards.
// Owns: these routes and which parts of the records are public. Must not: tell an email, or the id of a room (who knows
// it may be let into a private one that is still open).
import { z } from "zod";
import { Board, History, MatchDetail, SPANS } from "../../shared/protocol/match-records.ts";
import { Profile } from "../../shared/protocol/profile.ts";
import { MODE_NAMES } from "../../shared/tunables/modes.ts";
import { Refusal } from "../http/refusal.ts";
import { type Route, route } from "../http/route.ts";
import { profileOf } from "../session/profile.ts";
import { seasonOf } from "./periods.ts";
import type { MatchSummary, Records } from "./records.ts";

const MOST_ROWS = 100;

const PlayerId = z.strictObject({ id: z.string().regex(/^u_\w{1,40}$/, "is no player's id") });
const MatchId = z.strictObject({ id: z.uuid("is no match's id") });
const limit = z.coerce.number().int().min(1).max(MOST_ROWS);

export function recordRoutes(records: Records, now: () => number = Date.now): Route[] {
  return [
    playerRoute(records),
    historyRoute(records),
    matchRoute(records),
    logRoute(records),
    boardRoute(records, now),
  ];
}

function playerRoute(records: Records): Route {
  return route({
    method: "get",
    path: "/api/players/:id",
    summary: "A player who has played: name, ratings, totals.",
    access: "anybody",
    limit: "readsPerMinute",
    params: PlayerId,
    answers: { 200: Profile },
    refuses: { 404: ["noPlayer"] },
    async handle({ params: { id } }) {
      const row = await records.player(id);
      if (row === null) throw new Refusal(404, "noPlayer");
      return { status: 200, body: await profileOf(id, row, records) };
    },
  });
}

function historyRoute(records: Records): Route {
  return route({
    method: "get",
    path: "/api/players/:id/matches",
    summary: "A player's matches, the newest first; `next` is the `before` of the page after.",
    access: "anybody",
    limit: "readsPerMinute",
    params: PlayerId,
    query: z.strictObject({
      before: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
      limit: limit.default(20),
    }),
    answers: { 200: History },
    async handle({ params: { id }, query }) {
      const page = { limit: query.limit, ...(query.before !== undefined && { beforeMs: query.before }) };
      const matches = await records.history(id, page);
      const next = matches.length < query.limit ? null : (matches.at(-1) as MatchSummary).endedAtMs;
      return { status: 200, body: { matches: matches.map(withoutRoom), next } };
    },
  });
}

function matchRoute(records: Records): Route {
  return route({
    method: "get",
    path: "/api/matches/:id",
    summary: "A match and everybody who played in it.",
    access: "anybody",
    limit: "readsPerMinute",
    params: MatchId,
    answers: { 200: MatchDetail },
    refuses: { 404: ["noMatch"] },
    async handle({ params: { id } }) {
      const match = await records.match(id);
      if (match === null) throw new Refusal(404, "noMatch");
      return { status: 200, body: withoutRoom(match) };
    },
  });
}

function logRoute(records: Records): Route {
  return route({
    method: "get",
    path: "/api/matches/:id/log",
    summary: "A match's input log, as `npm run replay` reads it.",
    access: "anybody",
    limit: "logsPerMinute",
    params: MatchId,
    answers: { 200: null },
    refuses: { 404: ["noMatch", "noLog"] },
    async handle({ params: { id } }) {
      const bytes = await records.matchLog(id);
      if (bytes === null) throw new Refusal(404, (await records.match(id)) === null ? "noMatch" : "noLog");
      return { status: 200, file: { type: "application/octet-stream", bytes, name: `${id}.emberlog` } };
    },
  });
}

function boardRoute(records: Records, now: () => number): Route {
  return route({
    method: "get",
    path: "/api/boards/:mode/:span",
    summary: "The best of a mode, of the day, the season or all time (UTC).",
    access: "anybody",
    limit: "readsPerMinute",
    params: z.strictObject({ mode: z.enum(MODE_NAMES), span: z.enum(SPANS) }),
    query: z.strictObject({ limit: limit.default(50) }),
    answers: { 200: Board },
    async handle({ params, query, caller }) {
      const nowMs = now();
      const [rows, own] = await Promise.all([
        records.board(params.mode, params.span, nowMs, query.limit),
        caller === null ? null : records.standing(caller.id, params.mode, params.span, nowMs),
      ]);
      return { status: 200, body: { ...params, season: seasonOf(nowMs), rows, own } };
    },
  });
}

function withoutRoom<T extends { roomId: string }>({ roomId: _, ...rest }: T): Omit<T, "roomId"> {
  return rest;
}
