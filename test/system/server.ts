// The real server, whole, on the simulated clock and network.
// Owns: its start, its end, and what it logs. Must not: change any of it.
import fs from "node:fs";
import type { Server as HttpServer } from "node:http";
import { generateId, matchMaker, Room, Server } from "@colyseus/core";
import { type App, makeApp } from "../../server/app.ts";
import { readConfig } from "../../server/config.ts";
import type { ArenaRoom } from "../../server/rooms/arena-room.ts";
import { hold } from "./clock.ts";

const STANDARD_ERROR = 2;

/** Lines of the log, of level warn and above, since the last `takeLog`. */
let logged: string[] = [];
const write = fs.writeSync;
fs.writeSync = ((fd: number, ...rest: [string]) => {
  if (fd !== STANDARD_ERROR) return (write as (...all: unknown[]) => number)(fd, ...rest);
  logged.push(...String(rest[0]).trimEnd().split("\n"));
  return Buffer.byteLength(String(rest[0]));
}) as typeof fs.writeSync;

export function takeLog(): string[] {
  const lines = logged;
  logged = [];
  return lines;
}

/** Told of every room right after it has sent a patch. */
let patched: (room: ArenaRoom) => void = () => {};
const broadcast = Room.prototype.broadcastPatch;
Room.prototype.broadcastPatch = function (this: Room) {
  const sent = broadcast.call(this);
  patched(this as unknown as ArenaRoom);
  return sent;
};

export function onPatch(told: typeof patched): void {
  patched = told;
}

export const drawId = (): string => generateId();

/** Who may see the server's metrics. */
export const OPERATOR_ADDRESS = "192.0.2.1";

export interface SystemServer {
  app: App;
  http: HttpServer;
  rooms(): ArenaRoom[];
  close(): Promise<void>;
}

export async function startSystem(settings: Record<string, string>): Promise<SystemServer> {
  const config = readConfig({
    PORT: "0",
    HOST: "127.0.0.1",
    EMBERLINE_DEV: "1",
    LOG_LEVEL: "warn",
    DATA_FILE: ":memory:",
    TRUSTED_ADDRESSES: OPERATOR_ADDRESS,
    LIMIT_LOAD_PERCENT: "1000",
    AUTH_SECRET: "of the simulated server, and of no other",
    ...settings,
  });
  const app = await hold(makeApp(config));
  await hold(app.listen());
  const { transport } = (Server as unknown as { current: Server & { transport: { server: HttpServer } } })
    .current;
  return {
    app,
    http: transport.server,
    rooms: () => [...app.arenas],
    close: () => hold(app.close()),
  };
}

/** Rooms that the framework still knows, of any kind. */
export const roomsLeft = async (): Promise<number> => (await matchMaker.query({})).length;
