// Processes over a Redis of their own and the people on them, for one suite.
// Owns: that all of it ends. Must not: know what is tried on it.
import { CallError } from "../../client/net/calls.ts";
import type { GameSession } from "../../client/net/game-session.ts";
import type { Identity } from "../../client/net/identity.ts";
import { joinGame } from "../../client/net/join.ts";
import type { Redis } from "../../server/ops/cluster/redis.ts";
import type { RoomCard, SeatWant } from "../../shared/protocol/seats.ts";
import { ask } from "../helpers/http.ts";
import { drive, joinPlayer, type Player, SWARM } from "../helpers/player.ts";
import { eventually, OPERATOR, type ServerProcess, startCluster, stopCluster } from "./processes.ts";
import { startOwnRedis } from "./redis.ts";

/** Where a player's connection leads: host and port. */
export const addressOf = ({ live }: GameSession): string =>
  new URL((live.room.connection.transport as unknown as { ws: { url: string } }).ws.url).host;

export const roomOf = ({ session }: Player): string => session.live.room.roomId;

/** Who is told that all are busy asks again, as people do: where the machine stalls, a process waits for another in vain. */
const welcomed = <T>(come: () => Promise<T>): Promise<T> =>
  eventually(() =>
    come().catch((error: unknown) => {
      if (error instanceof CallError && error.status === 503) return null;
      throw error;
    }),
  ) as Promise<T>;

export class Ground {
  readonly redis: Redis;
  readonly processes: ServerProcess[];
  private readonly players: Player[] = [];

  private constructor(redis: Redis, processes: ServerProcess[]) {
    this.redis = redis;
    this.processes = processes;
  }

  /** So many processes that know each other, one of which leads; `env` goes before the settings of tests. */
  static async start(count: number, env: Record<string, string> = {}): Promise<Ground> {
    const redis = await startOwnRedis();
    try {
      return new Ground(redis, await startCluster(redis.url, count, env));
    } catch (error) {
      await redis.kill();
      throw error;
    }
  }

  async join(at: ServerProcess, name: string, act?: Player["act"], want = SWARM): Promise<Player> {
    return this.keep(await welcomed(() => joinPlayer(at.endpoint, name, act, want)));
  }

  /** As somebody who is known there, too. */
  async joinAs(identity: Identity, at: ServerProcess, want: SeatWant): Promise<Player> {
    const who = { endpoint: at.endpoint, identity, name: "Ann", hue: 0 };
    return this.keep(drive(await welcomed(() => joinGame(who, want))));
  }

  /** Where it plays. */
  hostOf({ session }: Player): ServerProcess {
    const address = addressOf(session);
    return this.processes.find((one) => one.address === address) as ServerProcess;
  }

  async leader(): Promise<ServerProcess> {
    const leader = (await this.processes[0].processes()).find((one) => one.leader);
    return this.processes.find(({ address }) => address === leader?.address) as ServerProcess;
  }

  /** A listed room in some process, by an operator's word to `at`; undefined where it may not be made now. */
  async openRoom(at = this.processes[0]): Promise<RoomCard | undefined> {
    const body = { mode: "swarm", title: "Ours", listed: true };
    const answer = await ask<{ room?: RoomCard }>(at.endpoint, "POST /api/rooms", { token: OPERATOR, body });
    return answer.body.room;
  }

  /** The id of a new room in `host`; some are opened elsewhere on the way. */
  async roomIn(host: ServerProcess): Promise<string> {
    const { id } = await eventually(async () => {
      const room = await this.openRoom();
      return room?.home === host.address && room;
    });
    return id;
  }

  async playerIn(host: ServerProcess): Promise<Player> {
    return this.join(this.processes[0], "Ann", undefined, { kind: "room", id: await this.roomIn(host) });
  }

  /** Everybody goes. */
  async clear(): Promise<void> {
    await Promise.all(this.players.splice(0).map((player) => player.leave()));
  }

  async end(): Promise<void> {
    this.redis.resume();
    await this.clear();
    await stopCluster(this.processes);
    await this.redis.kill();
  }

  /** It leaves with the others. */
  keep(player: Player): Player {
    this.players.push(player);
    return player;
  }
}
