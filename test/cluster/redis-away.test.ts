// Redis is killed, hangs, and comes back with nothing in it: what goes on, what is refused, and how soon all is as before.
import assert from "node:assert/strict";
import { Identity } from "../../client/net/identity.ts";
import { askSeat } from "../../client/net/join.ts";
import type { SeatAnswer, SeatWant } from "../../shared/protocol/seats.ts";
import { PROTOCOL_VERSION } from "../../shared/protocol/version.ts";
import { ask } from "../helpers/http.ts";
import { LobbyPlayer } from "../helpers/lobby-player.ts";
import type { Player } from "../helpers/player.ts";
import { Ground } from "./ground.ts";
import { Pace } from "./pace.ts";
import { eventually, type ServerProcess } from "./processes.ts";

const QUICK: SeatWant = { kind: "quick", mode: "swarm" };

describe("while Redis is away", function () {
  this.timeout(180_000);
  let ground: Ground;
  let pace: Pace;
  let guests: Identity[];
  let players: Player[] = [];

  beforeEach(async () => {
    ground = await Ground.start(2, { LIMIT_PENDING_SEATS_PER_PLAYER: "99" });
    pace = new Pace(ground.processes);
    guests = ground.processes.map(({ endpoint }) => new Identity(endpoint));
    await Promise.all(guests.map((guest) => guest.access()));
  });
  afterEach(() => {
    pace?.end();
    return ground?.end();
  });

  /** A listed room in each process, with two players in each. */
  async function play(): Promise<string[]> {
    const { processes } = ground;
    const rooms = await Promise.all(processes.map(order));
    players = [];
    for (const id of [...rooms, ...rooms])
      players.push(await ground.join(processes[0], "Ann", undefined, { kind: "room", id }));
    return rooms;
  }

  const order = async (at: ServerProcess): Promise<string> =>
    (await eventually(() => ground.openRoom(at))).id;

  /** How a process answers to who would join it now, and how soon but for what the machine did. */
  async function knock(at: number, want = QUICK): Promise<{ status: number; error?: string; ms: number }> {
    const body = { version: PROTOCOL_VERSION, want, name: "Bob", hue: 0 };
    const token = await guests[at].access();
    const { endpoint } = ground.processes[at];
    const { ms, result } = await pace.timed(() => ask(endpoint, "POST /api/seats", { token, body }));
    return { status: result.status, error: result.body.error, ms };
  }

  /** Every player's room steps a second more. */
  async function goOn(): Promise<void> {
    const further = players.map((player) => {
      const { tick } = player.session.state;
      return player.until(({ state }) => state.tick > tick + 30);
    });
    await Promise.all(further);
  }

  const seat = (at: number, want: SeatWant): Promise<SeatAnswer> =>
    askSeat({ endpoint: ground.processes[at].endpoint, identity: guests[at], name: "Bob", hue: 0 }, want);

  /** All is as before: within 10 s of `sinceMs`, of performance.now(). */
  async function recovered(rooms: readonly string[], sinceMs: number): Promise<void> {
    for (const at of [0, 1])
      for (const id of rooms) await eventually(() => seat(at, { kind: "room", id }).catch(() => null));
    for (const at of [0, 1]) assert.ok((await seat(at, QUICK)).seat.roomId);
    await eventually(async () => {
      const known = await Promise.all(ground.processes.map((one) => one.processes()));
      return known.every((list) => list.length === 2 && list.filter(({ leader }) => leader).length === 1);
    });
    const tookMs = performance.now() - sinceMs - (await pace.lost(sinceMs));
    assert.ok(tookMs < 10_000, `${tookMs} ms`);
    await goOn();
  }

  it("K6, K7: killed and started empty: rooms go on, joins are refused within 1 s, all is listed again within 10 s", async () => {
    const rooms = await play();
    const flying = [knock(0), knock(1)];
    await ground.redis.kill();
    for (const { status, ms } of await Promise.all(flying))
      assert.ok(status === 503 ? ms < 1000 : status === 200);
    for (const at of [0, 1, 0, 1]) {
      const { status, error, ms } = await knock(at);
      assert.deepEqual([status, error], [503, "busy"]);
      assert.ok(ms < 1000, `${ms} ms`);
      assert.equal((await ask(ground.processes[at].endpoint, "GET /ready")).status, 503);
      assert.equal((await ask(ground.processes[at].endpoint, "GET /health")).status, 200);
    }
    await goOn();
    // K7: a player leaves, and one's connection breaks.
    const [first, second, third, fourth] = players;
    await first.leave();
    await second.leave();
    players.splice(0, 2);
    await Promise.all([third, fourth].map((player) => player.until(({ state }) => state.roster.size === 1)));
    await goOn();
    await ground.redis.restartEmpty();
    await recovered(rooms, performance.now());
    assert.ok(ground.processes.every(({ running }) => running));
  });

  it("K6: hung for a while: joins are refused within 1 s, and work soon after", async () => {
    const rooms = await play();
    ground.redis.pause();
    const flying = await Promise.all([knock(0), knock(1), knock(0), knock(1)]);
    for (const { status, ms } of flying) {
      assert.equal(status, 503);
      assert.ok(ms < 1000, `${ms} ms`);
    }
    for (const { endpoint } of ground.processes) {
      const { body } = await ask<{ refused: Record<string, number> }>(endpoint, "GET /health");
      assert.ok(body.refused.redisMillis > 0);
    }
    await players[0].leave();
    players.splice(0, 1);
    await goOn();
    ground.redis.resume();
    await recovered(rooms, performance.now());
  });

  it("lobby: who is there stays, and hears of rooms again", async () => {
    const one = new LobbyPlayer(ground.processes[0].endpoint, "Ann", guests[0]);
    const other = new LobbyPlayer(ground.processes[1].endpoint, "Bob", guests[1]);
    await Promise.all([one.open(), other.open()]);
    await ground.redis.kill();
    await eventually(async () => (await knock(0)).status === 503);
    await ground.redis.restartEmpty();
    const id = await order(ground.processes[0]);
    await eventually(() =>
      ground.join(ground.processes[1], "Cid", undefined, { kind: "room", id }).catch(() => null),
    );
    for (const { lobby } of [one, other]) {
      await eventually(async () => lobby.rooms.some((room) => room.id === id && room.people === 1));
      assert.equal(lobby.state, "here");
    }
    one.lobby.leave();
    other.lobby.leave();
  });
});
