// Many rooms made in a row through the API of a server on one core: how fast, how big, how busy, and how they end.
// Owns: what is measured. Must not: judge it.
import type { ChildProcess, StdioOptions } from "node:child_process";
import { join } from "node:path";
import type { CallError } from "../../client/net/calls.ts";
import { Identity } from "../../client/net/identity.ts";
import { joinGame } from "../../client/net/join.ts";
import { OPERATOR_TOKEN, operatorOf } from "../helpers/operator.ts";
import { callChild } from "../load/calls.ts";
import { chooseCores, endChild, runNode } from "../load/children.ts";
import type { Usage } from "./server.ts";

export interface RoomFigures {
  made: number;
  /** By the clock, and by the time that the server's core worked for it: other programs are not in that. */
  perSecond: number;
  perCoreSecond: number;
  kilobytesPerRoom: number;
  /** Share of a core that the server used while all of them waited, and before there was any. */
  waitingCpu: number;
  emptyCpu: number;
  /** Status and code of one room more. */
  beyond: string;
  joined: number;
  /** Rooms that were left when everybody had gone. */
  left: number;
}

/** People who come at a time. */
const TOGETHER = 10;
const WARM_UP = 20;

const after = (ms: number): Promise<void> => new Promise((wake) => setTimeout(wake, ms));

/** A server on one core that may have so many rooms. */
function startServer(rooms: number, profile: string | null): ChildProcess {
  const env = {
    ...process.env,
    PORT: "0",
    HOST: "127.0.0.1",
    EMBERLINE_DEV: "1",
    LOG_LEVEL: "warn",
    DATA_FILE: ":memory:",
    TRUSTED_ADDRESSES: "127.0.0.1",
    LIMIT_LOAD_PERCENT: "1000",
    OPERATOR_TOKEN,
    LIMIT_ROOMS: String(rooms),
  };
  const flags = profile === null ? [] : ["--cpu-prof", `--cpu-prof-dir=${profile}`];
  const main = join(import.meta.dirname, "server.ts");
  const stdio: StdioOptions = ["ignore", "inherit", "inherit", "ipc"];
  return runNode(["--expose-gc", ...flags, main], chooseCores().server, { env, stdio });
}

/** `profile`: a folder for the server's CPU profile. */
export async function runRooms(rooms: number, idleMs: number, profile: string | null): Promise<RoomFigures> {
  const child = startServer(rooms, profile);
  const endpoint = `http://127.0.0.1:${await callChild<number>(child, "start")}`;
  const operate = operatorOf(endpoint);
  const usage = (): Promise<Usage> => callChild<Usage>(child, "usage");
  const make = async (): Promise<string> => {
    const wish = { bots: false, size: "small", listed: true, waitSeconds: 3600 };
    return (await operate<{ room: { id: string } }>("POST", "/api/rooms", wish)).room.id;
  };
  const idle = async (): Promise<number> => {
    const before = await usage();
    await after(idleMs);
    return ((await usage()).cpuMs - before.cpuMs) / idleMs;
  };
  const gone = async (): Promise<number> => {
    for (let i = 0; i < 300 && (await usage()).rooms > 0; i++) await after(100);
    return (await usage()).rooms;
  };

  for (let i = 0; i < Math.min(WARM_UP, rooms); i++) await operate("DELETE", `/api/rooms/${await make()}`);
  await gone();
  const emptyCpu = await idle();
  const empty = await usage();
  const ids: string[] = [];
  const startMs = performance.now();
  for (let i = 0; i < rooms; i++) ids.push(await make());
  const tookMs = performance.now() - startMs;
  const full = await usage();
  const waitingCpu = await idle();
  const beyond = await make().catch(({ status, code }: CallError) => `${status} ${code}`);
  const joined = await joinAll(endpoint, ids);
  const left = await gone();
  await callChild(child, "stop");
  await endChild(child);
  return {
    made: full.rooms,
    perSecond: rooms / (tookMs / 1000),
    perCoreSecond: rooms / ((full.cpuMs - empty.cpuMs) / 1000),
    kilobytesPerRoom: (full.usedBytes - empty.usedBytes) / 1000 / rooms,
    waitingCpu,
    emptyCpu,
    beyond,
    joined,
    left,
  };
}

/** Somebody comes into each, and leaves. Resolves to how many got in. */
async function joinAll(endpoint: string, ids: readonly string[]): Promise<number> {
  let joined = 0;
  const visit = async (id: string): Promise<void> => {
    const who = { endpoint, identity: new Identity(endpoint), name: "Ann", hue: 0 };
    const session = await joinGame(who, { kind: "room", id });
    if (session.live.room.roomId === id) joined += 1;
    await session.leave();
  };
  for (let i = 0; i < ids.length; i += TOGETHER) await Promise.all(ids.slice(i, i + TOGETHER).map(visit));
  return joined;
}
