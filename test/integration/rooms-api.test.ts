// What operators do to rooms over HTTP, seen from both sides: by them, and by who is in the rooms.
import assert from "node:assert/strict";
import type { CallError } from "../../client/net/calls.ts";
import { Identity } from "../../client/net/identity.ts";
import { askSeat, joinGame } from "../../client/net/join.ts";
import type { RoomLook, RoomRow } from "../../server/rooms/room-shapes.ts";
import { CloseCode } from "../../shared/protocol/close-codes.ts";
import type { SeatAnswer, SeatWant } from "../../shared/protocol/seats.ts";
import { OPERATOR_TOKEN, operatorOf } from "../helpers/operator.ts";
import { drive, type Player } from "../helpers/player.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

describe("rooms that operators spin up", () => {
  let server: TestServer;
  const players: Player[] = [];

  before(async () => {
    server = await startServer({ OPERATOR_TOKEN, ARENA_BOTS_FILL_TO: "0", LIMIT_ROOMS: "8" });
  });
  afterEach(async () => {
    await Promise.all(players.splice(0).map((player) => player.leave()));
    // One may be on its way out already.
    for (const { roomId } of server.rooms()) await call("DELETE", `/api/rooms/${roomId}`).catch(() => {});
  });
  after(() => server.close());

  const call = <T>(...asked: Parameters<ReturnType<typeof operatorOf>>): Promise<T> =>
    operatorOf(server.endpoint)<T>(...asked);
  const order = async (wish: object = {}): Promise<RoomRow> =>
    (await call<{ room: RoomRow }>("POST", "/api/rooms", wish)).room;
  const lookAt = (id: string): Promise<RoomLook> => call("GET", `/api/rooms/${id}`);
  const refusal = (asked: Promise<unknown>): Promise<[number, string, string | undefined]> =>
    asked.then(
      () => assert.fail("it was done"),
      ({ status, code, field }: CallError) => [status, code, field],
    );
  const newcomer = (): Identity => new Identity(server.endpoint);
  async function join(want: SeatWant, identity = newcomer()): Promise<Player> {
    const player = drive(await joinGame({ endpoint: server.endpoint, identity, name: "Ann", hue: 0 }, want));
    players.push(player);
    return player;
  }
  const ask = (want: SeatWant, identity = newcomer()): Promise<SeatAnswer> =>
    askSeat({ endpoint: server.endpoint, identity, name: "Ann", hue: 0 }, want);
  async function idOf(identity: Identity): Promise<string> {
    await identity.access();
    return identity.player?.id ?? "";
  }

  it("are made as ordered, under an id of the server's, and lead in by id when listed, by code when not", async () => {
    const wish = { mode: "duel", seed: 7, size: "small", bots: false, title: "Final", seats: 2 };
    const open = await order({ ...wish, listed: true });
    const { id, mode, size, bots, title, seats, listed, state, people } = open;
    const asked = { mode: "duel", size: "small", bots: false, title: "Final", seats: 2, listed: true };
    assert.deepEqual({ mode, size, bots, title, seats, listed }, asked);
    assert.deepEqual([state, people, open.code], ["waiting", 0, ""]);
    assert.equal((await ask({ kind: "room", id })).room?.id, id);
    const hidden = await order(wish);
    assert.match(hidden.code, /^[2-9A-HJKMNP-Z]{6}$/);
    assert.deepEqual((await refusal(ask({ kind: "room", id: hidden.id }))).slice(0, 2), [404, "gone"]);
    assert.equal((await ask({ kind: "code", code: hidden.code })).room?.id, hidden.id);
  });

  it("refuse a bad option with 400 and its name", async () => {
    const bad: [object, string][] = [
      [{ mode: "chess" }, "mode"],
      [{ seed: -1 }, "seed"],
      [{ seed: 1.5 }, "seed"],
      [{ size: "huge" }, "size"],
      [{ bots: "yes" }, "bots"],
      [{ seats: 0 }, "seats"],
      [{ seats: 101 }, "seats"],
      [{ title: "x".repeat(33) }, "title"],
      [{ waitSeconds: 0 }, "waitSeconds"],
      [{ id: "mine" }, "id"],
    ];
    for (const [wish, field] of bad)
      assert.deepEqual(await refusal(order(wish)), [400, "badRequest", field], JSON.stringify(wish));
    assert.equal(server.rooms().length, 0);
  });

  it("are listed page by page, and by mode, state and whether they are listed", async () => {
    for (let i = 0; i < 3; i++) await order({ listed: true });
    const duel = await order({ mode: "duel", seats: 1 });
    const locked = await order({ listed: true });
    await call("PATCH", `/api/rooms/${locked.id}`, { locked: true });
    await join({ kind: "code", code: duel.code });
    type Page = { rooms: RoomRow[]; total: number; next: string | null };
    const page = (query: string): Promise<Page> => call("GET", `/api/rooms?${query}`);
    const ids = async (query: string): Promise<string[]> => (await page(query)).rooms.map(({ id }) => id);
    assert.deepEqual(await ids("mode=duel"), [duel.id]);
    assert.deepEqual(await ids("state=full"), [duel.id]);
    assert.deepEqual(await ids("state=locked&listed=true"), [locked.id]);
    assert.equal((await page("state=waiting")).total, 3);
    assert.deepEqual(await ids("listed=false"), [duel.id]);
    const seen: string[] = [];
    let { rooms, next, total } = await page("limit=2");
    for (;;) {
      seen.push(...rooms.map(({ id }) => id));
      if (next === null) break;
      ({ rooms, next } = await page(`limit=2&after=${next}`));
    }
    assert.deepEqual([seen.length, new Set(seen).size, total], [5, 5, 5]);
    assert.deepEqual(await refusal(page("limit=500")), [400, "badRequest", "limit"]);
  });

  it("tell who is in, for how long there have been some, and how the game does", async () => {
    const { id, code } = await order({ seed: 99, size: "small" });
    assert.equal((await lookAt(id)).game, null);
    const identity = newcomer();
    const player = await join({ kind: "code", code }, identity);
    await player.until((s) => s.state.tick > 20);
    const { room, players: people, game, kept, ageSeconds } = await lookAt(id);
    assert.deepEqual([room.people, room.state, kept], [1, "open", []]);
    assert.deepEqual(
      people.map(({ id: who, name }) => ({ who, name })),
      [{ who: await idOf(identity), name: "Ann" }],
    );
    assert.deepEqual([game?.seed, game?.size, game?.playing], [99, "small", true]);
    assert.ok((game?.tick ?? 0) > 20 && (game?.tickMs.p99 ?? 0) > 0 && ageSeconds >= 0);
  });

  it("[O1] lock: nobody comes in until they are unlocked", async () => {
    const { id } = await order({ listed: true });
    for (const locked of [true, true]) await call("PATCH", `/api/rooms/${id}`, { locked });
    assert.deepEqual((await refusal(ask({ kind: "room", id }))).slice(0, 2), [423, "locked"]);
    await call("PATCH", `/api/rooms/${id}`, { locked: false });
    assert.equal((await ask({ kind: "room", id })).room?.id, id);
  });

  it("[O2] close with 4105 for everybody in them, and are gone for who closes them again", async () => {
    const { id, code } = await order();
    const player = await join({ kind: "code", code });
    await call("DELETE", `/api/rooms/${id}`);
    await player.until((s) => s.link.kind === "left");
    assert.deepEqual(player.session.link, { kind: "left", code: CloseCode.closed });
    assert.deepEqual(await refusal(call("DELETE", `/api/rooms/${id}`)), [404, "gone", undefined]);
    assert.deepEqual(await refusal(lookAt(id)), [404, "gone", undefined]);
    assert.deepEqual((await refusal(ask({ kind: "code", code }))).slice(0, 2), [404, "gone"]);
  });

  it("[O5] hear what operators have to say, in one room or in every one", async () => {
    const first = await order({ seats: 1 });
    const second = await order({ seats: 1 });
    const chats = await Promise.all(
      [first, second].map(async ({ code }) => (await join({ kind: "code", code })).session.chat),
    );
    for (const chat of chats) chat.start();
    const heard = (): string[][] =>
      chats.map(({ lines }) => lines.flatMap((line) => (line.kind === "system" ? [line.text] : [])));
    await call("POST", `/api/rooms/${first.id}/announcements`, { text: "The final begins" });
    const { rooms } = await call<{ rooms: number }>("POST", "/api/announcements", {
      text: "再见 <b>all</b>",
    });
    assert.equal(rooms, 2);
    const last = "再见 <b>all</b>";
    await players[0].until(() => heard().every((texts) => texts.includes(last)));
    assert.deepEqual(heard(), [["The final begins", last], [last]]);
    for (const text of ["", " \u200b", "x".repeat(301), 7])
      assert.deepEqual(await refusal(call("POST", "/api/announcements", { text })), [
        400,
        "badRequest",
        "text",
      ]);
  });

  it("[O3] keep a place for a player: full for others, not listed, locked, it is there", async () => {
    const { id } = await order({ seats: 2 });
    const awaited = newcomer();
    const { kept } = await call<RoomLook>("POST", `/api/rooms/${id}/places`, {
      players: [await idOf(awaited)],
    });
    assert.deepEqual(kept, [{ player: await idOf(awaited), seconds: 600 }]);
    const row = (await lookAt(id)).room;
    assert.deepEqual([row.seats, row.state], [1, "waiting"]);
    await join({ kind: "code", code: row.code });
    assert.deepEqual((await refusal(ask({ kind: "code", code: row.code }))).slice(0, 2), [409, "full"]);
    await call("PATCH", `/api/rooms/${id}`, { locked: true });
    assert.deepEqual((await refusal(ask({ kind: "room", id }))).slice(0, 2), [404, "gone"]);
    const player = await join({ kind: "room", id }, awaited);
    assert.equal(player.session.live.room.roomId, id);
    assert.equal((await lookAt(id)).players.length, 2);
    // Whose place it was has come: there is none any more to be kept.
    const more = call("POST", `/api/rooms/${id}/places`, { players: [await idOf(newcomer())] });
    assert.deepEqual(await refusal(more), [409, "full", undefined]);
  });

  it("[O3] keep a place no longer than asked, and are not closed before for want of people", async () => {
    const players = [await idOf(newcomer())];
    // Far longer than from one call to the next, however the machine stalls; the place longer than the patience.
    const { id, code } = await order({ seats: 1, waitSeconds: 4 });
    const room = server.room(id);
    await call("POST", `/api/rooms/${id}/places`, { players, seconds: 7 });
    const over = new Promise<void>((resolve) => {
      const { setMatchmaking } = room;
      room.setMatchmaking = (updates) => {
        if (updates.maxClients === 1) resolve();
        return setMatchmaking.call(room, updates);
      };
    });
    assert.deepEqual((await refusal(ask({ kind: "code", code }))).slice(0, 2), [409, "full"]);
    const given = room.door.kept(Date.now())[0].seconds;
    assert.ok(given > 0 && given <= 7);
    await over;
    assert.equal((await ask({ kind: "code", code })).room?.id, id);
  });

  it("[O4] open ahead of need are nobody's to see, and quick play leads into them before it opens another", async () => {
    const { rooms } = await call<{ rooms: RoomRow[] }>("POST", "/api/rooms/spare", {
      mode: "swarm",
      count: 3,
    });
    assert.equal(rooms.length, 3);
    const ids = rooms.map(({ id }) => id);
    const player = await join({ kind: "quick", mode: "swarm" });
    assert.ok(ids.includes(player.session.live.room.roomId));
    assert.equal(server.rooms().length, 3);
    assert.ok(server.rooms().filter((room) => room.begun).length === 1);
  });

  it("[O4] are as many as there is place for; with none left it is 503 busy, and says when to come back", async () => {
    const opened = await call<{ rooms: RoomRow[] }>("POST", "/api/rooms/spare", { mode: "duel", count: 20 });
    assert.equal(opened.rooms.length, 8);
    for (const [path, body] of [
      ["/api/rooms", {}],
      ["/api/rooms/spare", { mode: "duel", count: 1 }],
    ] as const) {
      assert.deepEqual(await refusal(call("POST", path, body)), [503, "busy", undefined]);
    }
    const headers = { authorization: `Bearer ${OPERATOR_TOKEN}`, "content-type": "application/json" };
    const answer = await fetch(`${server.endpoint}/api/rooms`, { method: "POST", headers, body: "{}" });
    assert.ok(Number(answer.headers.get("retry-after")) > 0);
  });

  it("obey operators alone", async () => {
    const { id } = await order();
    const token = await newcomer().access();
    for (const authorization of ["", "Bearer", `Bearer ${token}`, `Bearer ${OPERATOR_TOKEN}x`]) {
      const answer = await fetch(`${server.endpoint}/api/rooms/${id}`, {
        method: "DELETE",
        headers: { authorization },
      });
      assert.equal(answer.status, 401, authorization);
    }
    assert.equal((await lookAt(id)).room.id, id);
  });
});

describe("a server without an operators' token", () => {
  it("has no operators", async () => {
    const server = await startServer();
    const answer = await fetch(`${server.endpoint}/api/rooms`, {
      headers: { authorization: "Bearer undefined" },
    });
    assert.equal(answer.status, 401);
    await server.close();
  });
});
