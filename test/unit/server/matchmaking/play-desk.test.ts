// The desk for queue and parties, with people and rooms that are made up and time that stands still.
import assert from "node:assert/strict";
import type { Person } from "../../../../server/matchmaking/people.ts";
import { PlayDesk, type PlayPorts } from "../../../../server/matchmaking/play-desk.ts";
import type { Opened } from "../../../../server/matchmaking/queue-desk.ts";
import { makeLog } from "../../../../server/ops/log.ts";
import type { PartyState } from "../../../../shared/protocol/party.ts";
import type { QueueCheck } from "../../../../shared/protocol/queue.ts";
import type { RoomCard } from "../../../../shared/protocol/seats.ts";
import { PARTY, QUEUE, WISHES } from "../../../../shared/tunables/queue.ts";

/** What has been told, and what the ports do; each test changes what it is about. */
class Stage {
  nowMs = 0;
  readonly told: { player: string; type: string; payload: unknown }[] = [];
  readonly closed: string[] = [];
  readonly opened: string[][][] = [];
  failing: "nothing" | "rooms" | "ratings" | "telling" = "nothing";
  /** Who gets no seat. */
  seatless = "";
  /** What opening a room waits for. */
  hold: Promise<void> = Promise.resolve();
  readonly desk: PlayDesk;
  private codes = 0;

  constructor() {
    const ports: PlayPorts = {
      log: makeLog("silent"),
      nowMs: () => this.nowMs,
      tell: (player, type, payload) => {
        if (this.failing === "telling") throw new Error("planted");
        this.told.push({ player, type, payload });
      },
      ratings: async () => {
        if (this.failing === "ratings") throw new Error("planted");
        return new Map();
      },
      open: async (_mode, teams) => this.open(teams),
      close: async (room) => void this.closed.push(room),
      newCode: () => `CODE${this.codes++}`,
    };
    this.desk = new PlayDesk(ports);
  }

  private async open(teams: [Person[], Person[]]): Promise<Opened> {
    await this.hold;
    if (this.failing === "rooms") throw new Error("planted");
    const ids = teams.map((team) => team.map(({ caller }) => caller.id));
    this.opened.push(ids);
    const seats = ids.flat().filter((id) => id !== this.seatless);
    return {
      room: { id: `room${this.opened.length}` } as RoomCard,
      seats: new Map(seats.map((id) => [id, { name: "arena", sessionId: id, roomId: "r" }])),
    };
  }

  come(...ids: string[]): void {
    for (const id of ids)
      this.desk.here({
        caller: { id, guest: true },
        options: { version: 1, name: `Name of ${id}`, hue: 0, watch: false },
        connection: `${id} at ${this.nowMs}`,
        pingMs: () => 30,
      });
  }

  /** Says something, as the lobby passes it on, and lets what it starts come to rest. */
  async say(player: string, type: string, said: unknown = {}): Promise<void> {
    const wish = this.desk.wishes.find((each) => each.type === type);
    if (wish === undefined || !wish.isOne(said)) throw new Error(`no such wish: ${type}`);
    wish.act(player, said);
    await rest();
  }

  /** Lets time pass in the beat of the desk. */
  async pass(ms: number): Promise<void> {
    for (const end = this.nowMs + ms; this.nowMs < end; ) {
      this.nowMs += Math.min(QUEUE.tickMs, end - this.nowMs);
      (this.desk as unknown as { tick(): void }).tick();
      await rest();
    }
  }

  /** What a player has been told of one type, the last last. */
  heard<T>(player: string, type: string): T[] {
    return this.told
      .filter((each) => each.player === player && each.type === type)
      .map(({ payload }) => payload as T);
  }

  /** Lets two into a duel up to the check. */
  async matched(): Promise<number> {
    this.come("a", "b");
    for (const id of ["a", "b"]) await this.say(id, "queue:join", { mode: "duel" });
    await this.pass(QUEUE.tickMs);
    return this.heard<QueueCheck>("a", "queue:check").at(-1)?.match ?? 0;
  }

  async seated(): Promise<void> {
    const match = await this.matched();
    for (const id of ["a", "b"]) await this.say(id, "queue:ready", { match, yes: true });
  }
}

