// Scenes of a real match, arranged on the server: what the pictures show.
// Owns: who stands where. Must not: take the pictures.
import type { ArenaGame } from "../../server/game/arena-game.ts";
import { clearDistance } from "../../shared/bots/steering.ts";
import { damage } from "../../shared/sim/combat.ts";
import { putMote } from "../../shared/sim/motes.ts";
import { Pickup } from "../../shared/sim/things.ts";
import { type Place, Tile, tileUnder } from "../../shared/sim/tiles.ts";
import { Weapon } from "../../shared/sim/world.ts";
import { PICKUPS } from "../../shared/tunables/arsenal.ts";
import { RESPAWN, SKIMMER } from "../../shared/tunables.ts";

const AMMO = { scatterAmmo: 10, orbAmmo: 3, mineAmmo: 3 };

/** Open ground with 340 u of free way all round: where a fight can be seen. */
export function openField({ world }: ArenaGame): Place {
  const { arena } = world;
  const headings = Array.from({ length: 8 }, (_, i) => i * 8192);
  for (const reach of [340, 260, 180]) {
    for (let y = 448; y < arena.side - 448; y += 64) {
      for (let x = 448; x < arena.side - 448; x += 64) {
        if (tileUnder(arena, x, y) !== Tile.floor) continue;
        if (headings.every((heading) => clearDistance(arena, x, y, heading, reach) >= reach)) return { x, y };
      }
    }
  }
  throw new Error("no open field on this map");
}

/** Puts a player, rich and whole, in the middle of a ring of `count` bots, among embers and pickups. */
export function arrangeFight(game: ArenaGame, slot: number, count: number): void {
  const place = openField(game);
  const { world } = game;
  Object.assign(game.skimmer(slot), place, { vx: 0, vy: 0, embers: 14, overshield: 20, ...AMMO });
  const bots = world.skimmers.filter((skimmer) => skimmer?.alive === true && skimmer.slot !== slot);
  for (const [i, bot] of bots.slice(0, count).entries()) {
    const angle = (i / count) * Math.PI * 2 + 0.4;
    const far = 190 + (i % 3) * 55;
    const at = { x: place.x + Math.cos(angle) * far, y: place.y + Math.sin(angle) * far };
    if (tileUnder(world.arena, at.x, at.y) !== Tile.floor) continue;
    Object.assign(bot as object, at, { vx: 0, vy: 0, embers: 3 + i * 2, ...AMMO });
  }
  const kinds = [Pickup.repair, Pickup.lantern, Pickup.scatter, Pickup.surge, Pickup.ember];
  for (const [i, kind] of kinds.entries()) {
    const angle = (i / kinds.length) * Math.PI * 2;
    const at = { x: place.x + Math.cos(angle) * 130, y: place.y + Math.sin(angle) * 130 };
    putMote(world, at.x, at.y, kind, kind === Pickup.ember ? 5 : 0);
  }
}

/** Keeps a player whole, so that a picture can wait for the right moment. */
export function keepWhole(game: ArenaGame, slot: number): void {
  const skimmer = game.skimmer(slot);
  if (skimmer.alive) Object.assign(skimmer, { hitPoints: SKIMMER.hitPoints, overshield: PICKUPS.overshield });
}

/** Keeps a player who has just died from coming back. */
export function keepDead(game: ArenaGame, slot: number): void {
  game.skimmer(slot).respawnTicks = RESPAWN.delayTicks;
}

/** A bot ends the player, with a Scatter. */
export function end(game: ArenaGame, slot: number): void {
  const by = game.world.skimmers.find((skimmer) => skimmer?.alive === true && skimmer.slot !== slot);
  if (by == null) throw new Error("no bot is left");
  const victim = game.skimmer(slot);
  victim.overshield = 0;
  damage(game.world, victim, by.slot, 1000, 9000, Weapon.scatter, game.events);
}

/** A round that has been fought over: scores for everybody. */
export function arrangeScores({ world }: ArenaGame): void {
  for (const [slot, score] of world.scores.entries()) {
    if (score === null) continue;
    Object.assign(score, { banked: (slot * 37) % 143, kills: (slot * 5) % 17, deaths: (slot * 3) % 11 });
  }
}
