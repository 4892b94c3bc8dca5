// Operators: who they are, what they do to players, and that each act is taken down.
import assert from "node:assert/strict";
import type { WebSocket } from "ws";
import type { GameSession } from "../../../client/net/game-session.ts";
import { Identity } from "../../../client/net/identity.ts";
import { joinGame } from "../../../client/net/join.ts";
import { CloseCode } from "../../../shared/protocol/close-codes.ts";
import { PROTOCOL_VERSION } from "../../../shared/protocol/version.ts";
import { ask } from "../../helpers/http.ts";
import { LobbyPlayer } from "../../helpers/lobby-player.ts";
import { OPERATOR_TOKEN, operatorOf } from "../../helpers/operator.ts";
import { drive, joinPlayer, type Player, SWARM } from "../../helpers/player.ts";
import { startServer, type TestServer } from "../../helpers/server.ts";

const OPERATORS = "ann:correct horse battery,bob:staple battery horse";

interface Audits {
  acts: { by: string; act: string; target: string; detail: string }[];
}

describe("operators", function () {
  // One is away for the 20 s for which a seat would wait.
  this.timeout(120_000);

  let server: TestServer;
  const players: Player[] = [];
  before(async () => {
    server = await startServer({ ARENA_BOTS_FILL_TO: "0", OPERATOR_TOKEN, OPERATORS });
  });
  afterEach(async () => {
    for (const player of players.splice(0)) {
      player.stop();
      await player.session.leave();
    }
  });
  after(() => server.close());

  const operate = <T>(...args: Parameters<ReturnType<typeof operatorOf>>): Promise<T> =>
    operatorOf(server.endpoint)<T>(...args);

  /** Somebody who plays; `identity` to be somebody again. */
  async function playing(name: string, identity = new Identity(server.endpoint), want = SWARM) {
    const player = drive(await joinGame({ endpoint: server.endpoint, identity, name, hue: 0 }, want));
    players.push(player);
    return { player, identity, id: identity.player?.id ?? "" };
  }

  const ended = async (player: Player): Promise<number> => {
    await player.until(({ link }) => link.kind === "left");
    const { link } = player.session as GameSession;
    return link.kind === "left" ? link.code : 0;
  };

  const acts = async (): Promise<string[]> => {
    const { acts: all } = await operate<Audits>("GET", "/api/audit?limit=100");
    return all.map(({ by, act, target, detail }) =>
      [by, act, target, detail].filter((said) => said !== "").join(" "),
    );
  };

  /** Signs in over HTTP as the page does; resolves to the answer and what a browser would send from then on. */
  async function signIn(
    name: string,
    secret: string,
  ): Promise<{ status: number; cookie: string; said: string }> {
    const response = await fetch(`${server.endpoint}/api/operators/session`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name, secret }),
    });
    const said = response.headers.get("set-cookie") ?? "";
    return { status: response.status, cookie: said.split(";")[0], said };
  }

  const get = async (path: string, headers: Record<string, string>): Promise<number> =>
    (await fetch(`${server.endpoint}${path}`, { headers })).status;

  it("sign in with a name and a secret, and are known by a cookie that scripts and other sites never get", async () => {
    const { status, cookie, said } = await signIn("ann", "correct horse battery");
    assert.equal(status, 201);
    for (const part of ["HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=36000"])
      assert.ok(said.includes(part), said);
    assert.equal(await get("/api/operators/session", { cookie }), 200);
    assert.equal(await get("/api/rooms", { cookie, "sec-fetch-site": "same-origin" }), 200);
    // What a browser would never send, but another one might.
    for (const site of ["cross-site", "same-site"])
      assert.equal(await get("/api/rooms", { cookie, "sec-fetch-site": site }), 401, site);
    assert.equal(await get("/api/rooms", { cookie, origin: "https://evil.example" }), 403);
    assert.equal(await get("/api/rooms", { cookie: `${cookie}x` }), 401);
    assert.ok((await acts()).includes("ann operator.signIn"));
  });

  it("are nobody without the right secret, whoever's it is", async () => {
    for (const [name, secret] of [
      ["ann", "staple battery horse"],
      ["eve", "correct horse battery"],
      ["operator", "correct horse battery"],
      ["__proto__", ""],
      ["ann", ""],
    ]) {
      const { status, cookie } = await signIn(name, secret);
      assert.deepEqual([status, cookie], [401, ""], `${name} ${secret}`);
    }
    assert.equal((await signIn("operator", OPERATOR_TOKEN)).status, 201);
    // A player's tokens open nothing, as a cookie either.
    const { body } = await ask<{ access: string }>(server.endpoint, "POST /api/session/guest", { body: {} });
    assert.equal(await get("/api/rooms", { cookie: `emberline_operator=${body.access}` }), 401);
  });

  it("are signed out when their secret is another, or they are not named any more", async () => {
    const { cookie } = await signIn("bob", "staple battery horse");
    const secret = { AUTH_SECRET: "a secret of thirty-two characters." };
    await server.close();
    server = await startServer({ OPERATORS, ...secret });
    const again = (await signIn("bob", "staple battery horse")).cookie;
    assert.equal(await get("/api/rooms", { cookie }), 401, "of other records");
    assert.equal(await get("/api/rooms", { cookie: again }), 200);
    for (const others of ["bob:another secret of his", "ann:correct horse battery"]) {
      await server.close();
      server = await startServer({ OPERATORS: others, ...secret });
      assert.equal(await get("/api/rooms", { cookie: again }), 401, others);
    }
    await server.close();
    server = await startServer({ ARENA_BOTS_FILL_TO: "0", OPERATOR_TOKEN, OPERATORS });
  });

  it("may not guess more often than ten times a minute", async () => {
    await server.close();
    server = await startServer({ ARENA_BOTS_FILL_TO: "0", OPERATOR_TOKEN, OPERATORS, TRUSTED_ADDRESSES: "" });
    const answers: number[] = [];
    for (let i = 0; i < 12; i++) answers.push((await signIn("ann", `guess ${i}`)).status);
    assert.deepEqual(answers, [...Array(10).fill(401), 429, 429]);
    await server.close();
    server = await startServer({ ARENA_BOTS_FILL_TO: "0", OPERATOR_TOKEN, OPERATORS });
  });

  it("[C7] put a player out, who may come back", async () => {
    const { player, id, identity } = await playing("Rude");
    const left = ended(player);
    await operate("POST", "/api/kicks", { player: id });
    assert.equal(await left, CloseCode.kicked);
    await playing("Rude", identity);
    assert.ok((await acts()).includes(`operator player.kick ${id}`));
  });

  it("[C7] ban a player for a time: out of game and lobby, and in nowhere", async () => {
    const { player, id, identity } = await playing("Rude");
    const lobby = await new LobbyPlayer(server.endpoint, "Rude", identity).open();
    const left = ended(player);
    await operate("POST", "/api/bans", { player: id, minutes: 60, reason: "said things" });
    assert.equal(await left, CloseCode.banned);
    const token = await identity.access();
    for (const want of [SWARM, { kind: "lobby" }]) {
      const { status, body } = await ask<{ untilMs: number }>(server.endpoint, "POST /api/seats", {
        token,
        body: { version: PROTOCOL_VERSION, want },
      });
      assert.deepEqual([status, body.error], [403, "banned"]);
      assert.ok(Math.abs(body.untilMs - Date.now() - 3_600_000) < 60_000);
    }
    lobby.lobby.leave();
    const { bans } = await operate<{ bans: object[] }>("GET", "/api/bans");
    assert.equal(bans.length, 1);
    await operate("DELETE", `/api/bans/${id}`);
    await playing("Rude", identity);
    assert.deepEqual((await acts()).slice(0, 2), [
      `operator player.unban ${id}`,
      `operator player.ban ${id} 60 min, said things`,
    ]);
  });

  it("[C7] ban who is away for a moment: the seat does not wait", async () => {
    const { player, id } = await playing("Rude");
    const { roomId, sessionId } = player.session.live.room;
    // One of before may still be on its way out.
    const client = server.room(roomId).clients.getById(sessionId) as unknown as { ref: WebSocket };
    const away = player.until(({ link }) => link.kind !== "playing");
    client.ref.terminate();
    await away;
    await operate("POST", "/api/bans", { player: id, minutes: 1 });
    // Told so, or that there is no way back: never playing again.
    assert.ok([CloseCode.banned, 1006].includes(await ended(player)));
    await operate("DELETE", `/api/bans/${id}`);
  });

  it("ban guests of an address with a player, and keep of the address what tells nobody where it is", async () => {
    const { player, id } = await playing("Rude");
    const room = player.session.live.room.roomId;
    const left = ended(player);
    await operate("POST", "/api/bans", { player: id, minutes: 60, room });
    assert.equal(await left, CloseCode.banned);
    const other = await ask(server.endpoint, "POST /api/session/guest", { body: {} });
    assert.deepEqual([other.status, other.body.error], [403, "banned"]);
    const [ban] = await server.records.bans(Date.now(), 10);
    assert.match(ban.address, /^[\w-]{22}$/);
    await operate("DELETE", `/api/bans/${id}`);
    assert.equal((await ask(server.endpoint, "POST /api/session/guest", { body: {} })).status, 201);
  });

  it("look into rooms that are full, locked and in no list, and take nobody's place", async () => {
    const { room } = await operate<{ room: { id: string } }>("POST", "/api/rooms", {
      mode: "duel",
      seats: 1,
      bots: false,
    });
    const { id: owner } = await ask<{ player: { id: string } }>(server.endpoint, "POST /api/session/guest", {
      body: {},
    }).then(({ body }) => body.player);
    assert.ok(owner);
    await operate("PATCH", `/api/rooms/${room.id}`, { locked: true });
    const identity = new Identity(server.endpoint);
    await identity.access();
    const me = identity.player?.id ?? "";
    await operate("POST", `/api/rooms/${room.id}/lookers`, { player: me });
    const { player } = await playing("Ann", identity, { kind: "room", id: room.id });
    assert.ok(player.session.resting);
    const { players: inside } = await operate<{ players: { id: string; resting: boolean }[] }>(
      "GET",
      `/api/rooms/${room.id}`,
    );
    assert.deepEqual(
      inside.map(({ id, resting }) => [id, resting]),
      [[me, true]],
    );
    assert.ok((await acts()).includes(`operator room.lookIn ${room.id} ${me}`));
  });

  it("see reports with their lines, and say what they did about them", async () => {
    const report = "3b241101-e2bb-4255-8caf-4136c566a962";
    const who = { byId: "u_11111111111111111111", aboutId: "u_22222222222222222222", aboutName: "Rude" };
    await server.records.addReport({
      ...{ id: report, atMs: 5, ...who, roomId: "lobby", reason: "chat:lobby", words: "first\nsecond" },
    });
    await operate("PATCH", `/api/reports/${report}`, { done: "warned" });
    const { reports } = await operate<{
      reports: { id: string; words: string; done: string; doneBy: string }[];
    }>("GET", "/api/reports");
    const [{ words, done, doneBy }] = reports.filter(({ id }) => id === report);
    assert.deepEqual([words, done, doneBy], ["first\nsecond", "warned", "operator"]);
    assert.ok((await acts()).includes(`operator report.settle ${report} warned`));
  });

  it("do nothing that is not taken down: every route that changes something says as what", async () => {
    const { body } = await ask<{
      paths: Record<string, Record<string, { security: object[]; "x-audit"?: string }>>;
    }>(server.endpoint, "GET /api/openapi.json");
    for (const [path, methods] of Object.entries(body.paths))
      for (const [method, { security, "x-audit": audited }] of Object.entries(methods)) {
        const isOperators = security.some((one) => "operator" in one);
        if (isOperators && method !== "get") assert.match(audited ?? "", /^[\w.]+$/, `${method} ${path}`);
      }
  });

  it("have not done what was refused", async () => {
    const before = (await acts()).length;
    await assert.rejects(operate("DELETE", "/api/rooms/noRoom123"));
    assert.equal((await acts()).length, before);
  });

  it("do not disturb who plays on", async () => {
    const witness = await joinPlayer(server.endpoint, "Witness");
    players.push(witness);
    const { tick } = witness.session.state;
    await witness.until(({ state }) => state.tick > tick + 5);
    assert.equal(witness.session.link.kind, "playing");
  });
});