const rest = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("the desk for queue and parties", () => {
  it("[Q5] tells everybody of check, answers, seat and beginning", async () => {
    const stage = new Stage();
    await stage.seated();
    assert.deepEqual(stage.opened, [[["a"], ["b"]]]);
    assert.equal(stage.heard("b", "queue:answered").length, 2);
    assert.equal(stage.heard<{ seat: { sessionId: string } }>("b", "queue:seat")[0].seat.sessionId, "b");
    stage.desk.queue.came("room1", "a");
    stage.desk.queue.came("a room of others", "b");
    assert.equal(stage.heard("a", "queue:begun").length, 0);
    stage.desk.queue.came("room1", "b");
    assert.equal(stage.heard("a", "queue:begun").length, 1);
    await stage.say("a", "queue:join", { mode: "rush" });
    assert.deepEqual(stage.heard("a", "queue:refused"), [{ reason: "playing" }]);
    stage.desk.queue.ended("room1");
    await stage.say("a", "queue:join", { mode: "rush" });
    assert.equal(stage.heard<{ mode: string }>("a", "queue:state").at(-1)?.mode, "rush");
  });

  it("[Q7] closes the room and tells why, when somebody does not come", async () => {
    const stage = new Stage();
    await stage.seated();
    stage.desk.queue.came("room1", "a");
    await stage.pass(QUEUE.seatMs);
    assert.deepEqual(stage.closed, ["room1"]);
    assert.deepEqual(stage.heard("b", "queue:out"), [{ reason: "absent" }]);
    const back = stage.heard<{ back: string; waitedMs: number }>("a", "queue:state").at(-1);
    assert.equal(back?.back, "absent");
    assert.ok((back?.waitedMs ?? 0) >= QUEUE.seatMs, "the place is kept");
  });

  it("[Q7] closes a room in which somebody has no seat", async () => {
    const stage = new Stage();
    stage.seatless = "b";
    await stage.seated();
    assert.deepEqual(stage.closed, ["room1"]);
    assert.deepEqual(stage.heard("b", "queue:out"), [{ reason: "absent" }]);
    assert.deepEqual(stage.heard("a", "queue:seat"), []);
  });

  it("[Q7] tries again when there is no room, and gives up after three times", async () => {
    const stage = new Stage();
    stage.failing = "rooms";
    await stage.seated();
    for (let i = 1; i < QUEUE.tries; i++) {
      assert.deepEqual(stage.heard("a", "queue:out"), []);
      await stage.pass(QUEUE.tickMs);
      const match = stage.heard<QueueCheck>("a", "queue:check").at(-1)?.match;
      for (const id of ["a", "b"]) await stage.say(id, "queue:ready", { match, yes: true });
    }
    assert.deepEqual(stage.heard("a", "queue:out"), [{ reason: "noRoom" }]);
    assert.deepEqual(stage.closed, []);
  });

  it("closes a room that is there only when the match is off, and hands out none of its seats", async () => {
    for (const meanwhile of ["leaves", "runs out"]) {
      const stage = new Stage();
      let open = (): void => {};
      stage.hold = new Promise((resolve) => {
        open = resolve;
      });
      await stage.seated();
      if (meanwhile === "leaves") await stage.say("a", "queue:leave");
      else await stage.pass(QUEUE.roomMs);
      open();
      await rest();
      assert.deepEqual(stage.closed, ["room1"], meanwhile);
      assert.deepEqual(stage.heard("b", "queue:seat"), []);
      stage.desk.queue.ended("room1");
    }
  });

  it("waits on when the room ends before the match begins", async () => {
    const stage = new Stage();
    await stage.seated();
    stage.desk.queue.ended("room1");
    assert.equal(stage.heard<{ back: string }>("a", "queue:state").at(-1)?.back, "noRoom");
  });

  it("lets people in though the records are away", async () => {
    const stage = new Stage();
    stage.failing = "ratings";
    assert.ok((await stage.matched()) > 0);
  });

  it("goes on after a look at the queue that failed", async () => {
    const stage = new Stage();
    stage.come("a", "b");
    for (const id of ["a", "b"]) await stage.say(id, "queue:join", { mode: "duel" });
    stage.failing = "telling";
    stage.desk.open();
    await new Promise((resolve) => setTimeout(resolve, 2 * QUEUE.tickMs));
    stage.desk.close();
    stage.failing = "nothing";
    // The check that nobody has heard runs out, as any.
    await stage.pass(QUEUE.readyMs);
    assert.deepEqual(stage.heard("a", "queue:out"), [{ reason: "silent" }]);
  });

  it("[Q5] tells a new connection where its player stands", async () => {
    const stage = new Stage();
    stage.come("c");
    assert.equal(stage.heard("c", "queue:idle").length, 1);
    const match = await stage.matched();
    stage.desk.gone("a", "a at 0", false);
    stage.nowMs += 1000;
    stage.come("a");
    const again = stage.heard<QueueCheck>("a", "queue:check").at(-1);
    assert.equal(again?.match, match);
    assert.equal(again?.endsInMs, QUEUE.readyMs - 1000);
    for (const id of ["a", "b"]) await stage.say(id, "queue:ready", { match, yes: true });
    stage.nowMs += 100;
    stage.come("a");
    assert.equal(stage.heard("a", "queue:seat").length, 2);
  });

  it("[Q2] lets who is away for ten seconds go, but not for the end of an older connection", async () => {
    const stage = new Stage();
    stage.come("a");
    await stage.say("a", "queue:join", { mode: "duel" });
    stage.nowMs = 500;
    stage.come("a");
    stage.desk.gone("a", "a at 0", true);
    await stage.pass(2 * QUEUE.awayMs);
    assert.deepEqual(stage.heard("a", "queue:out"), []);
    stage.desk.gone("a", "a at 500", false);
    await stage.pass(QUEUE.awayMs);
    assert.deepEqual(stage.heard("a", "queue:out"), [{ reason: "left" }]);
  });

  it("[Q5] takes who says goodbye out at once", async () => {
    const stage = new Stage();
    await stage.matched();
    stage.desk.gone("b", "b at 0", true);
    assert.equal(stage.heard<{ back: string }>("a", "queue:state").at(-1)?.back, "left");
  });

  it("[P4] brings a party into the queue by its leader, all of it here, and out when it changes", async () => {
    const stage = new Stage();
    stage.come("a", "b", "c");
    await stage.say("a", "party:make");
    await stage.say("b", "party:join", { code: " co-de0" });
    await stage.say("b", "queue:join", { mode: "rush" });
    assert.deepEqual(stage.heard("b", "queue:refused"), [{ reason: "notLeader" }]);
    await stage.say("a", "queue:join", { mode: "duel" });
    assert.deepEqual(stage.heard("a", "queue:refused"), [{ reason: "size" }]);
    await stage.say("a", "queue:join", { mode: "rush" });
    assert.equal(stage.heard<{ waiting: number }>("b", "queue:state").at(-1)?.waiting, 2);
    await stage.say("c", "party:join", { code: "CODE0" });
    assert.deepEqual(stage.heard("b", "queue:out").length, 1);
    stage.desk.gone("b", "b at 0", false);
    await stage.say("a", "queue:join", { mode: "rush" });
    assert.deepEqual(stage.heard("a", "queue:refused").at(-1), { reason: "away" });
    await stage.pass(PARTY.awayMs);
    assert.equal(stage.heard<PartyState>("a", "party:state").at(-1)?.members.length, 2);
  });

  it("[P4] counts whom a leader brings, and calls them after it", async () => {
    const stage = new Stage();
    stage.come("a", "b", "c");
    await stage.say("a", "party:make");
    await stage.say("b", "party:join", { code: "CODE0" });
    const { parties } = stage.desk;
    assert.deepEqual(
      ["a", "b", "c"].map((id) => parties.sizeOf(id)),
      [2, 1, 1],
    );
    for (const id of ["a", "b", "c"]) parties.follow(id, { id: `room of ${id}`, code: null });
    assert.deepEqual(stage.heard("b", "party:called"), [{ id: "room of a", code: null }]);
    assert.deepEqual(stage.heard("a", "party:called"), []);
  });

  it("[P4] hears no more wishes than anybody has", async () => {
    const stage = new Stage();
    stage.come("a");
    for (let i = 0; i < WISHES.most + 5; i++) await stage.say("a", "party:join", { code: `GUESS${i}` });
    const reasons = stage.heard<{ reason: string }>("a", "party:refused").map(({ reason }) => reason);
    assert.deepEqual(reasons.slice(-6), ["gone", ...new Array(5).fill("tooFast")]);
    await stage.say("nobody", "queue:join", { mode: "duel" });
    assert.deepEqual(stage.heard("nobody", "queue:refused"), [{ reason: "tooFast" }]);
  });

  it("[P4] knows the shape of what is said", () => {
    const { wishes } = new Stage().desk;
    const takes = (type: string, said: unknown): boolean | undefined =>
      wishes.find((each) => each.type === type)?.isOne(said);
    for (const said of [
      undefined,
      null,
      7,
      "duel",
      [],
      {},
      { mode: "swarm" },
      { mode: "__proto__" },
      { mode: 1 },
    ])
      assert.equal(takes("queue:join", said), false, JSON.stringify(said));
    for (const said of [
      null,
      {},
      { match: 1 },
      { match: 1.5, yes: true },
      { match: "1", yes: true },
      { match: 1, yes: 1 },
    ])
      assert.equal(takes("queue:ready", said), false, JSON.stringify(said));
    for (const said of [null, {}, { code: 7 }, { code: "A".repeat(65) }])
      assert.equal(takes("party:join", said), false, JSON.stringify(said));
    for (const type of ["party:putOut", "party:lead"]) assert.equal(takes(type, { player: {} }), false);
  });
});
