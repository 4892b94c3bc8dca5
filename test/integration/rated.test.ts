// The rated queue and parties over real sockets: from the lobby to the seats, and what becomes of those who spoil it.
import assert from "node:assert/strict";
import { matchMaker } from "@colyseus/core";
import { Identity } from "../../client/net/identity.ts";
import { joinGame, takeSeat } from "../../client/net/join.ts";
import { CloseCode } from "../../shared/protocol/close-codes.ts";
import type { SeatWant } from "../../shared/protocol/seats.ts";
import { Phase } from "../../shared/sim/world.ts";
import { LobbyPlayer } from "../helpers/lobby-player.ts";
import { drive, type Player } from "../helpers/player.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

describe("the rated queue, over sockets", function () {
  this.timeout(60_000);
  let server: TestServer;
  const people: LobbyPlayer[] = [];
  const players: Player[] = [];

  before(async () => {
    server = await startServer();
  });
  afterEach(async () => {
    for (const person of people.splice(0)) person.lobby.leave();
    await Promise.all(players.splice(0).map((player) => player.leave()));
  });
  after(() => server.close());

  async function come(...names: string[]): Promise<LobbyPlayer[]> {
    const newcomers = names.map((name) => new LobbyPlayer(server.endpoint, name));
    people.push(...newcomers);
    return Promise.all(newcomers.map((person) => person.open()));
  }

  /** Says yes and takes the seat. */
  async function play(person: LobbyPlayer): Promise<Player> {
    const player = drive(await person.play());
    players.push(player);
    return player;
  }

  const enter = (identity: Identity, want: SeatWant) =>
    joinGame({ endpoint: server.endpoint, identity, name: "", hue: 0 }, want);

  /** Everybody of a party is in it when this resolves; the first leads. */
  async function partyOf(...members: LobbyPlayer[]): Promise<void> {
    const [leader, ...others] = members;
    leader.party.make();
    const { code } = await leader.partyOf(1);
    for (const other of others) other.party.join(code);
    await Promise.all(members.map((member) => member.partyOf(members.length)));
  }

  it("[Q5] leads two from the queue into a duel", async () => {
    const [ann, ben] = await come("Ann", "Ben");
    ann.queue.join("duel");
    assert.equal((await ann.stands("waiting")).waiting, 1);
    ben.queue.join("duel");
    const [one, two] = await Promise.all([play(ann), play(ben)]);
    await Promise.all([ann.stands("out"), ben.stands("out")]);
    await one.until(({ state }) => state.roster.size === 2);
    const [room] = server.rooms();
    assert.equal(room.game.mode, "duel");
    ann.queue.join("duel");
    assert.deepEqual(await ann.hears("refused"), { reason: "playing" });
    await two.leave();
    ben.queue.join("duel");
    await ben.stands("waiting");
    await one.leave();
  });

  it("[Q1] lets who looks at the scores of a match that is over queue for the next one", async () => {
    const [ann, ben] = await come("Ann", "Ben");
    for (const person of [ann, ben]) person.queue.join("duel");
    const [winner, loser] = await Promise.all([play(ann), play(ben)]);
    await winner.until(({ state }) => state.phase !== Phase.warmup);
    const rated = ann.hears("rated");
    await loser.leave();
    await winner.until(({ state }) => state.phase === Phase.scores);
    ann.queue.join("duel");
    await ann.stands("waiting");
    assert.ok((await rated).after > (await rated).before);
  });

  it("[Q4] puts a party of two and six others into Core Rush, the party in one team", async () => {
    const eight = await come("Ann", "Ben", "Cat", "Dan", "Eve", "Fay", "Gus", "Hal");
    const [ann, ben, ...others] = eight;
    await partyOf(ann, ben);
    ann.queue.join("rush");
    await ben.stands("waiting");
    for (const other of others) other.queue.join("rush");
    const all = await Promise.all(eight.map(play));
    await Promise.all(eight.map((person) => person.stands("out")));
    await all[0].until(({ state }) => state.roster.size === 8);
    const { roster } = all[0].session.state;
    const teams = all.map(({ session }) => roster.get(String(session.slot))?.team);
    assert.deepEqual([...teams].sort(), [0, 0, 0, 0, 1, 1, 1, 1]);
    assert.equal(teams[0], teams[1]);
  });

  it("[Q5] lets who says no go, and matches the other with the next", async () => {
    const [ann, ben, cat] = await come("Ann", "Ben", "Cat");
    for (const person of [ann, ben]) person.queue.join("duel");
    await Promise.all([ann, ben].map((person) => person.stands("asked")));
    const out = ben.hears("out");
    ben.queue.answer(false);
    assert.deepEqual(await out, { reason: "declined" });
    const waiting = await ann.stands("waiting");
    assert.equal(waiting.back, "declined");
    cat.queue.join("duel");
    await Promise.all([play(ann), play(cat)]);
    await ann.stands("out");
  });

  it("[Q5] lets who does not answer go", async () => {
    const [ann, ben] = await come("Ann", "Ben");
    const out = ben.hears("out");
    for (const person of [ann, ben]) person.queue.join("duel");
    await ann.stands("asked");
    ann.queue.answer(true);
    assert.deepEqual(await out, { reason: "silent" });
    assert.equal((await ann.stands("waiting")).back, "silent");
  });

  it("[Q7] calls a match off when a seat is not taken: who came is sent back and plays the next one", async () => {
    const [ann, ben, cat] = await come("Ann", "Ben", "Cat");
    for (const person of [ann, ben]) person.queue.join("duel");
    await ben.stands("asked");
    ben.queue.answer(true);
    const out = ben.hears("out");
    const waiting = await play(ann);
    assert.deepEqual(await out, { reason: "absent" });
    await waiting.until(({ link }) => link.kind === "left");
    assert.deepEqual(waiting.session.link, { kind: "left", code: CloseCode.calledOff });
    assert.equal((await ann.stands("waiting")).back, "absent");
    cat.queue.join("duel");
    await Promise.all([play(ann), play(cat)]);
    await ann.stands("out");
  });

  it("[Q7] calls a match off when somebody goes again before it begins", async () => {
    const [ann, ben] = await come("Ann", "Ben");
    for (const person of [ann, ben]) person.queue.join("duel");
    await Promise.all([ann, ben].map((person) => person.stands("asked")));
    const [annOut, benBack] = [ann.hears("out"), ben.stands("waiting", ({ back }) => back !== null)];
    const seat = ann.hears("seat");
    for (const person of [ann, ben]) person.queue.answer(true);
    const session = await takeSeat(server.endpoint, (await seat).seat);
    await session.leave();
    assert.deepEqual(await annOut, { reason: "absent" });
    assert.equal((await benBack).back, "absent");
  });

  it("[Q5] comes back to the check after the lobby's connection broke, and lets who closes the page go", async () => {
    const [ann, ben] = await come("Ann", "Ben");
    for (const person of [ann, ben]) person.queue.join("duel");
    await Promise.all([ann, ben].map((person) => person.stands("asked")));
    const again = new LobbyPlayer(server.endpoint, "Ann", ann.identity);
    people.push(again);
    await again.open();
    const { said } = await again.stands("asked");
    assert.equal(said, null);
    ben.lobby.leave();
    assert.equal((await again.stands("waiting")).back, "left");
  });

  it("[P1] shares a party by its code, and [P3] keeps the place of who is away", async () => {
    const [ann, ben] = await come("Ann", "Ben");
    await partyOf(ann, ben);
    assert.equal(ben.party.state?.leader, ann.id);
    assert.deepEqual(
      ben.party.state?.members.map(({ name }) => name),
      ["Ann", "Ben"],
    );
    const refused = ben.hearsParty("refused");
    ben.party.join("NOSUCH");
    assert.deepEqual(await refused, { reason: "gone" });
    const away = ann.hearsParty("state", (state) => state?.members[1].away === true);
    await cut(ben.id);
    await away;
    await ann.hearsParty("state", (state) => state?.members[1].away === false);
    const out = ben.hearsParty("out");
    ann.party.putOut(ben.id);
    assert.deepEqual(await out, { reason: "putOut" });
    assert.equal(ben.party.state, null);
  });

  it("[P4] brings a party into one room, listed or private, and makes sure that it has a place for all", async () => {
    const [ann, ben] = await come("Ann", "Ben");
    await partyOf(ann, ben);
    // One in a room of two leaves no places for both.
    const room = { seats: 2, listed: true, bots: false };
    const stranger = drive(await enter(new Identity(server.endpoint), { kind: "create", room }));
    players.push(stranger);
    for (const want of [
      { kind: "quick", mode: "swarm" },
      { kind: "create", room: { bots: false } },
    ] as const) {
      const called = ben.hearsParty("called");
      const leader = drive(await enter(ann.identity, want));
      const { id, code } = await called;
      const follower = drive(
        await enter(ben.identity, code === null ? { kind: "room", id } : { kind: "code", code }),
      );
      await leader.until(({ state }) => [...state.roster.values()].filter(({ bot }) => !bot).length === 2);
      await Promise.all([leader.leave(), follower.leave()]);
    }
  });

  it("[P4] closes who says something of another shape with 4101", async () => {
    const [ann] = await come("Ann");
    for (const [type, said] of [
      ["queue:join", { mode: "chess" }],
      ["queue:ready", { match: "1", yes: 1 }],
      ["party:join", { code: 7 }],
    ] as const) {
      const away = new Promise<void>((resolve) => {
        const stop = ann.lobby.on("state", (state) => {
          if (state !== "away") return;
          stop();
          resolve();
        });
      });
      ann.lobby.send(type, said);
      await away;
      await ann.hears("standing");
    }
  });
});

/** Breaks the lobby's connection of a player. */
async function cut(playerId: string): Promise<void> {
  const [{ roomId }] = await matchMaker.query({ name: "lobby" });
  for (const { ref, auth } of matchMaker.getLocalRoomById(roomId).clients)
    if ((auth as { id: string }).id === playerId) (ref as unknown as { terminate(): void }).terminate();
}
