// Whatever happens in whatever order: nobody is in two groups, nobody is seated twice, no party is torn, no place is lost.
import assert from "node:assert/strict";
import fc from "fast-check";
import { type Effect, Queue } from "../../../../server/matchmaking/queue.ts";
import { QUEUE, type RatedMode } from "../../../../shared/tunables/queue.ts";
import { FRESH } from "../../../helpers/seeds.ts";
import { Ledger } from "../../../matchsim/ledger.ts";

const PEOPLE = 24;
const who = fc.integer({ min: 0, max: PEOPLE - 1 });
const which = fc.nat(30);
const mode = fc.constantFrom<RatedMode>("duel", "rush");

/** One thing that happens. `which`: which of the matches that there are; an answer may come from anybody. */
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("join" as const),
      mode,
      who,
      size: fc.constantFrom(1, 1, 1, 1, 2, 2, 3, 4, 5),
      mu: fc.integer({ min: 0, max: 50 }),
      pingMs: fc.nat(400),
    }),
  },
  { weight: 8, arbitrary: fc.record({ do: fc.constant("allYes" as const), which }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant("allCome" as const), which }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("answer" as const), who, which, yes: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("leave" as const), who }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("seated" as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("failed" as const), which, who }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("came" as const), who, which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("went" as const), who, which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("ended" as const), which }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("pass" as const),
      ms: fc.constantFrom(0, 250, 1000, 6000, 11_000, 31_000),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const NO_MATCH = { match: 999, players: [] as string[] };

/** Drives a queue and its ledger through steps, and remembers which matches there were and who was in them. */
class Drive {
  readonly queue = new Queue();
  readonly ledger = new Ledger(this.queue);
  private readonly matches: { match: number; players: string[] }[] = [];
  private nowMs = 0;
  begun = 0;

  take(step: Step): void {
    const effects = this.act(step);
    this.begun += effects.filter(({ kind }) => kind === "begin").length;
    this.ledger.book(effects);
    this.ledger.compare();
    assert.deepEqual(this.ledger.violations, []);
  }

  private act(step: Step): Effect[] {
    const id = "who" in step ? `u${step.who}` : "";
    const { match, players } = "which" in step ? this.recent(step.which) : NO_MATCH;
    if (step.do === "join") return this.join(step, id);
    if (step.do === "pass") return this.pass(step.ms);
    if (step.do === "leave") return this.queue.leave(id);
    if (step.do === "seated") return this.queue.seated(match, this.nowMs);
    if (step.do === "failed") return this.queue.failed(match, step.who % 2 === 0 ? [id] : []);
    if (step.do === "answer") return this.answer(id, match, step.yes);
    if (step.do === "came") return this.come(id, match);
    if (step.do === "went") return this.go([id], match, () => this.queue.went(id, match));
    if (step.do === "ended") return this.go(players, match, () => this.queue.ended(match));
    if (step.do === "allYes") return players.flatMap((player) => this.answer(player, match, true));
    return [
      ...this.queue.seated(match, this.nowMs),
      ...players.flatMap((player) => this.come(player, match)),
    ];
  }

  /** One of the four newest matches. */
  private recent(which: number): { match: number; players: string[] } {
    return this.matches.at(-1 - (which % Math.min(4, this.matches.length || 1))) ?? NO_MATCH;
  }

  private join({ mode, who, size, mu, pingMs }: Step & { do: "join" }, id: string): Effect[] {
    const party = Array.from({ length: size }, (_, i) => `u${(who + i) % PEOPLE}`);
    const refusal = this.queue.join(
      mode,
      party.map((member) => ({ id: member, mu, pingMs })),
      this.nowMs,
    );
    if (refusal === null) this.ledger.joined(mode, party, this.nowMs);
    else if (mode === "duel" && size > 1) assert.equal(refusal, "size", id);
    return [];
  }

  private answer(id: string, match: number, yes: boolean): Effect[] {
    if (yes && this.ledger.entries.get(id)?.match === match) this.ledger.saidYes(id, match);
    return this.queue.answer(id, match, yes, this.nowMs);
  }

  private come(id: string, match: number): Effect[] {
    if (this.queue.standing(id)?.stage === "arriving") this.ledger.came(id, match);
    return this.queue.came(id, match, this.nowMs);
  }

  /** People go from a match: those who played it are free. */
  private go(players: string[], match: number, tell: () => Effect[]): Effect[] {
    const effects = tell();
    for (const player of players)
      if (this.ledger.entries.get(player)?.match === match) this.ledger.freed(player);
    return effects;
  }

  private pass(ms: number): Effect[] {
    this.nowMs += ms;
    const effects = this.queue.tick(this.nowMs);
    for (const e of effects)
      if (e.kind === "check") this.matches.push({ match: e.match, players: e.players });
    this.ledger.book(effects);
    this.ledger.lookForStarved(this.nowMs);
    return [];
  }
}

describe(`the queue, whatever happens (seed ${FRESH})`, () => {
  it("[Q1] has nobody in two groups, seats nobody twice, tears no party and keeps every place", function () {
    this.timeout(60_000);
    let begun = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 60, maxLength: 300, size: "max" }), (steps) => {
        const drive = new Drive();
        for (const each of steps) drive.take(each);
        begun += drive.begun;
      }),
      { seed: FRESH, numRuns: 1000 },
    );
    assert.ok(begun > 200, `only ${begun} matches began: the steps say little`);
  });

  it("[Q2] lets go of everybody within bounded time, whatever was left undone", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const drive = new Drive();
        for (const each of steps) drive.take(each);
        // Nobody does anything any more: checks, rooms and seats run out, again and again, until nobody can be matched.
        for (let i = 0; i < PEOPLE * QUEUE.tries; i++) drive.take({ do: "pass", ms: 31_000 });
        for (const { state } of drive.ledger.entries.values())
          assert.ok(["waiting", "playing", "gone"].includes(state), state);
      }),
      { seed: FRESH, numRuns: 50 },
    );
  });
});
