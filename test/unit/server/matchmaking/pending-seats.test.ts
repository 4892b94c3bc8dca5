// Seats that are asked for and not taken: how many there may be, and when one counts no more.
import assert from "node:assert/strict";
import { Refusal } from "../../../../server/http/refusal.ts";
import { LIMITS, type LimitName, type Limits } from "../../../../server/limits.ts";
import { PendingSeats } from "../../../../server/matchmaking/pending-seats.ts";

const limits = Object.fromEntries(
  Object.entries(LIMITS).map(([name, { default: value }]) => [name, value]),
) as Limits;

describe("pending seats", () => {
  let nowMs: number;
  let over: LimitName[];
  let seats: PendingSeats;
  let asked: number;

  beforeEach(() => {
    nowMs = 0;
    over = [];
    asked = 0;
    seats = new PendingSeats({
      limits,
      refused: (name) => over.push(name),
      addresses: { isTrusted: (address) => address === "trusted" },
      now: () => nowMs,
    });
  });

  /** The session of a seat, or the code of its refusal. */
  const ask = (address: string, player: string): Promise<string> =>
    seats
      .during(address, player, async () => {
        const id = `s${++asked}`;
        return { id, answer: id };
      })
      .catch((error: Refusal) => error.code);

  it("are two of a player, from whatever address, until one is taken or five seconds have gone by", async () => {
    assert.equal(await ask("trusted", "ann"), "s1");
    assert.equal(await ask("a", "ann"), "s2");
    assert.equal(await ask("b", "ann"), "slowDown");
    seats.taken("s1");
    assert.equal(await ask("b", "ann"), "s3");
    assert.equal(await ask("b", "ann"), "slowDown");
    nowMs = 4999;
    assert.equal(await ask("b", "ann"), "slowDown");
    nowMs = 5000;
    assert.equal(await ask("b", "ann"), "s4");
    assert.deepEqual(over, [...Array(3).fill("pendingSeatsPerPlayer"), "seatSeconds", "seatSeconds"]);
  });

  it("are ten of an address that is not trusted, also when a hundred are asked for at once", async () => {
    const all = await Promise.all(Array.from({ length: 100 }, (_, i) => ask("a", `p${i}`)));
    assert.equal(all.filter((answer) => answer !== "slowDown").length, 10);
    assert.deepEqual(over, Array(90).fill("pendingSeatsPerAddress"));
    const trusted = await Promise.all(Array.from({ length: 100 }, (_, i) => ask("trusted", `p${i}`)));
    assert.ok(!trusted.includes("slowDown"));
  });

  it("count no more when none was given", async () => {
    const give = () => Promise.reject(new Refusal(409, "full"));
    for (let i = 0; i < 50; i++) await assert.rejects(seats.during("a", "ann", give), { code: "full" });
    assert.equal(await ask("a", "ann"), "s1");
    seats.taken("nobody's");
  });

  it("count once while the other processes are told", async () => {
    const counts = {
      held: async () => [0, 0],
      hold: () => new Promise<void>(() => {}),
      taken: async () => {},
    };
    const together = new PendingSeats({
      limits,
      refused: () => {},
      addresses: { isTrusted: () => true },
      counts,
    });
    const given: string[] = [];
    const give = (id: string) => async () => {
      given.push(id);
      return { id, answer: id };
    };
    for (const id of ["lobby", "arena", "one more"]) {
      together.during("a", "ann", give(id)).catch((error: Refusal) => given.push(error.code));
      await new Promise(setImmediate);
    }
    assert.deepEqual(given, ["lobby", "arena", "slowDown"]);
  });
});
