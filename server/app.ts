// Builds the server from a config: transport, rooms, page. Does not listen by itself.
// Owns: the wiring. Must not: read the environment or end the process.
import type { Server as HttpServer, IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { matchMaker, Server } from "@colyseus/core";
import type { Cluster } from "./cluster/cluster.ts";
import { makeCluster } from "./cluster/cluster-wiring.ts";
import { Ending } from "./cluster/drain-wiring.ts";
import { ownFigures } from "./cluster/own-figures.ts";
import type { Config } from "./config.ts";
import { Addresses } from "./http/addresses.ts";
import { mountApi } from "./http/api.ts";
import { bearerOf } from "./http/bearer.ts";
import { guardConnections } from "./http/connections.ts";
import { Front, hasRequest } from "./http/front.ts";
import { makeHttpServer } from "./http/http-server.ts";
import { Operators } from "./http/operators.ts";
import { Origins } from "./http/origins.ts";
import { setPageHeaders } from "./http/page-headers.ts";
import { answerTheRest } from "./http/router.ts";
import type { CountRefusal } from "./limits.ts";
import { PendingSeats } from "./matchmaking/pending-seats.ts";
import { Closing } from "./ops/closing.ts";
import { Counts } from "./ops/counts.ts";
import { servePanels } from "./ops/framework-panels.ts";
import { Headroom } from "./ops/headroom.ts";
import { serveHealth } from "./ops/health.ts";
import { makeLog } from "./ops/log.ts";
import { Metrics } from "./ops/metrics.ts";
import { serveMetrics } from "./ops/metrics-route.ts";
import { servePage } from "./ops/page.ts";
import { ProcessMeter } from "./ops/process-meter.ts";
import { serveReady } from "./ops/ready.ts";
import { watchServer } from "./ops/server-metrics.ts";
import { openRecords } from "./persistence/open-records.ts";
import type { Records } from "./persistence/records.ts";
import { SaveQueue } from "./persistence/save-queue.ts";
import { ArenaRoom } from "./rooms/arena-room.ts";
import { equipRooms } from "./rooms/equip-rooms.ts";
import { LobbyRoom } from "./rooms/lobby-room.ts";
import { OpenRooms } from "./rooms/open-rooms.ts";
import { companyOver, makePlayDesk, openDesk } from "./rooms/rated-wiring.ts";
import { RoomList } from "./rooms/room-list.ts";
import { chooseProcess, joinCluster, rooms } from "./rooms/rooms-wiring.ts";
import { Bans } from "./session/bans.ts";
import { putOut } from "./session/player-topic.ts";
import { operatorSessions, signWith } from "./session/tokens.ts";
import { GuardedTransport } from "./transport/guarded-transport.ts";

export interface App {
  /** The arenas that are open now. */
  readonly arenas: ReadonlySet<ArenaRoom>;
  readonly records: Records;
  /** Listens; resolves to the port. Rejects when the port cannot be had. */
  listen(): Promise<number>;
  /** Ends every room and closes the port. */
  close(): Promise<void>;
  /** The orderly end: the people of every room are told, and go to other processes. */
  readonly ending: Ending;
}

/** Rejects with RecordsUnusable when the records cannot be used. */
export async function makeApp(config: Config): Promise<App> {
  const { counts, log, metrics, meter } = observers(config);
  const records = await openRecords(config.records, log);
  const saves = new SaveQueue(records, log);
  const guards = guardsOf(config, metrics.refused);
  const http = guardedHttp(guards);
  const arenas = new OpenRooms<ArenaRoom>(guards.limits, guards.refused);
  const gameSeconds = () => counts.rooms.ticks.sum + counts.rooms.patches.sum;
  const headroom = new Headroom(guards.limits, guards.refused, gameSeconds);
  const list = new RoomList();
  const desk = makePlayDesk(log, records);
  signWith(async () => config.authSecret ?? records.secret("tokens"));
  const transport = new GuardedTransport(http, { ...guards, log });
  const figures = () => ownFigures({ arenas: arenas.all, transport, headroom });
  const cluster = makeCluster(config, { log, refused: metrics.refused, figures });
  const pending = new PendingSeats({ ...guards, counts: cluster.counts });
  joinCluster(cluster);
  const bans = new Bans({ records, topics: cluster.presence, log });
  equipRooms({ config, log, saves, list, desk, arenas, headroom, totals: counts.rooms, cluster, bans });
  watchServer(metrics, { arenas: arenas.all, counts, transport, saves, headroom, desk, cluster });
  const server = new Server({
    transport,
    ...sharedBy(cluster, config),
    greet: false,
    gracefullyShutdown: false,
    logger: frameworkLogger(log, http),
    express: (app) => {
      if (!config.dev) setPageHeaders(app);
      const { refusals } = metrics;
      serveHealth(app, { ...guards, arenas: arenas.all, transport, saves, refusals, meter });
      serveMetrics(app, metrics, guards.isInsider);
      serveReady(app, cluster, (token) => guards.operators.isToken(token));
      const api = { log, pending, rooms, records, cluster, totals: counts.http, bans, saves };
      mountApi(app, { ...guards, ...api, company: companyOver(cluster) });
      if (config.frameworkPanels) servePanels(app, { ...guards, audit: saves.auditor() });
      servePage(app, config);
      answerTheRest(app, log);
    },
  });
  defineRooms(server, pending);
  const parts = [meter, headroom, desk, list, bans, LobbyRoom.chat];
  const framework = { close: () => server.gracefullyShutdown(false) };
  const closing = new Closing(parts, [framework, cluster, saves, records]);
  return {
    ending: new Ending({ cluster, arenas: arenas.all, log, closing }, config.drainSeconds),
    arenas: arenas.all,
    records,
    async listen() {
      const port = await listen(server, http, config);
      new Front(guards).guard(http, transport.getExpressApp());
      await cluster.open();
      await list.open(cluster);
      await bans.open();
      await openDesk(desk, cluster);
      LobbyRoom.chat.open();
      return port;
    },
    close: () => closing.all(),
  };
}

/** What the framework needs of the cluster. */
const sharedBy = ({ presence, driver }: Cluster, { cluster: { publicAddress } }: Config) => ({
  presence,
  driver,
  publicAddress,
  selectProcessIdToCreateRoom: chooseProcess,
});

function observers({ logLevel }: Config) {
  const counts = new Counts();
  const log = makeLog(logLevel, counts.logLines);
  return { counts, log, metrics: new Metrics(), meter: new ProcessMeter() };
}

function guardedHttp(guards: ReturnType<typeof guardsOf>): HttpServer {
  const http = makeHttpServer(guards.limits, guards.refused, hasRequest);
  guardConnections(http, guards);
  return http;
}

function defineRooms(server: Server, pending: PendingSeats): void {
  const sat = (_room: unknown, { sessionId }: { sessionId: string }): void => pending.taken(sessionId);
  server.define("arena", ArenaRoom).enableRealtimeListing().on("join", sat);
  server.define("lobby", LobbyRoom).on("join", sat);
}

/** What everybody needs who keeps strangers off, and tells them from insiders. */
function guardsOf(config: Config, refused: CountRefusal) {
  const addresses = new Addresses({ trusted: config.trustedAddresses, proxies: config.trustedProxies });
  const operators = new Operators(config.operators, config.operatorToken, operatorSessions);
  return {
    limits: config.limits,
    refused,
    addresses,
    origins: new Origins(config.allowedOrigins),
    operators,
    isInsider: (request: IncomingMessage): boolean =>
      addresses.isTrusted(addresses.of(request)) || operators.isToken(bearerOf(request)),
    putOut: (playerId: string, code: number): void => putOut(matchMaker.presence, playerId, code),
  };
}

async function listen(server: Server, http: HttpServer, config: Config): Promise<number> {
  const failed = new Promise<never>((_, reject) => http.once("error", reject));
  await Promise.race([server.listen(config.port, config.host), failed]);
  return (http.address() as AddressInfo).port;
}

/**
 * What the framework prints becomes lines of our log, at most 500 characters each. Before the port is open
 * it repeats the error that `listen` rejects with: that one is told by the process, in one line.
 */
function frameworkLogger(log: ReturnType<typeof makeLog>, http: HttpServer) {
  const line =
    (level: "debug" | "info" | "warn" | "error") =>
    (...args: unknown[]): void => {
      if (http.listening) log[level]({ from: "colyseus" }, args.map(String).join(" ").slice(0, 500));
    };
  return {
    debug: line("debug"),
    trace: line("debug"),
    info: line("info"),
    warn: line("warn"),
    error: line("error"),
  };
}
