// The rated queue step by step: ready check, seats, who goes and who keeps the place.
import assert from "node:assert/strict";
import { type Effect, Queue } from "../../../../server/matchmaking/queue.ts";
import { QUEUE } from "../../../../shared/tunables/queue.ts";

const member = (id: string, mu = 25) => ({ id, mu, pingMs: 30 });
const kinds = (effects: Effect[]): string[] => effects.map(({ kind }) => kind);
const of = <K extends Effect["kind"]>(effects: Effect[], kind: K): (Effect & { kind: K })[] =>
  effects.filter((effect): effect is Effect & { kind: K } => effect.kind === kind);

/** A queue in which a and b have been matched at 0 ms. */
function duel(): { queue: Queue; match: number } {
  const queue = new Queue();
  assert.equal(queue.join("duel", [member("a")], 0), null);
  assert.equal(queue.join("duel", [member("b")], 0), null);
  const [check] = of(queue.tick(0), "check");
  return { queue, match: check.match };
}

function seating(): { queue: Queue; match: number } {
  const made = duel();
  for (const id of ["a", "b"]) made.queue.answer(id, made.match, true, 1000);
  return made;
}

describe("the rated queue", () => {
  it("[Q5] asks both, seats them when both are ready, and begins when both have come", () => {
    const { queue, match } = duel();
    assert.deepEqual(kinds(queue.answer("a", match, true, 1000)), ["ready"]);
    const [, seat] = queue.answer("b", match, true, 1500);
    assert.deepEqual(seat, { kind: "seat", match, mode: "duel", teams: [["a"], ["b"]] });
    assert.deepEqual(queue.seated(match, 1600), []);
    assert.deepEqual(queue.came("a", match, 1700), []);
    assert.deepEqual(queue.came("b", match, 1800), [{ kind: "begin", match, players: ["a", "b"] }]);
    assert.equal(queue.standing("a")?.stage, "playing");
    assert.equal(queue.waiting("duel"), 0);
  });

  it("[Q5] lets who does not answer go, and keeps the other's place", () => {
    const { queue, match } = duel();
    queue.answer("a", match, true, 1000);
    assert.deepEqual(queue.tick(QUEUE.readyMs - 1), []);
    const effects = queue.tick(QUEUE.readyMs);
    assert.deepEqual(effects, [
      { kind: "back", player: "a", mode: "duel", sinceMs: 0, reason: "silent" },
      { kind: "out", player: "b", mode: "duel", reason: "silent" },
    ]);
    assert.equal(queue.standing("b"), undefined);
    assert.equal(queue.standing("a")?.stage, "waiting");
  });

  it("[Q5] calls a check off as soon as somebody says no or leaves", () => {
    for (const act of ["no", "leave"]) {
      const { queue, match } = duel();
      const effects = act === "no" ? queue.answer("b", match, false, 500) : queue.leave("b");
      assert.deepEqual(kinds(effects), ["back", "out"]);
      assert.deepEqual(queue.answer("a", match, true, 600), [], "an answer that comes after it");
    }
  });

  it("hears neither answers of others nor answers to another match", () => {
    const { queue, match } = duel();
    queue.join("duel", [member("c", 40)], 0);
    assert.deepEqual(queue.answer("c", match, false, 100), []);
    assert.deepEqual(queue.answer("a", match + 1, false, 100), []);
    assert.deepEqual(queue.answer("nobody", match, true, 100), []);
    queue.answer("a", match, true, 100);
    assert.deepEqual(queue.answer("a", match, true, 200), []);
  });

  it("[Q7] calls the match off when a seat is not taken, and keeps the other's place", () => {
    const { queue, match } = seating();
    queue.seated(match, 2000);
    queue.came("a", match, 2100);
    const effects = queue.tick(2000 + QUEUE.seatMs);
    assert.deepEqual(kinds(effects), ["callOff", "back", "out"]);
    assert.deepEqual(of(effects, "out")[0], { kind: "out", player: "b", mode: "duel", reason: "absent" });
    assert.equal(queue.standing("a")?.stage, "waiting");
  });

  it("[Q7] calls it off when somebody goes again before it begins", () => {
    const { queue, match } = seating();
    queue.seated(match, 2000);
    queue.came("b", match, 2100);
    assert.deepEqual(kinds(queue.went("b", match)), ["callOff", "back", "out"]);
  });

  it("[Q7] lets who has no seat go, and the others wait on", () => {
    const { queue, match } = seating();
    const effects = queue.failed(match, ["b", "a stranger"]);
    assert.deepEqual(
      of(effects, "out").map(({ player }) => player),
      ["b"],
    );
    assert.deepEqual(
      of(effects, "back").map(({ player }) => player),
      ["a"],
    );
  });

  it("[Q7] tries again for want of a room, and says so after the third time", () => {
    const { queue, match } = seating();
    assert.deepEqual(kinds(queue.failed(match, [])), ["callOff", "back", "back"]);
    let nowMs = 5000;
    for (let failure = 2; failure <= QUEUE.tries; failure++) {
      const [check] = of(queue.tick(nowMs), "check");
      for (const id of ["a", "b"]) queue.answer(id, check.match, true, nowMs);
      // One that hangs counts as one that failed: nothing is heard of it until its time is up.
      nowMs += QUEUE.roomMs;
      if (failure < QUEUE.tries) queue.failed(check.match, []);
    }
    const told = of(queue.tick(nowMs), "out").map(({ player, reason }) => [player, reason]);
    assert.deepEqual(told, [
      ["a", "noRoom"],
      ["b", "noRoom"],
    ]);
    assert.equal(queue.waiting("duel"), 0);
  });

  it("closes a room that comes too late", () => {
    const { queue, match } = seating();
    queue.leave("a");
    assert.deepEqual(queue.seated(match, 3000), [{ kind: "callOff", match }]);
    assert.deepEqual(queue.failed(match, []), [{ kind: "callOff", match }]);
    assert.deepEqual(queue.came("b", match, 3000), []);
  });

  it("[Q4] takes a party whole, or not at all", () => {
    const queue = new Queue();
    const party = ["a", "b", "c", "d", "e"].map((id) => member(id));
    assert.equal(queue.join("duel", party.slice(0, 2), 0), "size");
    assert.equal(queue.join("rush", party, 0), "size");
    assert.equal(queue.join("rush", [], 0), "size");
    assert.equal(queue.join("rush", [member("a"), member("a")], 0), "size");
    assert.equal(queue.join("rush", party.slice(0, 2), 0), null);
    assert.equal(queue.waiting("rush"), 2);
    const effects = queue.leave("b");
    assert.deepEqual(
      of(effects, "out").map(({ player, reason }) => [player, reason]),
      [
        ["a", "partner"],
        ["b", "left"],
      ],
    );
    assert.equal(queue.waiting("rush"), 0);
  });

  it("[Q1] refuses who waits or plays already, in any mode, alone or in a party", () => {
    const { queue, match } = seating();
    assert.equal(queue.join("rush", [member("a")], 0), "queued");
    queue.seated(match, 2000);
    for (const id of ["a", "b"]) queue.came(id, match, 2100);
    assert.equal(queue.join("rush", [member("c"), member("a")], 0), "playing");
    queue.went("a", match);
    assert.equal(queue.join("rush", [member("c"), member("a")], 0), null);
    queue.ended(match);
    assert.equal(queue.join("duel", [member("b")], 0), null);
    assert.equal(queue.standing("a")?.stage, "waiting", "the end of an old match says nothing of the new");
  });

  it("frees everybody when a room fails before the match begins", () => {
    const { queue, match } = seating();
    queue.seated(match, 2000);
    assert.deepEqual(kinds(queue.ended(match)), ["callOff", "back", "back"]);
  });

  it("[Q1] is bounded", () => {
    const queue = new Queue();
    for (let i = 0; i < QUEUE.tickets; i++) assert.equal(queue.join("duel", [member(`u${i}`)], 0), null);
    assert.equal(queue.join("duel", [member("one too many")], 0), "full");
    queue.leave("u7");
    assert.equal(queue.join("duel", [member("one too many")], 0), null);
  });
});
