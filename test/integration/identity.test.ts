// Who a browser is, over visits: a guest, an account, and the guest again, by what the storage holds.
import assert from "node:assert/strict";
import { Identity, type TokenStore } from "../../client/net/identity.ts";
import {
  changePassword,
  logIn,
  readBoard,
  readMe,
  register,
  signOutOthers,
  type Who,
} from "../../client/net/self.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

const PASSWORD = "correct horse";

/** Keeps, or as a private window forgets. */
function storeOf(forgets = false): TokenStore & { text: string | null } {
  const store = {
    text: null as string | null,
    get: () => store.text,
    set: (text: string | null) => {
      if (!forgets) store.text = text;
    },
  };
  return store;
}

describe("who a browser is", () => {
  let server: TestServer;

  before(async () => {
    server = await startServer();
  });
  after(() => server.close());

  const visit = (store: TokenStore, aside: TokenStore): Who => ({
    endpoint: server.endpoint,
    identity: new Identity(server.endpoint, store, aside),
  });
  const browser = (): Who => visit(storeOf(), storeOf());

  async function newAccount(email: string): Promise<Who> {
    const who = browser();
    who.identity.become(await register(who, { email, password: PASSWORD }));
    return who;
  }

  it("is the same guest on every visit", async () => {
    const [store, aside] = [storeOf(), storeOf()];
    const { player } = await readMe(visit(store, aside));
    assert.equal((await readMe(visit(store, aside))).player.id, player.id);
  });

  it("is one guest where nothing can be kept, for as long as the page lives", async () => {
    const who = visit(storeOf(true), storeOf(true));
    assert.equal((await readMe(who)).player.id, (await readMe(who)).player.id);
  });

  it("asks for a board as nobody until it is somebody", async () => {
    const who = browser();
    assert.equal((await readBoard(who, "duel", "all")).own, null);
    assert.equal(who.identity.player, null);
  });

  it("has its guest again after an account, on a later visit too", async () => {
    const ann = await newAccount("ann@example.org");
    const [store, aside] = [storeOf(), storeOf()];
    const who = visit(store, aside);
    const guest = (await readMe(who)).player.id;
    who.identity.become(await logIn(who, { email: "ann@example.org", password: PASSWORD }));
    assert.equal((await readMe(who)).player.id, ann.identity.player?.id);
    const later = visit(store, aside);
    later.identity.signOut();
    assert.deepEqual([(await readMe(later)).player.id, later.identity.signedOut], [guest, false]);
  });

  it("says that the account was signed out from elsewhere, until one signs in", async () => {
    const first = await newAccount("bob@example.org");
    const store = storeOf();
    const second = visit(store, storeOf());
    const guest = (await readMe(second)).player.id;
    const credentials = { email: "bob@example.org", password: PASSWORD };
    second.identity.become(await logIn(second, credentials));
    first.identity.become(await signOutOthers(first));
    // The short token has run out.
    store.set(JSON.stringify({ ...JSON.parse(store.text ?? ""), untilMs: 0 }));
    assert.deepEqual([(await readMe(second)).player.id, second.identity.signedOut], [guest, true]);
    second.identity.become(await logIn(second, credentials));
    assert.equal(second.identity.signedOut, false);
    first.identity.become(await changePassword(first, { password: PASSWORD, next: "another horse" }));
    assert.equal((await readMe(first)).email, credentials.email);
  });
});
