// Who is matched with whom: windows, age, parties, fairness, and that the order of the tickets does not matter.
import assert from "node:assert/strict";
import fc from "fast-check";
import { form } from "../../../../server/matchmaking/form.ts";
import { makeTicket, type Ticket, windowAfter } from "../../../../server/matchmaking/ticket.ts";
import { QUEUE } from "../../../../shared/tunables/queue.ts";
import { FRESH } from "../../../helpers/seeds.ts";

let made = 0;
/** A ticket of `size` people who are all rated `mu`. */
const ticket = (mu: number, { size = 1, sinceMs = 0, pingMs = 30 } = {}): Ticket => {
  made += 1;
  const members = Array.from({ length: size }, (_, i) => ({ id: `u${made}.${i}`, mu, pingMs }));
  return makeTicket(made, members, sinceMs);
};
const sizes = (team: Ticket[]): number => team.reduce((sum, { members }) => sum + members.length, 0);
const inGroups = (tickets: readonly Ticket[], nowMs: number, teamSize: number): number[][] =>
  form(tickets, nowMs, teamSize).map(({ teams }) => teams.flat().map(({ id }) => id));

describe("forming matches", () => {
  it("[Q3] takes the nearest within the window, and nobody outside it", () => {
    const [one, near, far] = [ticket(25), ticket(25.3), ticket(29)];
    assert.deepEqual(inGroups([far, one, near], 0, 1), [[one.id, near.id]]);
    assert.deepEqual(inGroups([one, far], 0, 1), []);
  });

  it("[Q3] widens the window with waiting", () => {
    const pair = [ticket(25), ticket(29)];
    const enough = ((4 - QUEUE.points.from) / QUEUE.points.perSecond) * 1000;
    assert.equal(form(pair, enough - 1, 1).length, 0);
    assert.equal(form(pair, enough, 1).length, 1);
    const links = [ticket(25), ticket(25, { pingMs: 30 + 300 })];
    const later = ((300 - QUEUE.pingMs.from) / QUEUE.pingMs.perSecond) * 1000;
    assert.equal(form(links, later - 1, 1).length, 0);
    assert.equal(form(links, later, 1).length, 1);
  });

  it("[Q3] matches anybody with anybody in the end", () => {
    const pair = [ticket(-20, { pingMs: 5 }), ticket(70, { pingMs: 2_000, sinceMs: QUEUE.anybodyMs })];
    assert.equal(form(pair, QUEUE.anybodyMs - 1, 1).length, 0);
    assert.equal(form(pair, QUEUE.anybodyMs, 1).length, 1);
    assert.equal(windowAfter(QUEUE.anybodyMs).points, Infinity);
  });

  it("[Q3] lets the oldest choose first", () => {
    const [young, old, between] = [
      ticket(25.2, { sinceMs: 500 }),
      ticket(24.8),
      ticket(25, { sinceMs: 900 }),
    ];
    assert.deepEqual(inGroups([young, between, old], 1000, 1), [[old.id, between.id]]);
  });

  it("[Q4] keeps parties in one team and fills both", () => {
    const tickets = [ticket(25, { size: 3 }), ticket(25, { size: 2 }), ticket(25, { size: 2 }), ticket(25)];
    const [{ teams }] = form(tickets, 0, 4);
    assert.deepEqual(teams.map(sizes), [4, 4]);
    assert.equal(
      form([ticket(25, { size: 3 }), ticket(25, { size: 3 }), ticket(25, { size: 2 })], 60_000, 4).length,
      0,
    );
  });

  it("[Q4] deals the fairest teams of those that there are", () => {
    const eight = [30, 29, 28, 27, 23, 22, 21, 20].map((mu) => ticket(mu));
    const [{ teams, apart }] = form(eight, QUEUE.anybodyMs, 4);
    const sum = (team: Ticket[]): number => team.reduce((total, { mu }) => total + mu, 0);
    assert.equal(sum(teams[0]), sum(teams[1]));
    assert.equal(apart, 0);
  });

  it("puts unfair teams off until the wait has widened that too", () => {
    const four = ticket(25.4, { size: 4 });
    const tickets = [ticket(25), ticket(25), ticket(25), ticket(25), four];
    assert.equal(form(tickets, 0, 4).length, 0);
    const enough = ((0.4 - QUEUE.fairness.from) / QUEUE.fairness.perSecond) * 1000;
    assert.equal(form(tickets, enough + 1, 4).length, 1);
    const fairer = [...tickets, ticket(25.45), ticket(25.45), ticket(25.45), ticket(25.45)];
    assert.ok(form(fairer, 0, 4)[0].apart <= QUEUE.fairness.from, "somebody else of the window made it fair");
  });

  const anyTicket = fc.record({
    mu: fc.double({ min: 0, max: 50, noNaN: true }),
    size: fc.constantFrom(1, 1, 1, 2, 3, 4),
    sinceMs: fc.nat(40_000),
    pingMs: fc.nat(400),
  });
  it(`[Q1] uses nobody twice, and the order of the tickets says nothing (seed ${FRESH})`, () => {
    fc.assert(
      fc.property(fc.array(anyTicket, { maxLength: 60, size: "max" }), (people) => {
        const tickets = people.map(({ mu, ...more }) => ticket(mu, more));
        const groups = inGroups(tickets, 40_000, 4);
        const taken = groups.flat();
        assert.equal(new Set(taken).size, taken.length);
        for (const { teams } of form(tickets, 40_000, 4)) assert.deepEqual(teams.map(sizes), [4, 4]);
        assert.deepEqual(inGroups([...tickets].reverse(), 40_000, 4), groups);
      }),
      { seed: FRESH, numRuns: 300 },
    );
  });

  it(`leaves nobody who takes anybody, while there are others that fill two teams (seed ${FRESH})`, () => {
    fc.assert(
      fc.property(fc.array(anyTicket, { maxLength: 40, size: "max" }), (people) => {
        const tickets = people.map(({ mu, ...more }) => ticket(mu, more));
        const late = 40_000 + QUEUE.anybodyMs;
        const taken = new Set(inGroups(tickets, late, 4).flat());
        const rest = tickets.filter(({ id }) => !taken.has(id));
        assert.deepEqual(inGroups(rest, late, 4), []);
        assert.ok(rest.filter(({ members }) => members.length === 1).length < 8);
      }),
      { seed: FRESH, numRuns: 300 },
    );
  });
});
