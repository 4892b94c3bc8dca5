// Parties: who comes in, who goes, who leads, and what stays true whatever happens.
import assert from "node:assert/strict";
import fc from "fast-check";
import { Parties, type PartyEffect } from "../../../../server/matchmaking/parties.ts";
import { PARTY } from "../../../../shared/tunables/queue.ts";
import { FRESH } from "../../../helpers/seeds.ts";

const person = (id: string) => ({ id, name: `Name of ${id}`, hue: 3 });

/** Codes AAA0, AAA1, … */
function someParties(): Parties {
  let made = 0;
  return new Parties(() => `AAA${made++}`);
}

function partyOf(...ids: string[]): Parties {
  const parties = someParties();
  parties.make(person(ids[0]));
  for (const id of ids.slice(1)) parties.join(person(id), "AAA0");
  return parties;
}

const refusals = (effects: PartyEffect[]): string[] =>
  effects.flatMap((effect) => (effect.kind === "refused" ? [effect.reason] : []));

describe("parties", () => {
  it("[P1] are made by anybody and joined by their code, up to four", () => {
    const parties = partyOf("a", "b", "c", "d");
    assert.deepEqual(
      parties.of("c")?.members.map(({ id }) => id),
      ["a", "b", "c", "d"],
    );
    assert.equal(parties.of("d")?.leader, "a");
    assert.deepEqual(parties.of("a")?.members[0], { ...person("a"), away: false });
    assert.deepEqual(refusals(parties.join(person("e"), "AAA0")), ["full"]);
    assert.deepEqual(refusals(parties.join(person("e"), "AAA9")), ["gone"]);
  });

  it("[P1] tell every member whatever changes", () => {
    const parties = partyOf("a", "b");
    const told = parties.join(person("c"), "AAA0").find((effect) => effect.kind === "state");
    assert.deepEqual(told?.kind === "state" && told.to, ["a", "b", "c"]);
  });

  it("[P1] are left for another party", () => {
    const parties = partyOf("a", "b");
    parties.make(person("c"));
    const effects = parties.join(person("b"), "AAA1");
    assert.deepEqual(effects[0], { kind: "out", player: "b", reason: "left" });
    assert.equal(parties.of("b")?.leader, "c");
    assert.equal(parties.of("a")?.members.length, 1);
    assert.deepEqual(
      parties.make(person("b")).map(({ kind }) => kind),
      ["state"],
      "who is in one keeps it",
    );
  });

  it("[P2] pass to who came next when the leader goes, and end with the last", () => {
    const parties = partyOf("a", "b", "c");
    parties.leave("a");
    assert.equal(parties.of("b")?.leader, "b");
    parties.leave("b");
    parties.leave("c");
    assert.deepEqual(refusals(parties.join(person("d"), "AAA0")), ["gone"]);
    assert.deepEqual(parties.leave("c"), []);
  });

  it("[P2] let the leader, and nobody else, put others out and choose who leads", () => {
    const parties = partyOf("a", "b", "c");
    assert.deepEqual(refusals(parties.putOut("b", "c")), ["notLeader"]);
    assert.deepEqual(refusals(parties.lead("b", "b")), ["notLeader"]);
    assert.deepEqual(refusals(parties.putOut("a", "a")), ["gone"]);
    assert.deepEqual(refusals(parties.putOut("a", "stranger")), ["gone"]);
    assert.deepEqual(refusals(parties.putOut("nobody", "a")), ["gone"]);
    assert.deepEqual(refusals(parties.lead("a", "stranger")), ["gone"]);
    parties.lead("a", "c");
    assert.equal(parties.of("a")?.leader, "c");
    const effects = parties.putOut("c", "a");
    assert.deepEqual(effects[0], { kind: "out", player: "a", reason: "putOut" });
    assert.deepEqual(refusals(parties.join(person("a"), "AAA0")), ["gone"], "the old invitation is void");
  });

  it("[P3] keep the place of who loses the connection, for a minute", () => {
    const parties = partyOf("a", "b", "c");
    parties.away("a", 1000);
    assert.equal(parties.of("b")?.members[0].away, true);
    assert.deepEqual(parties.away("a", 30_000), [], "the minute began with the first");
    assert.deepEqual(parties.tick(1000 + PARTY.awayMs - 1), []);
    parties.here({ id: "a", name: "New name", hue: 5 });
    assert.deepEqual(parties.tick(1000 + PARTY.awayMs), []);
    assert.deepEqual(parties.of("b")?.members[0], { id: "a", name: "New name", hue: 5, away: false });
    parties.away("a", 100_000);
    parties.away("b", 100_001);
    const [out] = parties.tick(100_000 + PARTY.awayMs);
    assert.deepEqual(out, { kind: "out", player: "a", reason: "away" });
    assert.equal(parties.of("b")?.leader, "c", "who is here leads");
  });

  it("[P2] say who is not together any more, so that their queue can end", () => {
    const parties = partyOf("a", "b");
    const groups = (effects: PartyEffect[]) =>
      effects.flatMap((effect) => (effect.kind === "regrouped" ? [effect.players] : []));
    assert.deepEqual(groups(parties.join(person("c"), "AAA0")), [["a", "b", "c"]]);
    assert.deepEqual(groups(parties.leave("b")), [["a", "b", "c"]]);
    assert.deepEqual(groups(parties.lead("a", "c")), []);
    assert.deepEqual(groups(parties.away("c", 5)), []);
  });

  it("are bounded, and refuse where no code is free", () => {
    const parties = someParties();
    for (let i = 0; i < PARTY.parties; i++) parties.make(person(`u${i}`));
    assert.deepEqual(refusals(parties.make(person("one too many"))), ["busy"]);
    const stuck = new Parties(() => "SAME");
    stuck.make(person("a"));
    assert.deepEqual(refusals(stuck.make(person("b"))), ["busy"]);
  });

  const who = fc.integer({ min: 0, max: 9 }).map((n) => `u${n}`);
  const act = fc.record({
    do: fc.constantFrom("make", "join", "leave", "putOut", "lead", "away", "here", "tick"),
    who,
    whom: who,
    ms: fc.nat(40_000),
  });
  it(`[P2] stay whole whatever happens: one party for each, one leader in it (seed ${FRESH})`, () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 120, size: "max" }), (acts) => {
        const parties = someParties();
        let nowMs = 0;
        for (const { do: what, who: id, whom, ms } of acts) {
          nowMs += ms;
          const code = parties.of(whom)?.code ?? "ZZZ";
          if (what === "make") parties.make(person(id));
          else if (what === "join") parties.join(person(id), code);
          else if (what === "leave") parties.leave(id);
          else if (what === "putOut") parties.putOut(id, whom);
          else if (what === "lead") parties.lead(id, whom);
          else if (what === "away") parties.away(id, nowMs);
          else if (what === "here") parties.here(person(id));
          else parties.tick(nowMs);
          for (let n = 0; n < 10; n++) {
            const state = parties.of(`u${n}`);
            if (state === undefined) continue;
            const ids = state.members.map((member) => member.id);
            assert.ok(ids.includes(`u${n}`) && ids.includes(state.leader) && ids.length <= PARTY.size);
            assert.equal(new Set(ids).size, ids.length);
            for (const other of ids) assert.equal(parties.of(other)?.code, state.code);
          }
        }
      }),
      { seed: FRESH, numRuns: 300 },
    );
  });
});
