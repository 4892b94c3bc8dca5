// What operators do over HTTP beside rooms: sign in, put people out, ban, look through reports and at what was done.
// Owns: these routes. Must not: know where a player is, or how a ban is enforced.
import { z } from "zod";
import { CloseCode } from "../../shared/protocol/close-codes.ts";
import { type Operators, sessionCookie } from "../http/operators.ts";
import { Refusal } from "../http/refusal.ts";
import { type Route, route } from "../http/route.ts";
import { SETTLED } from "../persistence/operator-records.ts";
import type { Records } from "../persistence/records.ts";
import { PlayerId } from "../rooms/room-shapes.ts";
import type { Bans } from "../session/bans.ts";
import type { Log } from "./log.ts";
import {
  Act,
  Audits,
  type Ban,
  Banned,
  BanOrder,
  Bans as BansAnswer,
  Operator,
  PageQuery,
  Report,
  Reports,
} from "./operator-shapes.ts";

const access = "operator";
const MOST_BANS = 500;

export interface OperatorParts {
  log: Log;
  operators: Operators;
  records: Pick<Records, "audits" | "reports" | "settleReport" | "bans" | "addBan" | "liftBan">;
  bans: Bans;
  /** Ends every connection of a player, in whichever process; with a code that says why. */
  putOut(playerId: string, code: number): void;
  /** Keyed hash of the address that somebody in a room plays from; "" where nobody knows. */
  addressIn(room: string, playerId: string): Promise<string>;
  now?: () => number;
}

export function operatorRoutes(parts: OperatorParts): Route[] {
  return [...sessions(parts), ...kicking(parts), ...banning(parts), ...bansOf(parts), ...papers(parts)];
}

function sessions({ operators, log }: OperatorParts): Route[] {
  return [
    route({
      method: "post",
      path: "/api/operators/session",
      summary: "Sign in as an operator: the session is a cookie that no script can read.",
      access: "anybody",
      limit: "guessesPerMinute",
      body: z.strictObject({ name: z.string().max(32), secret: z.string().max(1024) }),
      answers: { 201: Operator },
      refuses: { 401: ["wrongSecret"] },
      audit: { act: "operator.signIn", by: ({ body }) => body.name },
      async handle({ body: { name, secret } }) {
        const token = await operators.signIn(name, secret);
        if (token === null) {
          // Without the name: it may be a secret, typed into the wrong field.
          log.warn("a sign-in as an operator was refused");
          throw new Refusal(401, "wrongSecret");
        }
        return { status: 201, body: { name }, cookie: (request) => sessionCookie(token, request) };
      },
    }),
    route({
      method: "get",
      path: "/api/operators/session",
      summary: "Which operator one is.",
      access,
      answers: { 200: Operator },
      handle: ({ operator }) => ({ status: 200, body: { name: operator } }),
    }),
    route({
      method: "delete",
      path: "/api/operators/session",
      summary: "Sign out.",
      access,
      answers: { 200: Operator },
      audit: { act: "operator.signOut" },
      handle: ({ operator }) => ({
        status: 200,
        body: { name: operator },
        cookie: (request) => sessionCookie("", request),
      }),
    }),
  ];
}

function kicking({ putOut }: OperatorParts): Route[] {
  return [
    route({
      method: "post",
      path: "/api/kicks",
      summary: "Put a player out of whatever room they are in; they may come back.",
      access,
      body: z.strictObject({ player: PlayerId }),
      answers: { 200: Act },
      audit: { act: "player.kick", on: ({ body }) => body.player },
      handle({ body: { player } }) {
        putOut(player, CloseCode.kicked);
        return { status: 200, body: { player } };
      },
    }),
  ];
}

