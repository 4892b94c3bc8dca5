// What the map does (portals, wells, gates, crystal, haze) goes the same way twice, on plain objects and on the synced
// state: everybody is put where something happens.
import assert from "node:assert/strict";
import { SchemaSpawner } from "../../server/game/schema-spawner.ts";
import { ArenaSchema } from "../../shared/schema/arena-schema.ts";
import { hash } from "../../shared/sim/hash.ts";
import { Button, type Input, packMove } from "../../shared/sim/input.ts";
import { cos, direction, sin } from "../../shared/sim/math.ts";
import { PLAIN_SPAWNER } from "../../shared/sim/plain-spawner.ts";
import { hashInts } from "../../shared/sim/random.ts";
import { join, startRound } from "../../shared/sim/round.ts";
import { type Arena, type Place, Tile } from "../../shared/sim/tiles.ts";
import { makeWorld, type Spawner, type World } from "../../shared/sim/world.ts";
import { ARENA } from "../../shared/tunables.ts";
import { FRESH, SEEDS } from "../helpers/seeds.ts";
import { type Choose, restoreWorld, saveWorld, skimmerOf } from "../helpers/world.ts";
import { assertSame, hashes } from "./parting.ts";

const TICKS = 900;
const WINDOW = 8;

/** Twenty players, who die of nothing: a map's own effects are looked at. */
function crowded(seed: number, spawner: Spawner): World {
  const world = makeWorld(seed, "small", spawner);
  startRound(world, 0);
  for (let i = 0; i < 20; i++) join(world);
  return world;
}

/** Where each player goes: the third of its slots to a portal, a well and a gate in turn, the rest shoots at crystal. */
function goalOf({ portals, wells, gates }: Arena, slot: number, turn: number): Place {
  const all = [portals, wells, gates][slot % 3];
  return all[(slot + turn) % all.length];
}

/** What they do follows from the map as it was made, so that it is the same in every run. */
function actingOn(world: World, seed: number): Choose {
  const { arena } = world;
  const crystal = [...arena.tiles.keys()].filter((at) => arena.tiles[at] === Tile.crystal);
  return (slot, tick): Input => {
    const own = skimmerOf(world, slot);
    const goal = goalOf(arena, slot, tick >> 8);
    const heading =
      direction(goal.x - own.x, goal.y - own.y) + (hashInts(seed, slot, tick >> 3) % 12000) - 6000;
    const at = crystal.reduce((a, b) => (toTile(arena, a, own) <= toTile(arena, b, own) ? a : b));
    const { x, y } = middleOf(arena, at);
    return {
      move: packMove(cos(heading), sin(heading)),
      aim: direction(x - own.x, y - own.y),
      buttons: Button.fire | (tick % 50 === slot ? Button.dash : 0),
      view: 0,
    };
  };
}

const middleOf = ({ columns }: Arena, at: number): Place => ({
  x: ((at % columns) + 0.5) * ARENA.tile,
  y: (Math.floor(at / columns) + 0.5) * ARENA.tile,
});

function toTile(arena: Arena, at: number, { x, y }: Place): number {
  const middle = middleOf(arena, at);
  return Math.abs(middle.x - x) + Math.abs(middle.y - y);
}

describe(`what the map does (this run's fresh seed is ${FRESH})`, function () {
  this.timeout(60_000);

  for (const seed of SEEDS) {
    it(`seed ${seed}: rewinds, every 8 ticks twice, through portals, wells, gates and breaking crystal`, () => {
      const world = crowded(seed, PLAIN_SPAWNER);
      const choose = actingOn(world, seed);
      let jumps = 0;
      for (let at = 0; at < TICKS; at += WINDOW) {
        const from = world.tick;
        const saved = saveWorld(world);
        const before = hash(world);
        const first = hashes(world, WINDOW, choose);
        restoreWorld(world, saved);
        assert.equal(hash(world), before);
        assertSame(hashes(world, WINDOW, choose), first, from, `seed ${seed}`);
        for (const s of world.skimmers) if (s !== null && s.portalTicks > 30 - WINDOW) jumps += 1;
      }
      assert.ok(jumps > 2, `${jumps} jumps`);
      assert.ok(world.broken.length > 3, `${world.broken.length} tiles broke`);
    });

    it(`seed ${seed}: is the same on Schema instances and on plain objects`, () => {
      const worlds = [new SchemaSpawner(new ArenaSchema()), PLAIN_SPAWNER].map((spawner) =>
        crowded(seed, spawner),
      );
      const [synced, plain] = worlds.map((world) => hashes(world, TICKS, actingOn(world, seed)));
      assertSame(synced, plain, 0, `seed ${seed}`);
      assert.deepEqual([...worlds[0].arena.tiles], [...worlds[1].arena.tiles]);
    });
  }
});
