// Coming back against a clock of its own: how long one tries, and what becomes of an answer that comes late.
import assert from "node:assert/strict";
import { type Clock, install } from "@sinonjs/fake-timers";
import type { LinkState } from "../../../../client/net/game-view.ts";
import { Lifeline } from "../../../../client/net/lifeline.ts";
import type { ArenaConnection } from "../../../../client/net/live-room.ts";
import { SEAT } from "../../../../shared/tunables.ts";

/** A connection that can break and says what was asked of it. */
class Connection {
  readonly reconnectionToken: string;
  readonly roomId: string;
  readonly reconnection = { enabled: true };
  readonly connection = { isOpen: true, close: () => {} };
  left = false;
  /** Left, with its seat given up. */
  consented = false;
  private gone: (code: number) => void = () => {};

  constructor(roomId = "room") {
    this.roomId = roomId;
    this.reconnectionToken = `${roomId}:secret`;
  }

  onStateChange(): void {}

  onLeave(gone: (code: number) => void): void {
    this.gone = gone;
  }

  async leave(consented: boolean): Promise<number> {
    this.left = true;
    this.consented = consented;
    return 4000;
  }

  breaks(code = 1006): void {
    this.connection.isOpen = false;
    this.gone(code);
  }
}

const asRoom = (connection: Connection): ArenaConnection => connection as unknown as ArenaConnection;

describe("the lifeline", () => {
  let clock: Clock;
  let links: LinkState["kind"][];
  let answer: (room: Connection) => void;

  beforeEach(() => {
    clock = install({ toFake: ["setTimeout", "clearTimeout", "Date", "performance"] });
    links = [];
  });
  afterEach(() => clock.uninstall());

  /** One that plays, and whose way back is answered by `answer`. */
  function playing(first: Connection): Lifeline {
    const line = new Lifeline(asRoom(first), {
      back: () => new Promise((resolve) => (answer = (room) => resolve(asRoom(room)))),
      take: async () => assert.fail("no seat was given"),
      store: null,
      arrived: () => {},
      changed: ({ kind }) => links.push(kind),
    });
    line.ready(asRoom(first));
    return line;
  }

  it("[C1] takes the seat that it is given, though it comes later than it would have asked", async () => {
    const [first, second] = [new Connection(), new Connection()];
    const line = playing(first);
    first.breaks();
    await clock.tickAsync(SEAT.returnSeconds * 1000 + 500);
    assert.deepEqual(links, ["playing", "dropped"]);
    answer(second);
    await clock.tickAsync(10);
    line.ready(asRoom(second));
    assert.deepEqual(links, ["playing", "dropped", "playing"]);
    assert.equal(second.left, false);
  });

  it("[C3] gives the seat back that comes after the goodbye", async () => {
    const [first, second] = [new Connection(), new Connection()];
    const line = playing(first);
    first.breaks();
    await clock.tickAsync(500);
    const goodbye = line.leave();
    await clock.tickAsync(1_500);
    await goodbye;
    answer(second);
    await clock.tickAsync(10);
    assert.deepEqual(links, ["playing", "dropped", "left"]);
    assert.equal(second.left, true);
  });

  it("[C1] ends when nobody answers while the seat waits", async () => {
    const first = new Connection();
    let asked = 0;
    const line = new Lifeline(asRoom(first), {
      back: async () => {
        asked += 1;
        throw new Error("away");
      },
      take: async () => assert.fail("no seat was given"),
      store: null,
      arrived: () => {},
      changed: ({ kind }) => links.push(kind),
    });
    line.ready(asRoom(first));
    first.breaks();
    await clock.tickAsync(SEAT.returnSeconds * 1000 + 5_000);
    assert.deepEqual(links, ["playing", "dropped", "left"]);
    assert.ok(asked > 15 && asked < 25, `${asked} tries`);
  });

  it("[X3] goes by the old token when the seat of a move cannot be taken, and lets the old room go then", async () => {
    const [first, second] = [new Connection(), new Connection("other")];
    const tokens: string[] = [];
    const line = new Lifeline(asRoom(first), {
      back: async (token) => {
        tokens.push(token);
        return asRoom(second);
      },
      take: async () => {
        throw new Error("the seat has lapsed");
      },
      store: null,
      arrived: () => {},
      changed: ({ kind }) => links.push(kind),
    });
    line.ready(asRoom(first));
    await line.move(asRoom(first), { name: "arena", sessionId: "s", roomId: "other" });
    await clock.tickAsync(200);
    assert.equal(first.left, false);
    line.ready(asRoom(second));
    assert.deepEqual(tokens, ["room:secret"]);
    assert.deepEqual(links, ["playing", "moving", "dropped", "playing"]);
    assert.deepEqual(line.link, { kind: "playing", after: "moved" });
    assert.equal(first.left, true);
  });

  it("[X4] asks for a minute for a seat of a server that restarts, then gives up", async () => {
    const first = new Connection();
    let asked = 0;
    const line = new Lifeline(asRoom(first), {
      back: async () => assert.fail("the seat is gone"),
      take: async () => assert.fail("no seat was given"),
      elsewhere: async () => {
        asked += 1;
        throw new Error("away");
      },
      store: null,
      arrived: () => {},
      changed: ({ kind }) => links.push(kind),
    });
    line.ready(asRoom(first));
    first.breaks(4110);
    await clock.tickAsync(65_000);
    assert.deepEqual(links, ["playing", "restarting", "left"]);
    assert.deepEqual(line.link, { kind: "left", code: 4110 });
    assert.ok(asked >= 20 && asked <= 35, `${asked} tries`);
  });

  it("[X3] gives up a move that nobody answers, goes by the old token, and leaves the connection that comes late", async () => {
    const [first, second, late] = [new Connection(), new Connection("other"), new Connection("other")];
    let comes: (room: ArenaConnection) => void = () => {};
    let asked = 0;
    const line = new Lifeline(asRoom(first), {
      // The first time nobody answers here, either.
      back: () => (++asked === 1 ? new Promise(() => {}) : Promise.resolve(asRoom(second))),
      take: () => new Promise((resolve) => (comes = resolve)),
      store: null,
      arrived: () => {},
      changed: ({ kind }) => links.push(kind),
    });
    line.ready(asRoom(first));
    void line.move(asRoom(first), { name: "arena", sessionId: "s", roomId: "other" });
    await clock.tickAsync(5_100);
    assert.deepEqual(links, ["playing", "moving", "dropped"]);
    await clock.tickAsync(6_000);
    line.ready(asRoom(second));
    comes(asRoom(late));
    await clock.tickAsync(10);
    assert.deepEqual(links, ["playing", "moving", "dropped", "playing"]);
    assert.deepEqual([late.left, late.consented, second.left], [true, true, false]);
  });

  it("[C1] asks again for its seat when nobody answers for five seconds; the answer that comes late does not end the seat", async () => {
    const [first, second, late] = [new Connection(), new Connection(), new Connection()];
    const line = playing(first);
    first.breaks();
    await clock.tickAsync(150);
    const answerLate = answer;
    await clock.tickAsync(6_000);
    answer(second);
    await clock.tickAsync(10);
    line.ready(asRoom(second));
    answerLate(late);
    await clock.tickAsync(10);
    assert.deepEqual(links, ["playing", "dropped", "playing"]);
    assert.deepEqual([late.left, late.consented, second.left], [true, false, false]);
  });
});
