// The whole HTTP interface: every table of routes, and the document that describes them.
// Owns: which routes there are. Must not: contain one.
import type { Application } from "express";
import { z } from "zod";
import type { Cluster } from "../cluster/cluster.ts";
import { processRoutes } from "../cluster/process-routes.ts";
import type { CountRefusal, Limits } from "../limits.ts";
import type { PendingSeats } from "../matchmaking/pending-seats.ts";
import { type Company, type Rooms, SeatDesk } from "../matchmaking/seat-desk.ts";
import { seatRoutes } from "../matchmaking/seat-routes.ts";
import type { Log } from "../ops/log.ts";
import { type OperatorParts, operatorRoutes } from "../ops/operator-routes.ts";
import { recordRoutes } from "../persistence/record-routes.ts";
import type { Records } from "../persistence/records.ts";
import type { SaveQueue } from "../persistence/save-queue.ts";
import { addressIn } from "../rooms/operators-wiring.ts";
import { roomRoutes } from "../rooms/room-routes.ts";
import { accountRoutes } from "../session/account-routes.ts";
import type { Bans } from "../session/bans.ts";
import { meRoutes } from "../session/me-routes.ts";
import { sessionRoutes } from "../session/session-routes.ts";
import { verify } from "../session/tokens.ts";
import type { Addresses } from "./addresses.ts";
import type { HttpTotals } from "./http-totals.ts";
import { openApi } from "./openapi.ts";
import type { Operators } from "./operators.ts";
import { RateLimits } from "./rate-limits.ts";
import { type Route, route } from "./route.ts";
import { mountRoutes } from "./router.ts";

const VERSION = "1";

export interface ApiParts<R> {
  log: Log;
  limits: Limits;
  refused: CountRefusal;
  addresses: Addresses;
  pending: PendingSeats;
  totals: HttpTotals;
  operators: Operators;
  bans: Bans;
  saves: Pick<SaveQueue, "auditor">;
  putOut: OperatorParts["putOut"];
  rooms: Rooms<R>;
  company: Company;
  records: Records;
  cluster: Cluster;
}

/** Mounts every route of ours. */
export function mountApi<R>(app: Application, parts: ApiParts<R>): void {
  const { rooms, company, records, bans, operators } = parts;
  const rates = new RateLimits({ ...parts, counts: parts.cluster.counts });
  const tables = [
    ...sessionRoutes(records, bans),
    ...accountRoutes(records, rates),
    ...meRoutes(records),
    ...recordRoutes(records),
    ...seatRoutes(new SeatDesk(rooms, company, parts), rates, bans),
    ...roomRoutes(),
    ...processRoutes(parts.cluster),
    ...operatorRoutes({ ...parts, addressIn }),
  ];
  const routes = [...tables, documentOf(tables)];
  // The framework's own door, too: whoever knocks there is told that it is none.
  mountRoutes(app, ["/api", "/matchmake"], routes, {
    ...parts,
    rates,
    identify: (token) => verify("access", token),
    operatorOf: (request) => operators.of(request),
    audit: parts.saves.auditor(),
  });
}

/** The route that tells of the others. */
function documentOf(routes: readonly Route[]): Route {
  // Made once: it takes 80 ms the first time and 11 later, and anybody may ask.
  let made: Buffer | undefined;
  const self: Route = route({
    method: "get",
    path: "/api/openapi.json",
    summary: "This document.",
    access: "anybody",
    answers: { 200: z.looseObject({ openapi: z.string() }) },
    handle() {
      made ??= Buffer.from(JSON.stringify(openApi([...routes, self], VERSION)));
      return { status: 200, json: made };
    },
  });
  return self;
}
