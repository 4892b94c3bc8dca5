// Ways in, over HTTP and real sockets: every one, every refusal, and what is offered instead.
import assert from "node:assert/strict";
import { CallError } from "../../client/net/calls.ts";
import { Identity } from "../../client/net/identity.ts";
import { askSeat, joinGame } from "../../client/net/join.ts";
import type { SeatAnswer, SeatWant } from "../../shared/protocol/seats.ts";
import { drive, joinPlayer, type Player } from "../helpers/player.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

describe("ways in", () => {
  let server: TestServer;
  const players: Player[] = [];

  before(async () => {
    // Seats that nobody takes keep their rooms while the limits are tried; no longer than a run is let end after its last test.
    const held = { LIMIT_SEAT_SECONDS: "8", LIMIT_PENDING_SEATS_PER_PLAYER: "9" };
    const limits = { LIMIT_ROOMS: "6", ...held };
    server = await startServer({ ARENA_BOTS_FILL_TO: "0", ...limits });
  });
  afterEach(async () => {
    await Promise.all(players.splice(0).map((player) => player.leave()));
  });
  after(() => server.close());

  async function join(want: SeatWant, identity = new Identity(server.endpoint)): Promise<Player> {
    const player = drive(await joinGame({ endpoint: server.endpoint, identity, name: "Ann", hue: 0 }, want));
    players.push(player);
    return player;
  }

  const ask = (want: SeatWant, identity = new Identity(server.endpoint)): Promise<SeatAnswer> =>
    askSeat({ endpoint: server.endpoint, identity, name: "Ann", hue: 0 }, want);

  const refused = (want: SeatWant, identity?: Identity): Promise<CallError> =>
    ask(want, identity).then(
      () => assert.fail("a seat was given"),
      (error: CallError) => error,
    );

  const roomOf = (player: Player): string => player.session.live.room.roomId;

  it("[J5] quick play fills a room before it opens another, and opens one room for all who come at once", async () => {
    const together = await Promise.all(
      Array.from({ length: 5 }, () => join({ kind: "quick", mode: "swarm" })),
    );
    assert.equal(new Set(together.map(roomOf)).size, 1);
    assert.equal(roomOf(await join({ kind: "quick", mode: "swarm" })), roomOf(together[0]));
  });

  it("[J5] quick play leads no third into a Duel", async () => {
    const want: SeatWant = { kind: "quick", mode: "duel" };
    const [first, second, third] = [await join(want), await join(want), await join(want)];
    assert.equal(roomOf(first), roomOf(second));
    assert.notEqual(roomOf(third), roomOf(first));
  });

  it("[J6] a room of one's own is known by its code alone; the code leads others in, however it is typed", async () => {
    const { room, code } = await ask({ kind: "create", room: { title: "Ours", bots: false, size: "small" } });
    assert.deepEqual([room?.title, room?.listed, room?.size], ["Ours", false, "small"]);
    assert.match(code ?? "", /^[2-9A-HJKMNP-Z]{6}$/);
    const guest = await join({
      kind: "code",
      code: ` ${code?.slice(0, 3).toLowerCase()}-${code?.slice(3)} `,
    });
    assert.equal(roomOf(guest), room?.id);
    const { status, code: why } = await refused({ kind: "room", id: room?.id ?? "" });
    assert.deepEqual([status, why], [404, "gone"]);
    assert.notEqual(roomOf(await join({ kind: "quick", mode: "swarm" })), room?.id);
  });

  it("[J7] says that a room is full, locked or gone, and offers the next best", async () => {
    const host = await join({ kind: "create", room: { listed: true, seats: 1 } });
    const other = await join({ kind: "quick", mode: "swarm" });
    const id = roomOf(host);
    const full = await refused({ kind: "room", id });
    assert.deepEqual([full.status, full.code, full.next?.id], [409, "full", roomOf(other)]);
    await server.room(id).lock();
    await server.room(id).setMatchmaking({ maxClients: 2 });
    const locked = await refused({ kind: "room", id });
    assert.deepEqual([locked.status, locked.code, locked.next?.id], [423, "locked", roomOf(other)]);
    const gone = await refused({ kind: "code", code: "222222" });
    assert.deepEqual([gone.status, gone.code, gone.next?.id], [404, "gone", roomOf(other)]);
  });

  it("[J9] one player flies in one arena: a newer seat closes the older with 4103", async () => {
    const identity = new Identity(server.endpoint);
    const first = await join({ kind: "quick", mode: "swarm" }, identity);
    const second = await join({ kind: "quick", mode: "swarm" }, identity);
    await first.until((session) => session.link.kind === "left");
    assert.deepEqual(first.session.link, { kind: "left", code: 4103 });
    assert.equal(second.session.link.kind, "playing");
  });

  it("[J8] gives one player three rooms at most, and the process as many as it may have", async () => {
    const identity = new Identity(server.endpoint);
    for (let i = 0; i < 3; i++) await ask({ kind: "create", room: {} }, identity);
    const mine = await refused({ kind: "create", room: {} }, identity);
    assert.deepEqual([mine.status, mine.code], [429, "tooManyRooms"]);
    let last: CallError | null = null;
    for (let i = 0; i < 4 && last === null; i++)
      last = await ask({ kind: "create", room: {} }).then(
        () => null,
        (error: CallError) => error,
      );
    assert.deepEqual([last?.status, last?.code], [503, "busy"]);
  });
});

