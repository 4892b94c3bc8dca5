// Accounts over HTTP: a guest becomes somebody, comes back from elsewhere, and shuts others out.
import assert from "node:assert/strict";
import { type Answer, ask, guestOf, type LetIn, type Somebody, somebody } from "../helpers/http.ts";
import { startServer, type TestServer } from "../helpers/server.ts";
import { match, person } from "./persistence/made-matches.ts";

interface Me {
  email: string | null;
  player: { guest: boolean };
  totals: { matches: number }[];
}

const PASSWORD = "correct horse";
let count = 0;
const newEmail = (): string => `ann${++count}@example.org`;

describe("accounts", () => {
  let server: TestServer;

  before(async () => {
    server = await startServer();
  });
  after(() => server.close());

  const call = (route: string, body?: object, who?: Somebody): Promise<Answer<LetIn>> =>
    ask<LetIn>(server.endpoint, route, { body, token: who?.access });
  const refresh = (who: Somebody): Promise<Answer<LetIn>> =>
    call("POST /api/session/refresh", { refresh: who.refresh });
  const logIn = (email: string, password: string): Promise<Answer<LetIn>> =>
    call("POST /api/account/login", { email, password });
  const meOf = ({ access }: Somebody): Promise<Answer<Me>> =>
    ask<Me>(server.endpoint, "GET /api/me", { token: access });
  const told = ({ status, body }: Answer): unknown[] => [status, body.error];

  async function registered(email: string, password = PASSWORD): Promise<Somebody> {
    const guest = await guestOf(server.endpoint);
    return somebody(await call("POST /api/account/register", { email, password }, guest));
  }

  it("[A1] make a guest somebody who keeps the id and all that it did", async () => {
    const guest = await guestOf(server.endpoint);
    const played = match([person(0, guest.id, { score: 12, name: "Ann" })]);
    await server.records.saveMatch(played, null);
    const email = newEmail();
    const answer = await call("POST /api/account/register", { email, password: PASSWORD }, guest);
    assert.deepEqual([answer.status, answer.body.player], [201, { id: guest.id, guest: false }]);
    const { body: me } = await meOf(somebody(answer));
    assert.deepEqual([me.email, me.player.guest, me.totals[0].matches], [email, false, 1]);
    const { body: again } = await refresh(guest);
    assert.deepEqual(again.player, { id: guest.id, guest: false });
  });

  it("[A2] let the same player in from another device, whatever the email's case or the letters' form", async () => {
    const email = newEmail();
    const ann = await registered(email, "Å密码 ﬁve-words");
    const answer = await logIn(` ${email.toUpperCase()}`, "Å密码 five-words".normalize("NFD"));
    assert.deepEqual([answer.status, answer.body.player], [200, { id: ann.id, guest: false }]);
    assert.equal((await meOf(somebody(answer))).body.email, email);
  });

  it("[A3] answer alike to a wrong password and to an unknown email", async () => {
    const email = newEmail();
    await registered(email);
    const wrong = await logIn(email, "wrong horse");
    const unknown = await logIn(newEmail(), "wrong horse");
    assert.deepEqual(told(wrong), [401, "wrongLogin"]);
    assert.deepEqual([unknown.status, unknown.body], [wrong.status, wrong.body]);
    const headers = ({ headers }: Answer): string[] =>
      [...headers.keys()].filter((name) => name !== "date").sort();
    assert.deepEqual(headers(unknown), headers(wrong));
  });

  it("give an email and a player one account each", async () => {
    const email = newEmail();
    const ann = await registered(email);
    const other = await guestOf(server.endpoint);
    const register = (mail: string, who: Somebody): Promise<Answer<LetIn>> =>
      call("POST /api/account/register", { email: mail, password: PASSWORD }, who);
    assert.deepEqual(told(await register(email.toUpperCase(), other)), [409, "emailTaken"]);
    assert.deepEqual(told(await register(newEmail(), ann)), [409, "hasAccount"]);
    assert.equal((await meOf(other)).body.player.guest, true);
  });

  it("[A4] void every other refresh token when one signs out everywhere", async () => {
    const email = newEmail();
    const here = await registered(email);
    const there = somebody(await logIn(email, PASSWORD));
    const out = await call("POST /api/account/sign-out-everywhere", { refresh: here.refresh });
    assert.equal(out.status, 200);
    for (const old of [here, there]) assert.deepEqual(told(await refresh(old)), [401, "notSignedIn"]);
    assert.equal((await refresh(somebody(out))).status, 200);
    // A token that is void does not sign others out, nor does a short one.
    for (const token of [there.refresh, here.access])
      assert.equal((await call("POST /api/account/sign-out-everywhere", { refresh: token })).status, 401);
    assert.equal((await refresh(somebody(out))).status, 200);
  });

  it("[A4] void them when the password is changed, too", async () => {
    const email = newEmail();
    const here = await registered(email);
    const there = somebody(await logIn(email, PASSWORD));
    const wrong = await call(
      "POST /api/account/password",
      { password: "wrong horse", next: "new horse" },
      here,
    );
    assert.deepEqual(told(wrong), [403, "wrongPassword"]);
    const right = await call("POST /api/account/password", { password: PASSWORD, next: "new horse" }, here);
    assert.equal(right.status, 200);
    assert.equal((await refresh(there)).status, 401);
    assert.equal((await refresh(somebody(right))).status, 200);
    assert.equal((await logIn(email, PASSWORD)).status, 401);
    assert.equal((await logIn(email, "new horse")).status, 200);
  });

  it("leave a guest the tokens, which are all it has", async () => {
    const guest = await guestOf(server.endpoint);
    const out = await call("POST /api/account/sign-out-everywhere", { refresh: guest.refresh });
    assert.deepEqual(told(out), [409, "noAccount"]);
    const change = await call("POST /api/account/password", { password: PASSWORD, next: PASSWORD }, guest);
    assert.deepEqual(told(change), [409, "noAccount"]);
    assert.equal((await refresh(guest)).status, 200);
  });

  const refused: [what: string, body: object, field: string][] = [
    ["no email", { password: PASSWORD }, "email"],
    ["an email that is none", { email: "ann at home", password: PASSWORD }, "email"],
    ["an email of 300 characters", { email: `${"a".repeat(290)}@b.example`, password: PASSWORD }, "email"],
    ["an email that is an object", { email: { $ne: "" }, password: PASSWORD }, "email"],
    ["no password", { email: "b@example.org" }, "password"],
    ["a password of 7 characters", { email: "b@example.org", password: "sieben7" }, "password"],
    [
      "a password of 7 that take two units each",
      { email: "b@example.org", password: "🔥".repeat(7) },
      "password",
    ],
    ["a password of 201 characters", { email: "b@example.org", password: "a".repeat(201) }, "password"],
    ["a password that is a number", { email: "b@example.org", password: 12345678 }, "password"],
    ["what it does not know", { email: "b@example.org", password: PASSWORD, playerId: "u_1" }, "playerId"],
  ];
  for (const [what, body, field] of refused) {
    it(`cannot be made with ${what}`, async () => {
      const guest = await guestOf(server.endpoint);
      const { status, body: said } = await call("POST /api/account/register", body, guest);
      assert.deepEqual([status, said.error, said.field], [400, "badRequest", field]);
    });
  }

  it("take passwords of 8 and of 200 characters", async () => {
    for (const password of ["8 signs!", "🔥".repeat(200)]) await registered(newEmail(), password);
  });
});

describe("guesses at accounts", () => {
  let server: TestServer;
  afterEach(() => server.close());

  const guess = (email: string): Promise<Answer> =>
    ask(server.endpoint, "POST /api/account/login", { body: { email, password: "guess" } });

  async function statuses(email: (i: number) => string): Promise<number[]> {
    const all: number[] = [];
    for (let i = 0; i < 12; i++) all.push((await guess(email(i))).status);
    return all;
  }

  const tenThenNone = [...Array.from({ length: 10 }, () => 401), 429, 429];

  it("[A5] are ten a minute from an address", async () => {
    server = await startServer({ TRUSTED_ADDRESSES: "" });
    assert.deepEqual(await statuses((i) => `a${i}@example.org`), tenThenNone);
  }).timeout(60_000);

  it("[A5] are ten a minute at an email, known or not, from whatever address", async () => {
    // A trusted address is not counted.
    server = await startServer();
    assert.deepEqual(await statuses((i) => (i % 2 ? "One@example.org" : "one@example.org")), tenThenNone);
    assert.equal((await guess("two@example.org")).status, 401);
  }).timeout(60_000);
});
