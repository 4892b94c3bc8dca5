// What haze hides and what broken crystal is told: who is revealed to whom.
import assert from "node:assert/strict";
import { hitCrystal } from "../../../../shared/sim/crystal.ts";
import { seenWithin } from "../../../../shared/sim/hiding.ts";
import { Tile } from "../../../../shared/sim/tiles.ts";
import { flatArena } from "../../../helpers/world.ts";
import { ArrayQueue, makeGame, PERSON, RecordingView, seat } from "./ports.ts";

const COLUMNS = 24;
const HAZE = { x: 10.5 * 128, y: 10.5 * 128 };

/** A game on a bare map with one tile of haze and two of crystal, and two people at the places given. */
function meet(own: { x: number; y: number }, other: { x: number; y: number }) {
  const game = makeGame({ seed: 1, fillTo: 0 });
  const arena = flatArena("small");
  arena.tiles[10 * COLUMNS + 10] = Tile.haze;
  arena.tiles[5 * COLUMNS + 5] = Tile.crystal;
  arena.tiles[5 * COLUMNS + 20] = Tile.crystal;
  game.world.arena = arena;
  game.world.crystal.fill(0);
  const views = [own, other].map((place) => {
    const view = new RecordingView();
    const slot = game.join(PERSON, seat(new ArrayQueue(), view));
    Object.assign(game.skimmer(slot), place);
    return view;
  });
  const sees = (): [boolean, boolean] => {
    game.interest.refresh();
    return [views[0].held.has(game.skimmer(1)), views[1].held.has(game.skimmer(0))];
  };
  return { game, views, sees };
}

describe("haze", () => {
  it("is seen into from 140 u and no further; who is in it sees out as far as ever", () => {
    for (const [far, seen] of [
      [139, true],
      [141, false],
      [250, false],
    ] as const) {
      const { sees } = meet({ x: HAZE.x - far, y: HAZE.y }, HAZE);
      assert.deepEqual(sees(), [seen, true], `${far} u`);
    }
  });

  it("hides a rich light, too", () => {
    const { game, sees } = meet({ x: HAZE.x - 300, y: HAZE.y }, HAZE);
    game.skimmer(1).embers = 50;
    assert.deepEqual(sees(), [false, true]);
    Object.assign(game.skimmer(1), { x: HAZE.x + 70 });
    assert.deepEqual(sees(), [true, true]);
  });

  it("once seen, one is lost 6% further away, and at once where one goes in beyond that", () => {
    const { game, sees } = meet({ x: HAZE.x - 138, y: HAZE.y }, HAZE);
    assert.deepEqual(sees(), [true, true]);
    game.skimmer(0).x = HAZE.x - 147;
    assert.deepEqual(sees(), [true, true]);
    game.skimmer(0).x = HAZE.x - 150;
    assert.deepEqual(sees(), [false, true]);
    Object.assign(game.skimmer(1), { x: HAZE.x - 70 });
    assert.deepEqual(sees(), [true, true]);
    Object.assign(game.skimmer(1), { x: HAZE.x + 10 });
    assert.deepEqual(sees(), [false, true]);
  });

  it("is a rule of the place alone", () => {
    const arena = flatArena("small");
    arena.tiles[10 * COLUMNS + 10] = Tile.haze;
    assert.equal(seenWithin(arena, { ...HAZE, cloakUntilTick: 0 }, 1), 140);
    assert.equal(seenWithin(arena, { x: HAZE.x + 65, y: HAZE.y, cloakUntilTick: 0 }, 1), Infinity);
  });
});

describe("a Cloak", () => {
  it("hides from all beyond 90 u while it lasts, and hides nothing from who wears it", () => {
    const { game, sees } = meet({ x: 1000, y: 500 }, { x: 1100, y: 500 });
    assert.deepEqual(sees(), [true, true]);
    game.skimmer(1).cloakUntilTick = game.world.tick + 5;
    assert.deepEqual(sees(), [false, true]);
    game.skimmer(0).x = 1012;
    assert.deepEqual(sees(), [true, true]);
    game.skimmer(0).x = 1000;
    assert.deepEqual(sees(), [false, true]);
    game.skimmer(1).cloakUntilTick = game.world.tick;
    assert.deepEqual(sees(), [true, true]);
  });
});

describe("broken crystal", () => {
  const near = { x: 5.5 * 128 + 200, y: 5.5 * 128 };

  it("is told to whose light touches its tile, once, and to nobody else before they come", () => {
    const { game, views, sees } = meet(near, { x: 2000, y: 2000 });
    hitCrystal(game.world, 5 * 128, near.y, 0, 200);
    hitCrystal(game.world, 20 * 128, near.y, 0, 200);
    sees();
    const [here, there] = game.world.broken;
    const holds = (): boolean[] => views.flatMap(({ held }) => [held.has(here), held.has(there)]);
    assert.deepEqual(holds(), [true, false, false, false]);
    Object.assign(game.skimmer(1), { x: 20.5 * 128, y: near.y + 260 + 92 });
    sees();
    assert.deepEqual(holds(), [true, false, false, false]);
    game.skimmer(1).y -= 2;
    sees();
    assert.deepEqual(holds(), [true, false, false, true]);
    Object.assign(game.skimmer(0), { x: 2000, y: 2500 });
    sees();
    assert.deepEqual(holds(), [true, false, false, true], "what is known stays known");
  });

  it("is told anew to who comes back", () => {
    const { game, sees } = meet(near, { x: 2000, y: 2000 });
    hitCrystal(game.world, 5 * 128, near.y, 0, 200);
    sees();
    const view = new RecordingView();
    game.setAbsent(0);
    game.resume(0, seat(new ArrayQueue(), view));
    sees();
    assert.ok(view.held.has(game.world.broken[0]));
  });
});