describe("a server that is about to end", () => {
  it("[J8] has no place any more, neither in a room nor in the lobby", async () => {
    const server = await startServer({ ARENA_BOTS_FILL_TO: "0" });
    const { endpoint } = server;
    const ask = (want: SeatWant): Promise<SeatAnswer> =>
      askSeat({ endpoint, identity: new Identity(endpoint), name: "Ann", hue: 0 }, want);
    await ask({ kind: "create", room: {} });
    const disposed = Promise.withResolvers<void>();
    server.rooms()[0].onDispose = () => disposed.promise;
    const closed = server.close();
    const wants: SeatWant[] = [
      { kind: "quick", mode: "swarm" },
      { kind: "create", room: {} },
      { kind: "lobby" },
    ];
    const told = wants.map((want) =>
      ask(want).then(
        () => "a seat",
        ({ status, code }: CallError) => `${status} ${code}`,
      ),
    );
    const all = await Promise.all(told);
    disposed.resolve();
    await closed;
    assert.deepEqual(all, ["503 busy", "503 busy", "503 busy"]);
  });
});

describe("a stranger's address", () => {
  it("[J8] may open five rooms a minute, then has to wait", async () => {
    const server = await startServer({ TRUSTED_ADDRESSES: "" });
    const { endpoint } = server;
    const asked: (string | number)[] = [];
    for (let i = 0; i < 6; i++) {
      const who = { endpoint, identity: new Identity(endpoint), name: "Ann", hue: 0 };
      const answer = await askSeat(who, { kind: "create", room: {} }).catch((error: CallError) => error);
      asked.push(answer instanceof CallError ? `${answer.status} ${answer.code}` : 200);
    }
    assert.deepEqual(asked, [200, 200, 200, 200, 200, "429 slowDown"]);
    await server.close();
  });
});

describe("who plays", () => {
  it("is one player for as long as the tokens are kept, and its seat is nobody else's", async () => {
    const server = await startServer({ ARENA_BOTS_FILL_TO: "0" });
    let kept: string | null = null;
    const store = {
      get: () => kept,
      set(text: string | null) {
        kept = text;
      },
    };
    const first = new Identity(server.endpoint, store);
    const token = await first.access();
    assert.equal(await new Identity(server.endpoint, store).access(), token);
    // A token that has ended is renewed, for the same player.
    const { player } = first;
    kept = JSON.stringify({ ...JSON.parse(kept ?? ""), untilMs: 0 });
    await first.access();
    assert.deepEqual(first.player, player);
    // One that the server does not know leads to somebody new.
    kept = JSON.stringify({ ...JSON.parse(kept ?? ""), untilMs: 0, refresh: "forged" });
    await first.access();
    assert.notEqual(first.player?.id, player?.id);
    const ann = await joinPlayer(server.endpoint, "Ann");
    await ann.leave();
    await server.close();
  });
});
