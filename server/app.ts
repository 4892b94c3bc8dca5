// Builds the server from a config: transport, rooms, page. Does not listen by itself.
// Owns: the wiring. Must not: read the environment or end the process.
import { createServer, type Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { matchMaker, Server } from "@colyseus/core";
import type { Config } from "./config.ts";
import { serveHealth } from "./ops/health.ts";
import { makeLog } from "./ops/log.ts";
import { servePage } from "./ops/page.ts";
import { ArenaRoom } from "./rooms/arena-room.ts";
import { GuardedTransport } from "./transport/guarded-transport.ts";

export interface App {
  /** The arenas that are open now. */
  readonly arenas: ReadonlySet<ArenaRoom>;
  /** Listens; resolves to the port. Rejects when the port cannot be had. */
  listen(): Promise<number>;
  /** Ends every room and closes the port. */
  close(): Promise<void>;
}

export function makeApp(config: Config): App {
  const log = makeLog(config.logLevel);
  const http = createServer();
  ArenaRoom.settings = config.arena;
  ArenaRoom.logger = log;
  const arenas = new Set<ArenaRoom>();
  // Who asks for a seat gets one where there is room: nobody opens arenas at will, or picks one by its id.
  matchMaker.controller.exposedMethods = ["joinOrCreate", "reconnect"];
  const transport = new GuardedTransport(http);
  const server = new Server({
    transport,
    greet: false,
    gracefullyShutdown: false,
    logger: frameworkLogger(log, http),
    express: (app) => {
      serveHealth(app, () => arenas);
      servePage(app, config);
    },
  });
  server
    .define("arena", ArenaRoom)
    .on("create", (room) => arenas.add(room as ArenaRoom))
    .on("dispose", (room) => arenas.delete(room as ArenaRoom));
  return {
    arenas,
    listen: () => listen(server, http, config),
    close: () => server.gracefullyShutdown(false),
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
