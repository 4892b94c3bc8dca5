// The synced state itself is stepped on the server, plain objects elsewhere: both go the same way at every tick.
import assert from "node:assert/strict";
import { SchemaSpawner } from "../../server/game/schema-spawner.ts";
import { ArenaSchema } from "../../shared/schema/arena-schema.ts";
import { packMove } from "../../shared/sim/input.ts";
import { begin } from "../../shared/sim/match.ts";
import { PLAIN_SPAWNER } from "../../shared/sim/plain-spawner.ts";
import { join, leave, startRound } from "../../shared/sim/round.ts";
import { makeWorld, type Spawner, type World } from "../../shared/sim/world.ts";
import { MODES } from "../../shared/tunables/modes.ts";
import type { ArenaSize } from "../../shared/tunables.ts";
import { type Choose, pseudoInput } from "../helpers/world.ts";
import { assertSame, hashes } from "./parting.ts";

function crowded(seed: number, size: ArenaSize, spawner: Spawner, players: number): World {
  const world = makeWorld(seed, size, spawner);
  startRound(world, 0);
  for (let i = 0; i < players; i++) join(world);
  return world;
}

/** Runs both kinds of world side by side, through a round's end and people who leave and come. */
function compare(seed: number, size: ArenaSize, players: number, ticks: number): void {
  const worlds = [new SchemaSpawner(new ArenaSchema()), PLAIN_SPAWNER].map((spawner) =>
    crowded(seed, size, spawner, players),
  );
  const choose: Choose = (slot, at) => pseudoInput(seed, slot, at);
  const stretch = (count: number): void => {
    const from = worlds[0].tick;
    const [synced, plain] = worlds.map((world) => hashes(world, count, choose));
    assertSame(synced, plain, from, `seed ${seed}, ${size}`);
  };
  stretch(ticks);
  for (const world of worlds) {
    leave(world, 2);
    leave(world, 5);
    join(world);
    world.phaseEndsTick = world.tick + 3;
  }
  stretch(3);
  for (const world of worlds) world.phaseEndsTick = world.tick + 2;
  stretch(ticks);
}

describe("Schema instances and plain objects", function () {
  this.timeout(60_000);

  for (const seed of [1, 2, 3, 4, 5, 6])
    it(`seed ${seed}: 24 players on the small map part in no tick`, () => compare(seed, "small", 24, 1200));

  it("100 players on the large map, up to its far edges, part in no tick", () =>
    compare(7, "large", 100, 300));

  for (const mode of ["duel", "rush"] as const)
    it(`a ${mode}, from its warm-up on, parts in no tick`, () => {
      const worlds = [new SchemaSpawner(new ArenaSchema()), PLAIN_SPAWNER].map((spawner) => {
        const world = makeWorld(3, MODES[mode].size ?? "small", spawner, undefined, mode);
        startRound(world, 0);
        for (let i = 0; i < 2 * MODES[mode].seats; i++) join(world, i % 2);
        begin(world);
        return world;
      });
      const choose: Choose = (slot, at) => {
        const input = pseudoInput(3, slot, at);
        // To the middle by turns, where the core is.
        return at % 90 < 75 ? { ...input, move: packMove(slot % 2 === 0 ? 1 : -1, 0) } : input;
      };
      const [synced, plain] = worlds.map((world) => hashes(world, 1500, choose));
      assertSame(synced, plain, 0, mode);
      assert.ok(mode === "duel" || (worlds[0].core?.touchedBy ?? -1) !== -1);
    });

  it("a crowd that dashes at each other on a spot parts in no tick", () => {
    const worlds = [new SchemaSpawner(new ArenaSchema()), PLAIN_SPAWNER].map((spawner) =>
      crowded(8, "small", spawner, 40),
    );
    const choose: Choose = (slot, at) => {
      const self = worlds[0].skimmers[slot];
      return { ...pseudoInput(8, slot, at), buttons: (at + slot) % 7 < 3 && self !== null ? 4 : 0 };
    };
    for (const world of worlds) {
      for (const s of world.skimmers) {
        if (s === null) continue;
        s.x = world.arena.forge.x + (s.slot % 7) * 20;
        s.y = world.arena.forge.y + Math.floor(s.slot / 7) * 20;
        s.embers = (s.slot * 7) % 51;
      }
    }
    for (let round = 0; round < 20; round++) {
      const from = worlds[0].tick;
      const [synced, plain] = worlds.map((world) => {
        for (const s of world.skimmers) if (s !== null) s.dashCharges = 2;
        return hashes(world, 20, choose);
      });
      assertSame(synced, plain, from, "the crowd");
    }
  });
});
