// What is under load: a server of its own on this machine, or one that runs elsewhere, maybe behind a bad network.
// Owns: its start, its rooms and its end. Must not: load or measure it.
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { call } from "../../../client/net/calls.ts";
import { type Cores, endChild, runNode } from "../children.ts";
import type { Way } from "../joining.ts";
import { type Health, listening, ServerProcess } from "../server-process.ts";
import { ProcessGroup } from "./process-group.ts";
import type { Scenario } from "./scenario.ts";

const PROXY = join(import.meta.dirname, "..", "..", "lab", "main.ts");
const ROOM_WAIT_SECONDS = 600;

export interface TargetOptions {
  /** A server that runs already; null for one of our own. */
  url: string | null;
  /** Folder for the CPU profile of a server of our own, or null. */
  profile: string | null;
  /** More settings for a server of our own. */
  env: Record<string, string>;
}

export class Target {
  /** Where clients go: the server, or the bad network before it. */
  readonly endpoint: string;
  /** The rooms that were made for the run; null: quick play leads where it will. */
  readonly rooms: string[] | null;
  /** The server, or all of them behind its address. */
  readonly processes: ProcessGroup;
  private readonly stops: (() => Promise<void>)[];

  private constructor(
    processes: ProcessGroup,
    endpoint: string,
    rooms: string[] | null,
    stops: Target["stops"],
  ) {
    this.processes = processes;
    this.endpoint = endpoint;
    this.rooms = rooms;
    this.stops = stops;
  }

  static async start(
    scenario: Scenario,
    cores: Cores,
    { url, profile, env }: TargetOptions,
  ): Promise<Target> {
    const stops: Target["stops"] = [];
    try {
      const token = url === null ? randomUUID() : process.env.OPERATOR_TOKEN;
      let server = url?.replace(/\/$/, "") ?? "";
      if (url !== null && (await fetch(server).catch(() => null)) === null)
        throw new Error(`no server answers at ${url}`);
      if (url === null) {
        const settings = { OPERATOR_TOKEN: String(token), ARENA_BOTS_FILL_TO: String(scenario.fill), ...env };
        const own = await ServerProcess.start(settings, cores.server, { profile, detached: true });
        stops.push(() => own.stop());
        server = own.endpoint;
      }
      const rooms =
        token === undefined || scenario.way !== "rooms" ? null : await makeRooms(server, token, scenario);
      const processes = await ProcessGroup.of(server, token);
      if (scenario.net === "loopback") return new Target(processes, server, rooms, stops);
      const proxy = runNode(
        [PROXY, "--profile", scenario.net, "--target", server, "--seed", String(scenario.seed)],
        cores.load,
        {
          stdio: ["ignore", "pipe", "inherit"],
          detached: true,
        },
      );
      stops.unshift(() => endChild(proxy));
      return new Target(processes, await listening(proxy), rooms, stops);
    } catch (error) {
      for (const stop of stops) await stop();
      throw error;
    }
  }

  /** Clients take turns over the rooms. */
  wayOf(number: number, { way, mode }: Scenario): Way {
    const { endpoint, rooms } = this;
    if (way === "queue" && mode !== "swarm") return { endpoint, to: { kind: "queue", mode } };
    const to: Way["to"] =
      rooms === null ? { kind: "quick", mode } : { kind: "room", id: rooms[number % rooms.length] };
    return { endpoint, to };
  }

  /** How the server does, of its last `seconds`; null when it does not say within a second or two. */
  async health(seconds: number): Promise<Health | null> {
    const health = await this.processes.health(seconds);
    const { rooms } = this;
    return rooms === null || health === null
      ? health
      : { ...health, rooms: health.rooms.filter(({ id }) => rooms.includes(id)) };
  }

  async stop(): Promise<void> {
    for (const stop of this.stops.splice(0)) await stop();
  }
}

async function makeRooms(server: string, token: string, { rooms, mode, size, seed, fill }: Scenario) {
  const ids: string[] = [];
  for (let n = 0; n < rooms; n++) {
    const body = { mode, seed: seed + n, size, bots: fill > 0, listed: true, waitSeconds: ROOM_WAIT_SECONDS };
    const { room } = await call<{ room: { id: string } }>(server, "POST", "/api/rooms", { body, token });
    ids.push(room.id);
  }
  return ids;
}
