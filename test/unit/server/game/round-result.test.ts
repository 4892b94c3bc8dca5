// What a round hands over for the records: everybody who took part, by place, leavers too.
import assert from "node:assert/strict";
import { type RoundPlayer, type RoundResult, resultOf } from "../../../../server/game/round-result.ts";
import { scoreOf } from "../../../helpers/world.ts";
import { makeGame, PERSON, seat, tick } from "./ports.ts";

/** A round of `lengthTicks` ticks, and what it hands over. */
function round(fillTo = 0, lengthTicks = 20) {
  const game = makeGame({ fillTo, lengths: { lengthTicks, scoresTicks: 5 } });
  const results: RoundResult[] = [];
  game.onRoundOver = (result) => void results.push(result);
  return { game, results };
}

const player = (result: RoundResult, name: string): RoundPlayer =>
  result.players.find((one) => one.name === name) ?? assert.fail(`nobody is called ${name}`);

describe("the result of a round", () => {
  it("names the round and everybody in it, bots too, by embers banked", () => {
    const { game, results } = round(3);
    const slot = game.join({ ...PERSON, id: "u_ann" }, seat());
    scoreOf(game.world, slot).banked = 7;
    Object.assign(scoreOf(game.world, slot), { kills: 2, deaths: 1 });
    tick(game, 20);
    const [result] = results;
    assert.deepEqual(
      [result.mode, result.seed, result.round, result.size, result.ticks],
      ["swarm", 1, 0, "small", 20],
    );
    assert.equal(result.log, game.lastLog);
    const { place, score, kills, deaths, id, bot, team, left } = result.players[0];
    assert.deepEqual(
      [place, score, kills, deaths, id, bot, team, left],
      [1, 7, 2, 1, "u_ann", false, -1, false],
    );
    const bots = result.players.filter((one) => one.bot);
    assert.deepEqual(
      bots.map((one) => [one.id, one.place]),
      bots.map(() => ["", 2]),
    );
  });

  it("keeps who left, with what was done until then", () => {
    const { game, results } = round();
    const ann = game.join({ ...PERSON, id: "u_ann" }, seat());
    scoreOf(game.world, ann).banked = 9;
    game.join({ ...PERSON, name: "Bea", id: "u_bea" }, seat());
    tick(game, 3);
    game.leave(ann);
    // Another in the same slot.
    assert.equal(game.join({ ...PERSON, name: "Cat", id: "u_cat" }, seat()), ann);
    tick(game, 17);
    const [result] = results;
    assert.deepEqual(
      result.players.map(({ name, left, score, place }) => [name, left, score, place]),
      [
        ["Ann", true, 9, 1],
        ["Cat", false, 0, 2],
        ["Bea", false, 0, 2],
      ],
    );
  });

  it("counts who left and came back once, and as present", () => {
    const { game, results } = round();
    const ann = game.join({ ...PERSON, id: "u_ann" }, seat());
    Object.assign(scoreOf(game.world, ann), { banked: 9, kills: 1 });
    tick(game, 3);
    game.leave(ann);
    const again = game.join({ ...PERSON, id: "u_ann" }, seat());
    Object.assign(scoreOf(game.world, again), { banked: 2, kills: 1, deaths: 3 });
    tick(game, 17);
    const { left, score, kills, deaths } = player(results[0], "Ann");
    assert.equal(results[0].players.length, 1);
    assert.deepEqual([left, score, kills, deaths], [false, 11, 2, 3]);
  });

  it("of the next round says nothing of who left in the one before", () => {
    const { game, results } = round();
    game.leave(game.join({ ...PERSON, id: "u_ann" }, seat()));
    game.join({ ...PERSON, name: "Bea", id: "u_bea" }, seat());
    tick(game, 20 + 5 + 20);
    assert.deepEqual(
      results.map(({ players }) => players.map(({ name }) => name).sort()),
      [["Ann", "Bea"], ["Bea"]],
    );
  });

  it("gives equal scores one place, and the next the place after all of them", () => {
    const of = (slot: number, score: number) => ({
      ...{ slot, score, name: "", bot: false, id: "", team: -1, kills: 0, deaths: 0, left: false },
    });
    const placed = resultOf([of(0, 3), of(1, 8), of(2, 3), of(3, 1)], makeGame().world);
    assert.deepEqual(
      placed.map(({ slot, place }) => [slot, place]),
      [
        [1, 1],
        [0, 2],
        [2, 2],
        [3, 4],
      ],
    );
  });
});
