// Several processes over one Redis: rooms, the lobby, parties and players of all of them.
import assert from "node:assert/strict";
import { Identity } from "../../client/net/identity.ts";
import { Lobby } from "../../client/net/lobby.ts";
import { chatOver } from "../../client/net/lobby-chat.ts";
import { CloseCode } from "../../shared/protocol/close-codes.ts";
import { PROTOCOL_VERSION } from "../../shared/protocol/version.ts";
import { ask, guestOf } from "../helpers/http.ts";
import type { Player } from "../helpers/player.ts";
import { Ground, roomOf } from "./ground.ts";
import { eventually, type ServerProcess } from "./processes.ts";

describe("processes over one Redis", function () {
  this.timeout(120_000);
  let ground: Ground;

  before(async () => {
    ground = await Ground.start(2);
  });
  afterEach(() => ground.clear());
  after(() => ground?.end());

  it("know each other, and one leads", async () => {
    for (const one of ground.processes) {
      const known = await one.processes();
      assert.equal(known.filter(({ leader }) => leader).length, 1);
      assert.deepEqual(
        known.map(({ address }) => address).sort(),
        ground.processes.map(({ address }) => address).sort(),
      );
    }
  });

  it("[J5] lead all who play at once into one room, whichever process they ask", async () => {
    const { processes } = ground;
    const asked = [...processes, ...processes, ...processes];
    const all = await Promise.all(asked.map((one, i) => ground.join(one, `P${i}`)));
    assert.equal(new Set(all.map(roomOf)).size, 1);
    await Promise.all(all.map((player) => player.until(({ state }) => state.roster.size === asked.length)));
    await eventually(async () => {
      const known = await Promise.all(processes.map((one) => one.processes()));
      return known.every((list) => list.reduce((sum, one) => sum + one.players, 0) === asked.length);
    });
  });

  it("[J9] keep one connection of a player: the newer, in whichever process", async () => {
    const [first, second] = ground.processes;
    const identity = new Identity(first.endpoint);
    const come = async (at: ServerProcess): Promise<Player> =>
      ground.joinAs(identity, at, { kind: "room", id: await ground.roomIn(at) });
    const older = await come(first);
    const newer = await come(second);
    assert.deepEqual([ground.hostOf(older), ground.hostOf(newer)], [first, second]);
    const { link } = await eventually(async () => older.session.link.kind === "left" && older.session);
    assert.deepEqual(link, { kind: "left", code: CloseCode.replaced });
    const { tick } = newer.session.state;
    await newer.until(({ state }) => state.tick > tick + 30);
    assert.equal(newer.session.link.kind, "playing");
  });

  it("tell a line in the lobby to people who came through any process, once", async () => {
    const people = [...ground.processes, ...ground.processes].map(({ endpoint }, i) => {
      const identity = new Identity(endpoint);
      const lobby = new Lobby(() => ({ endpoint, identity, name: `L${i}`, hue: 0 }));
      const link = chatOver(lobby);
      const heard: string[] = [];
      link.on("event", (event) => event.kind === "message" && heard.push(event.text));
      link.start();
      lobby.open();
      return { lobby, link, heard };
    });
    for (const { lobby } of people) await eventually(async () => lobby.state === "here");
    const lines = people.map((_one, i) => `line ${i}`);
    for (const [i, { link }] of people.entries()) link.say("lobby", lines[i]);
    for (const { heard } of people) await eventually(async () => lines.every((line) => heard.includes(line)));
    // Behind them: what was on its way twice has come before it.
    people[0].link.say("lobby", "the last");
    for (const { heard } of people) await eventually(async () => heard.includes("the last"));
    for (const { heard } of people) assert.deepEqual([...heard].sort(), [...lines, "the last"].sort());
    for (const { lobby } of people) lobby.leave();
  });
});

describe("what somebody may take of several processes", function () {
  this.timeout(120_000);
  let ground: Ground;

  before(async () => {
    ground = await Ground.start(2, {
      TRUSTED_ADDRESSES: "",
      LIMIT_GUESTS_PER_MINUTE: "4",
      LIMIT_ROOMS_PER_MINUTE: "1",
      // Not taken, they are to be there until the end.
      LIMIT_SEAT_SECONDS: "60",
    });
  });
  after(() => ground?.end());

  const seat = async (at: number, token: string, want: object) => {
    const body = { version: PROTOCOL_VERSION, want, name: "Bob", hue: 0 };
    return (await ask(ground.processes[at].endpoint, "POST /api/seats", { token, body })).status;
  };
  const guest = async (at: number) =>
    (await ask(ground.processes[at].endpoint, "POST /api/session/guest", { body: {} })).status;

  it("is counted in all of them together; while Redis is away, in each", async () => {
    const { access } = await guestOf(ground.processes[0].endpoint);
    const quick = { kind: "quick", mode: "swarm" };
    // Two seats of a player that are not taken, whichever process gave them.
    assert.deepEqual([await seat(0, access, quick), await seat(1, access, quick)], [200, 200]);
    assert.deepEqual([await seat(0, access, quick), await seat(1, access, quick)], [429, 429]);
    assert.deepEqual([await guest(1), await guest(0), await guest(1)], [201, 201, 201]);
    assert.deepEqual([await guest(0), await guest(1)], [429, 429]);
    await ground.redis.kill();
    assert.deepEqual([await guest(0), await guest(1)], [201, 201]);
    assert.deepEqual([await guest(0), await guest(1)], [429, 429]);
  });
});
