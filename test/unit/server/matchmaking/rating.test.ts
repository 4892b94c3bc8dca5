// What a match does to ratings: who wins gains, ties share, who leaves has lost; and the number that people see.
import assert from "node:assert/strict";
import fc from "fast-check";
import { loadRateMatch, type RatedPlayer, type RateMatch } from "../../../../server/matchmaking/rating.ts";
import { NEW_RATING, pointsOf, type Rating } from "../../../../server/persistence/records.ts";
import { shownRating } from "../../../../shared/protocol/rating.ts";

const player = (playerId: string | null, team: number, place: number, more = {}): RatedPlayer => ({
  playerId,
  team,
  place,
  bot: false,
  left: false,
  ...more,
});

describe("ratings", () => {
  let rateMatch: RateMatch;
  const rated = (players: RatedPlayer[], ratings = new Map<string, Rating>()) => rateMatch(players, ratings);
  before(async function () {
    this.timeout(30_000);
    rateMatch = await loadRateMatch();
  });

  it("[Q6] raise the winner, lower the loser, and make both surer", () => {
    const after = rated([player("winner", 0, 1), player("loser", 1, 2)]);
    const [winner, loser] = [after.get("winner")!, after.get("loser")!];
    assert.ok(winner.mu > 25 && loser.mu < 25);
    assert.ok(winner.sigma < NEW_RATING.sigma && loser.sigma < NEW_RATING.sigma);
    assert.deepEqual([winner.matches, loser.matches], [1, 1]);
  });

  it("move little after a tie of equals", () => {
    const after = rated([player("one", 0, 1), player("two", 1, 1)]);
    assert.ok(Math.abs(after.get("one")!.mu - 25) < 1e-9);
    assert.ok(Math.abs(after.get("two")!.mu - 25) < 1e-9);
  });

  it("rise more after beating somebody better", () => {
    const known = new Map([["favourite", { mu: 35, sigma: 3, matches: 20 }]]);
    const upset = rated([player("newcomer", 0, 1), player("favourite", 1, 2)], known);
    const equal = rated([player("newcomer", 0, 1), player("other", 1, 2)]);
    assert.ok(upset.get("newcomer")!.mu > equal.get("newcomer")!.mu);
    assert.equal(upset.get("favourite")!.matches, 21);
  });

  it("[Q6] count who left as having lost, and spare the team that won without", () => {
    const teams = ["a", "b", "c", "d", "e", "f", "g", "h"].map((id, i) =>
      player(id, i >> 2, (i >> 2) + 1, { left: id === "a" }),
    );
    const after = rated(teams);
    assert.ok(after.get("a")!.mu < 25, "who left the winners has lost");
    assert.ok(after.get("b")!.mu > 25, "those who stayed have won");
    assert.ok(after.get("e")!.mu < 25);
  });

  it("count a duel that both left as lost by both", () => {
    const after = rated([player("a", 0, 1, { left: true }), player("b", 1, 1, { left: true })]);
    assert.ok(after.get("a")!.mu < 25 && after.get("b")!.mu < 25);
  });

  it("rate everyone alone where there are no teams", () => {
    const after = rated([player("a", -1, 1), player("b", -1, 2), player("c", -1, 3)]);
    assert.ok(after.get("a")!.mu > after.get("b")!.mu && after.get("b")!.mu > after.get("c")!.mu);
  });

  it("leave bots, strangers and matches without an opponent out", () => {
    const bot = player(null, 1, 2, { bot: true });
    assert.equal(rated([player("alone", 0, 1), bot]).size, 0);
    assert.equal(rated([]).size, 0);
    const after = rated([player("a", 0, 1), player("b", 1, 2), bot, player(null, 0, 1)]);
    assert.deepEqual([...after.keys()], ["a", "b"]);
  });

  it("are finite for any match of any ratings", () => {
    const someone = fc.record({
      team: fc.integer({ min: 0, max: 1 }),
      left: fc.boolean(),
      mu: fc.double({ min: -50, max: 100, noNaN: true }),
      sigma: fc.double({ min: 0.01, max: 25 / 3, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(someone, { maxLength: 8 }), fc.constantFrom(1, 2), (people, second) => {
        const places = [second === 1 ? 1 : 2, second];
        const players = people.map(({ team, left }, i) => player(`p${i}`, team, places[team], { left }));
        const before = new Map(people.map(({ mu, sigma }, i) => [`p${i}`, { mu, sigma, matches: 0 }]));
        for (const { mu, sigma } of rateMatch(players, before).values())
          assert.ok(Number.isFinite(mu) && Number.isFinite(sigma) && sigma > 0);
      }),
    );
  });

  it("show a newcomer 1000, 40 for each point, and nothing below 0", () => {
    assert.equal(shownRating(pointsOf(NEW_RATING)), 1000);
    assert.equal(shownRating(1), 1040);
    assert.equal(shownRating(-100), 0);
  });
});
