// What is kept, as anybody may read it over HTTP: profiles, histories, matches, boards, and nothing private.
import assert from "node:assert/strict";
import type { Records } from "../../server/persistence/records.ts";
import { type Answer, ask, guestOf, type LetIn, type Somebody } from "../helpers/http.ts";
import { startServer, type TestServer } from "../helpers/server.ts";
import { byOne, bytes, duel, match, person } from "./persistence/made-matches.ts";

const UNKNOWN = "3b241101-e2bb-4255-8caf-4136c566a962";

interface Told {
  player: { id: string; name: string; hue: number; guest: boolean; sinceMs: number | null };
  email: string | null;
  chosen: string;
  ratings: { mode: string; points: number; matches: number }[];
  totals: { mode: string; matches: number; wins: number }[];
  matches: { id: string; mine: { pointsAfter: number | null } }[];
  next: number | null;
  players: { playerId: string; name: string }[];
  hasLog: boolean;
  season: string;
  rows: { playerId: string; rank: number; value: number }[];
  own: { playerId: string; rank: number } | null;
}

describe("what is kept, over HTTP", () => {
  let server: TestServer;
  let records: Records;
  let ann: Somebody;
  let bob: Somebody;

  beforeEach(async () => {
    server = await startServer();
    ({ records } = server);
    [ann, bob] = [await guestOf(server.endpoint), await guestOf(server.endpoint)];
  });
  afterEach(() => server.close());

  const get = (path: string, who?: Somebody): Promise<Answer<Told>> =>
    ask<Told>(server.endpoint, `GET ${path}`, { token: who?.access });
  const patch = (body: object | string, who?: Somebody): Promise<Answer<Told>> =>
    ask<Told>(server.endpoint, "PATCH /api/me", { body, token: who?.access });
  const told = ({ status, body }: Answer): unknown[] => [status, body.error];

  it("tells who is new that nothing is known yet, and others that nobody is", async () => {
    const { body } = await get("/api/me", ann);
    assert.match(body.player.name, /^Ember \d{3}$/);
    assert.deepEqual([body.player.id, body.player.guest, body.player.sinceMs], [ann.id, true, null]);
    assert.deepEqual([body.email, body.chosen, body.totals], [null, "", []]);
    const unrated = { points: 0, matches: 0 };
    assert.deepEqual(
      body.ratings,
      ["duel", "rush"].map((mode) => ({ mode, ...unrated })),
    );
    assert.deepEqual(told(await get(`/api/players/${ann.id}`)), [404, "noPlayer"]);
  });

  it("keeps a name and a colour, without words that nobody has to read", async () => {
    const first = await patch({ name: "  Ann  of\u200b Ash ", hue: 3 }, ann);
    assert.deepEqual([first.status, first.body.chosen, first.body.player.hue], [200, "Ann of Ash", 3]);
    await patch({ hue: 5 }, ann);
    const { player } = (await get(`/api/players/${ann.id}`)).body;
    assert.deepEqual([player.name, player.hue], ["Ann of Ash", 5]);
    assert.equal((await patch({ name: "fuck" }, ann)).body.player.name.includes("fuck"), false);
    assert.match((await patch({ name: "" }, ann)).body.player.name, /^Ember /);
  });

  it("tells a player's history page by page, with what was at stake, and never the room", async () => {
    for (const endedAtMs of [1000, 3000, 2000]) {
      await records.saveMatch(duel(ann.id, bob.id, { endedAtMs, roomId: "secretRoom" }), byOne);
    }
    const first = await get(`/api/players/${bob.id}/matches?limit=2`);
    assert.deepEqual([first.body.matches.length, first.body.next], [2, 2000]);
    assert.equal(typeof first.body.matches[0].mine.pointsAfter, "number");
    const rest = await get(`/api/players/${bob.id}/matches?limit=2&before=${first.body.next}`);
    assert.deepEqual([rest.body.matches.length, rest.body.next], [1, null]);
    const one = await get(`/api/matches/${rest.body.matches[0].id}`);
    assert.deepEqual(
      one.body.players.map(({ playerId }) => playerId),
      [ann.id, bob.id],
    );
    assert.equal(JSON.stringify([first.body, one.body]).includes("secretRoom"), false);
    const [duels] = (await get("/api/me", ann)).body.totals;
    assert.deepEqual([duels.mode, duels.matches, duels.wins], ["duel", 3, 3]);
  });

  it("[A6] gives the very log that a match left, for as long as there is one", async () => {
    const logged = match([person(0, ann.id)], { log: bytes(9000) });
    const bare = match([person(0, ann.id)]);
    await records.saveMatch(logged, null);
    await records.saveMatch(bare, null);
    const response = await fetch(`${server.endpoint}/api/matches/${logged.id}/log`);
    assert.equal(response.headers.get("content-disposition"), `attachment; filename="${logged.id}.emberlog"`);
    assert.deepEqual(Buffer.from(await response.arrayBuffer()), Buffer.from(bytes(9000)));
    assert.deepEqual(told(await get(`/api/matches/${bare.id}/log`)), [404, "noLog"]);
    assert.deepEqual(told(await get(`/api/matches/${UNKNOWN}/log`)), [404, "noMatch"]);
    assert.deepEqual(told(await get(`/api/matches/${UNKNOWN}`)), [404, "noMatch"]);
  });

  it("shows boards to all, and who asks with a token their own line", async () => {
    const nowMs = Date.now();
    await records.saveMatch(duel(ann.id, bob.id, { endedAtMs: nowMs }), byOne);
    const open = (await get("/api/boards/duel/all?limit=1")).body;
    assert.deepEqual([open.rows.map(({ playerId }) => playerId), open.own], [[ann.id], null]);
    assert.match(open.season, /^\d{4}-Q[1-4]$/);
    const own = (await get("/api/boards/duel/season?limit=1", bob)).body.own;
    assert.deepEqual([own?.playerId, own?.rank], [bob.id, 2]);
    assert.deepEqual((await get("/api/boards/swarm/day")).body.rows, []);
  });

  it("[A6] tells an email to whose it is, and to nobody else", async () => {
    const email = "private@example.org";
    const body = { email, password: "correct horse" };
    await ask<LetIn>(server.endpoint, "POST /api/account/register", { body, token: ann.access });
    const played = duel(ann.id, bob.id);
    await records.saveMatch(played, byOne);
    assert.equal((await get("/api/me", ann)).body.email, email);
    const paths = [
      `players/${ann.id}`,
      `players/${ann.id}/matches`,
      `matches/${played.id}`,
      "boards/duel/all",
    ];
    for (const path of paths) {
      const answer = await get(`/api/${path}`, bob);
      assert.equal(answer.status, 200);
      assert.doesNotMatch(JSON.stringify(answer.body), /private|passwordHash|epoch|example\.org/);
    }
    assert.equal((await get("/api/me", bob)).body.email, null);
  });

  it("refuses what it cannot read, and names it", async () => {
    const long = "a".repeat(2000);
    const bad: [path: string, status: number, field?: string][] = [
      ["/api/players/x", 400, "id"],
      ["/api/players/u_%00", 400, "id"],
      ["/api/players/u_%E0%A4%A", 400],
      [`/api/players/${long}`, 400, "id"],
      [`/api/players/${ann.id}/matches?limit=0`, 400, "limit"],
      [`/api/players/${ann.id}/matches?limit=101`, 400, "limit"],
      [`/api/players/${ann.id}/matches?limit=1&limit=2`, 400, "limit"],
      [`/api/players/${ann.id}/matches?before=yesterday`, 400, "before"],
      [`/api/players/${ann.id}/matches?before=-1`, 400, "before"],
      [`/api/players/${ann.id}/matches?since=1`, 400, "since"],
      ["/api/matches/1", 400, "id"],
      ["/api/matches/1/log", 400, "id"],
      ["/api/boards/chess/all", 400, "mode"],
      ["/api/boards/__proto__/all", 400, "mode"],
      ["/api/boards/duel/week", 400, "span"],
      ["/api/boards/duel/all?limit=1e9", 400, "limit"],
      ["/api/boards/duel", 404],
    ];
    for (const [path, status, field] of bad) {
      const answer = await get(path, ann);
      assert.deepEqual([answer.status, answer.body.field], [status, field], path);
    }
  });

  it("refuses names and colours that are none, and whoever is nobody", async () => {
    const bad: [body: object | string, status: number, field?: string][] = [
      [{ name: 5 }, 400, "name"],
      [{ name: "a".repeat(21) }, 400, "name"],
      [{ name: "a".repeat(17_000) }, 413],
      [{ hue: 8.5 }, 400, "hue"],
      [{ hue: 99 }, 400, "hue"],
      [{ hue: "1" }, 400, "hue"],
      [{ id: bob.id, name: "Mallory" }, 400, "id"],
      ["[]", 400, ""],
      ["{", 400],
    ];
    for (const [body, status, field] of bad) {
      const answer = await patch(body, ann);
      assert.deepEqual(
        [answer.status, answer.body.field],
        [status, field],
        JSON.stringify(body).slice(0, 60),
      );
    }
    assert.equal((await patch({ name: "Ann" })).status, 401);
    assert.equal((await get("/api/me")).status, 401);
    // A token of another kind is none.
    assert.equal((await get("/api/me", { ...ann, access: ann.refresh })).status, 401);
    assert.deepEqual(told(await get(`/api/players/${bob.id}`)), [404, "noPlayer"]);
  });

  it("says that the records are away with 503, and goes on letting people in", async () => {
    await records.close();
    const paths = [
      "me",
      `players/${ann.id}`,
      `players/${ann.id}/matches`,
      `matches/${UNKNOWN}`,
      "boards/duel/all",
    ];
    for (const path of paths)
      assert.deepEqual(told(await get(`/api/${path}`, ann)), [503, "recordsAway"], path);
    assert.deepEqual(told(await patch({ name: "Ann" }, ann)), [503, "recordsAway"]);
    const account = { email: "a@example.org", password: "correct horse" };
    const post = (path: string, body: object): Promise<Answer<LetIn>> =>
      ask<LetIn>(server.endpoint, `POST /api/${path}`, { body, token: ann.access });
    assert.deepEqual(told(await post("account/register", account)), [503, "recordsAway"]);
    assert.deepEqual(told(await post("account/login", account)), [503, "recordsAway"]);
    const { status, body } = await post("session/refresh", { refresh: ann.refresh });
    assert.deepEqual([status, body.refresh], [200, ann.refresh]);
    // Signed in all the same: it is the records that say no.
    assert.equal((await get("/api/me", { ...ann, access: body.access })).status, 503);
  });
});