function banning({ records, bans, putOut, addressIn, now = Date.now }: OperatorParts): Route[] {
  return [
    route({
      method: "post",
      path: "/api/bans",
      summary:
        "Ban a player for a time, and put them out; with `room`, where they play now, guests of their address too.",
      access,
      body: BanOrder,
      answers: { 201: Banned },
      audit: {
        act: "player.ban",
        on: ({ body }) => body.player,
        detail: ({ body }) =>
          [`${body.minutes} min`, body.room === undefined ? "" : "address", body.reason]
            .filter((said) => said !== "")
            .join(", "),
      },
      async handle({ body: { player, minutes, reason, room }, operator }) {
        const address = room === undefined ? "" : await addressIn(room, player).catch(() => "");
        const ban = {
          playerId: player,
          address,
          atMs: now(),
          untilMs: now() + minutes * 60_000,
          by: operator,
          reason,
        };
        await records.addBan(ban);
        bans.tell(ban);
        putOut(player, CloseCode.banned);
        return {
          status: 201,
          body: { ban: { ...ban, address: address !== "" } satisfies z.output<typeof Ban> },
        };
      },
    }),
  ];
}

function bansOf({ records, bans, now = Date.now }: OperatorParts): Route[] {
  return [
    route({
      method: "get",
      path: "/api/bans",
      summary: "Who is banned now.",
      access,
      answers: { 200: BansAnswer },
      async handle() {
        const all = await records.bans(now(), MOST_BANS);
        return {
          status: 200,
          body: { bans: all.map(({ address, ...ban }) => ({ ...ban, address: address !== "" })) },
        };
      },
    }),
    route({
      method: "delete",
      path: "/api/bans/:id",
      summary: "Let a banned player in again.",
      access,
      params: z.strictObject({ id: PlayerId }),
      answers: { 200: Act },
      refuses: { 404: ["noBan"] },
      audit: { act: "player.unban", on: ({ params }) => params.id },
      async handle({ params: { id } }) {
        const ban = await records.liftBan(id);
        if (ban === null) throw new Refusal(404, "noBan");
        bans.tell({ ...ban, untilMs: 0 });
        return { status: 200, body: { player: id } };
      },
    }),
  ];
}

const nextOf = (rows: readonly { atMs: number }[], limit: number): number | null =>
  rows.length < limit ? null : (rows.at(-1)?.atMs ?? null);

function papers({ records, now = Date.now }: OperatorParts): Route[] {
  return [
    route({
      method: "get",
      path: "/api/audit",
      summary: "What operators did, the newest first; `next` is the `before` of the page after.",
      access,
      query: PageQuery,
      answers: { 200: Audits },
      async handle({ query: { limit, before } }) {
        const acts = await records.audits({ limit, ...(before !== undefined && { beforeMs: before }) });
        return { status: 200, body: { acts, next: nextOf(acts, limit) } };
      },
    }),
    route({
      method: "get",
      path: "/api/reports",
      summary: "What players reported, with the lines around it, the newest first.",
      access,
      query: PageQuery,
      answers: { 200: Reports },
      async handle({ query: { limit, before } }) {
        const reports = await records.reports({ limit, ...(before !== undefined && { beforeMs: before }) });
        return { status: 200, body: { reports, next: nextOf(reports, limit) } };
      },
    }),
    route({
      method: "patch",
      path: "/api/reports/:id",
      summary: "Say what was done about a report.",
      access,
      params: z.strictObject({ id: z.uuid("is no report's id") }),
      body: z.strictObject({ done: z.enum(SETTLED) }),
      answers: { 200: Report.pick({ id: true, done: true, doneBy: true, doneMs: true }) },
      refuses: { 404: ["noReport"] },
      audit: { act: "report.settle", on: ({ params }) => params.id, detail: ({ body }) => body.done },
      async handle({ params: { id }, body: { done }, operator }) {
        const atMs = now();
        if (!(await records.settleReport(id, { done, by: operator, atMs })))
          throw new Refusal(404, "noReport");
        return { status: 200, body: { id, done, doneBy: operator, doneMs: atMs } };
      },
    }),
  ];
}
