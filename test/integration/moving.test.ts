// A room whose people are moved into another: nobody loses the seat, the score or the embers, and the round goes on.
import assert from "node:assert/strict";
import type { GameSession } from "../../client/net/game-session.ts";
import type { LinkState } from "../../client/net/game-view.ts";
import { Identity } from "../../client/net/identity.ts";
import { joinGame } from "../../client/net/join.ts";
import { ArenaRoom } from "../../server/rooms/arena-room.ts";
import { RoomActs } from "../../server/rooms/room-acts.ts";
import { compare } from "../../shared/sim/replay.ts";
import { Phase } from "../../shared/sim/world.ts";
import { SEAT } from "../../shared/tunables.ts";
import { drive, IDLE, joinPlayer, type Player } from "../helpers/player.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

/** Cuts a player's connection without a word, as a lost network does. */
function cut(room: ArenaRoom, { live }: GameSession): void {
  const client = room.clients.getById(live.room.sessionId) as unknown as { ref: { terminate(): void } };
  client.ref.terminate();
}

const linksOf = (session: GameSession): LinkState[] => {
  const links: LinkState[] = [];
  session.on("link", ({ link }) => links.push(link));
  return links;
};

describe("a room that is moved", () => {
  let server: TestServer;
  let players: Player[];
  const roomOf = ({ session }: Player): ArenaRoom => server.room(session.live.room.roomId);
  const join = async (...args: Parameters<typeof joinPlayer>): Promise<Player> => {
    const player = await joinPlayer(...args);
    players.push(player);
    return player;
  };
  const inAnother = (than: ArenaRoom) => (s: GameSession) =>
    s.link.kind === "playing" && s.live.room.roomId !== than.roomId;

  before(async () => {
    server = await startServer({ ARENA_BOTS_FILL_TO: "6" });
  });
  after(() => server.close());
  beforeEach(() => {
    players = [];
  });
  afterEach(() => Promise.all(players.map((player) => player.leave())));

  it("[X2] goes on elsewhere with everybody's score, embers and place, on the same map, and replays bit for bit", async () => {
    const ann = await join(server.endpoint, "Ann");
    const ben = await join(server.endpoint, "Ben");
    const old = roomOf(ann);
    const { game } = old;
    for (const [i, { session }] of [ann, ben].entries()) {
      Object.assign(game.skimmer(session.slot), { embers: 20 + i });
      Object.assign(game.world.scores[session.slot] as object, { banked: 100 + i, kills: 2, deaths: 1 });
    }
    const { arena, phaseEndsTick } = game.world;
    const links = linksOf(ann.session);
    const first = ann.session.live;
    assert.equal(await old.act("move"), true);
    await Promise.all([ann, ben].map((player) => player.until(inAnother(old))));
    const next = roomOf(ann);
    assert.equal(roomOf(ben), next);
    assert.deepEqual(links, [{ kind: "moving" }, { kind: "playing", after: "moved" }]);
    assert.notEqual(ann.session.live, first);
    assert.equal(next.game.world.arena.seed, arena.seed);
    assert.equal(next.game.world.phaseEndsTick, phaseEndsTick);
    for (const [i, { session }] of [ann, ben].entries()) {
      const score = next.game.world.scores[session.slot];
      assert.deepEqual([score?.banked, score?.kills, score?.deaths], [100 + i, 2, 1]);
      assert.ok((session.own?.embers ?? 0) >= 20 + i, "embers are shown");
    }
    const { compared, differ } = compare(next.game.runningResult().log);
    assert.ok(compared > 0);
    assert.equal(differ, 0);
    await ann.until(() => server.rooms().length === 1);
    assert.deepEqual(
      server.rooms().map(({ roomId }) => roomId),
      [next.roomId],
      "the old one is gone",
    );
  });

  it("[X3] leads who is away to the new room by the old token, with what was left there", async () => {
    const ann = await join(server.endpoint, "Ann");
    const ben = await join(server.endpoint, "Ben");
    const old = roomOf(ann);
    Object.assign(old.game.skimmer(ben.session.slot), { embers: 31 });
    const links = linksOf(ben.session);
    cut(old, ben.session);
    // In the same breath: Ben is away when everybody goes.
    const moved = old.act("move");
    await ben.until(inAnother(old));
    assert.equal(await moved, true);
    const next = roomOf(ben);
    assert.ok((ben.session.own?.embers ?? 0) >= 31);
    assert.deepEqual(
      links.map((link) => [link.kind, "after" in link ? link.after : undefined]),
      [
        ["dropped", undefined],
        ["playing", "moved"],
      ],
    );
    await ann.until(inAnother(old));
    assert.equal(roomOf(ann), next);
  });

  it("[X2] keeps its invite, its title and its maker", async () => {
    const want = { kind: "create", room: { title: "Den", listed: false, bots: false } } as const;
    const ann = await join(server.endpoint, "Ann", undefined, want);
    const old = roomOf(ann);
    const { code } = ann.session;
    assert.equal(code.length, 6);
    await old.act("move");
    await ann.until(inAnother(old));
    assert.equal(ann.session.code, code);
    ann.act = (seconds) => ({ ...IDLE, moveX: Math.cos(seconds), moveY: Math.sin(seconds) });
    // Predicted anew. A busy machine's inputs come late now and then, and wells and gates go by the tick; one that is
    // lost is always wrong.
    await ann.until(({ stats }) => stats !== null && stats.compared > 30 && stats.wrong < stats.compared / 2);
    const ben = await join(server.endpoint, "Ben", undefined, { kind: "code", code });
    assert.equal(roomOf(ben), roomOf(ann));
    const { title, owner } = roomOf(ann).metadata as { title: string; owner: string };
    assert.deepEqual([title, owner], ["Den", (old.metadata as { owner: string }).owner]);
  });

  it("[X2] goes on with a match: teams, bouts won, and the bout that was broken off from its start", async () => {
    const duel = { kind: "quick", mode: "duel" } as const;
    const ann = await join(server.endpoint, "Ann", undefined, duel);
    const ben = await join(server.endpoint, "Ben", undefined, duel);
    const old = roomOf(ann);
    const { world } = old.game;
    await ann.until(() => world.phase === Phase.playing && roomOf(ben) === old);
    world.match.wins[1] = 2;
    world.match.bout = 3;
    const teams = [ann, ben].map(({ session }) => world.teams[session.slot]);
    await old.act("move");
    await Promise.all([ann, ben].map((player) => player.until(inAnother(old))));
    const { world: next } = roomOf(ann).game;
    await ann.until(() => next.phase !== Phase.warmup);
    assert.deepEqual([next.match.wins, next.match.bout], [[0, 2], 3]);
    assert.deepEqual(
      [ann, ben].map(({ session }) => next.teams[session.slot]),
      teams,
    );
  });

  it("[X2] goes on with an operator who looks in, though every place is taken", async () => {
    const duel = { kind: "quick", mode: "duel" } as const;
    const ann = await join(server.endpoint, "Ann", undefined, duel);
    const ben = await join(server.endpoint, "Ben", undefined, duel);
    const old = roomOf(ann);
    assert.equal(roomOf(ben), old);
    const identity = new Identity(server.endpoint);
    await identity.access();
    old.act("lookIn", identity.player?.id ?? "", 20);
    const want = { kind: "room", id: old.roomId } as const;
    const eve = drive(await joinGame({ endpoint: server.endpoint, identity, name: "Eve", hue: 0 }, want));
    players.push(eve);
    await ann.until(() => old.game.world.phase === Phase.playing);
    assert.equal(await old.act("move"), true);
    await Promise.all(players.map((player) => player.until(inAnother(old))));
    assert.equal(roomOf(ann), roomOf(eve));
    assert.ok(eve.session.resting, "and still looks on");
  });

  describe("that nobody takes", function () {
    this.timeout(60_000);
    const { expect } = RoomActs.prototype;
    let parts: typeof ArenaRoom.parts;
    beforeEach(() => {
      ({ parts } = ArenaRoom);
    });
    afterEach(() => {
      ArenaRoom.parts = parts;
      RoomActs.prototype.expect = expect;
    });

    const noHeadroom = (): void => {
      ArenaRoom.parts = { ...parts, headroom: { take: () => false } };
    };
    const lateAnswer = (): void => {
      RoomActs.prototype.expect = async function (carrying) {
        await expect.call(this, carrying);
        throw new Error("timed out");
      };
    };

    for (const [why, arrange] of [
      ["since no game can begin there", noHeadroom],
      ["since the answer comes too late", lateAnswer],
    ] as const)
      it(`[X2] ${why} goes on with its invite, and leaves no room behind`, async () => {
        const want = { kind: "create", room: { title: "Den", listed: false, bots: false } } as const;
        const ann = await join(server.endpoint, "Ann", undefined, want);
        const old = roomOf(ann);
        const { code } = ann.session;
        const before = new Set(server.rooms());
        arrange();
        const fromMs = performance.now();
        assert.equal(await old.act("move"), false);
        const byCode = { kind: "code", code } as const;
        assert.equal(roomOf(await join(server.endpoint, "Ben", undefined, byCode)).roomId, old.roomId);
        await ann.until(() => server.rooms().every((room) => before.has(room)));
        // One that is left behind is there for as long as its people are waited for.
        const passedMs = performance.now() - fromMs;
        assert.ok(passedMs < SEAT.returnSeconds * 1000, `gone after ${passedMs} ms`);
        assert.equal(roomOf(await join(server.endpoint, "Cleo", undefined, byCode)).roomId, old.roomId);
        const { tick } = old.game.world;
        await ann.until(({ state }) => state.tick > tick);
      });
  });
});
