// Everything that can be drawn, arranged round one place: for pictures, and for a test that nothing throws.
// Owns: the arrangement, on the server and in the page. Must not: press or assert anything.
import type { Page } from "playwright-core";
import type { ArenaGame } from "../../server/game/arena-game.ts";
import { layMine } from "../../shared/sim/mines.ts";
import { putMote } from "../../shared/sim/motes.ts";
import { scatter } from "../../shared/sim/pellets.ts";
import { launch } from "../../shared/sim/projectile.ts";
import { Flying, Pickup } from "../../shared/sim/things.ts";
import { type Arena, type Place, Tile, tileAt } from "../../shared/sim/tiles.ts";
import type { Skimmer } from "../../shared/sim/world.ts";
import { MOTHER } from "../../shared/tunables/arsenal.ts";
import { ARENA, EMBERS, MAX_SLOTS } from "../../shared/tunables.ts";

/** Things of the land, u from the middle. */
const LAND = {
  portals: [
    [-430, -130],
    [-430, 60],
  ],
  wells: [[520, 130]],
  gates: [
    [330, -230],
    [-300, -280],
  ],
  beacons: [
    [-190, 330],
    [190, 330],
  ],
} as const;
/** Tiles from the middle's: crystal to the left below, haze to the right above. */
const CRYSTAL = [
  [-4, 2],
  [-3, 2],
  [-3, 3],
  [-5, 1],
];
const HAZE = [
  [3, -2],
  [4, -2],
  [4, -3],
  [5, -2],
  [3, -3],
];

/** The middle of the widest plain ground near the middle of a map: nine by five tiles, but for lanes. */
export function openMiddle(arena: Arena): Place {
  let best = { x: 0, y: 0, free: -1 };
  for (let row = 4; row < arena.columns - 4; row++) {
    for (let column = 6; column < arena.columns - 6; column++) {
      let free = 0;
      for (let dy = -3; dy <= 3; dy++) {
        for (let dx = -5; dx <= 5; dx++) if (tileAt(arena, column + dx, row + dy) === Tile.floor) free += 1;
      }
      if (free > best.free) best = { x: (column + 0.5) * ARENA.tile, y: (row + 0.5) * ARENA.tile, free };
    }
  }
  return best;
}

/** Puts the land's things round a place of this arena; the same on the server and, as text, in the page. */
function moveLand(arena: Arena, { x, y }: Place, land: typeof LAND, tiles: [number[][], number][]): void {
  for (const [name, places] of Object.entries(land)) {
    places.forEach(([dx, dy], i) => {
      Object.assign(arena[name as "wells"][i], { x: x + dx, y: y + dy });
    });
  }
  const side = arena.side / arena.columns;
  for (const [offsets, kind] of tiles) {
    for (const [dx, dy] of offsets) {
      arena.tiles[(Math.floor(y / side) + dy) * arena.columns + Math.floor(x / side) + dx] = kind;
    }
  }
}

/** Moves portals, a well, gates, beacons, crystal and haze round `middle`, for the server and for one page. */
export async function arrangeLand(game: ArenaGame, page: Page, middle: Place): Promise<void> {
  const tiles: [number[][], number][] = [
    [CRYSTAL, Tile.crystal],
    [HAZE, Tile.haze],
  ];
  moveLand(game.world.arena, middle, LAND, tiles);
  await page.evaluate(
    ([source, place, land, kinds]) => {
      const move = new Function(`return (${source})`)() as typeof moveLand;
      move(window.__emberline!.view.arena, place, land, kinds);
    },
    [moveLand.toString(), middle, LAND, tiles] as const,
  );
}

const OTHERS = ["小明", "Kestrel", "Nova", "Orbit", "夜鹰", "Flint"];
/** Where they stand, u from the middle: the last is near enough to be seen in its cloak. */
const STANDS = [
  [-210, -70],
  [210, -40],
  [-120, 150],
  [150, 150],
  [430, -250],
  [62, -48],
];

/** Six who stand round `middle` and shoot, lay and guard in every tick, and whoever is in `own`; until it is stopped. */
export function arrangeFight(game: ArenaGame, own: number, middle: Place): () => void {
  const { world } = game;
  const nothing = { size: 0, next: () => undefined, waitedMs: 0 };
  const slots = OTHERS.map((name, i) =>
    game.join({ name, hue: i + 1, bot: false, id: "", team: -1 }, { queue: nothing, view: null, link: null }),
  );
  world.scores[slots[0]]!.banked = 9;
  const tick = game.tick.bind(game);
  game.tick = (lost) => {
    tick(lost);
    world.coldUntil[1] = world.tick + 150;
    slots.forEach((slot, i) => {
      const [dx, dy] = STANDS[i];
      hold(game.skimmer(slot), middle.x + dx, middle.y + dy);
      wear(game, slot, i);
    });
    hold(game.skimmer(own), middle.x, middle.y);
    wear(game, own, -1);
    fight(game, slots, own);
  };
  return () => {
    game.tick = tick;
  };
}

function hold(skimmer: Skimmer, x: number, y: number): void {
  Object.assign(skimmer, { x, y, vx: 0, vy: 0, alive: true, hitPoints: 70 });
}

/** What each of them shows; -1 is oneself. */
function wear(game: ArenaGame, slot: number, which: number): void {
  const { tick } = game.world;
  const skimmer = game.skimmer(slot);
  const later = tick + 90;
  skimmer.aim = (40 * which + 20) & 255;
  if (which === -1) Object.assign(skimmer, { embers: 26, overshield: 32 });
  if (which === 0) Object.assign(skimmer, { embers: 12, overshield: 16 });
  if (which === 1) Object.assign(skimmer, { lanternUntilTick: later });
  if (which === 2) Object.assign(skimmer, { guardTicks: 5, guardAim: skimmer.aim, guardedAtTick: tick });
  if (which === 3) Object.assign(skimmer, { chargeTicks: 8 });
  if (which === 5) Object.assign(skimmer, { cloakUntilTick: later });
}

function fight(game: ArenaGame, slots: readonly number[], own: number): void {
  const { world, events } = game;
  const at = (i: number) => game.skimmer(slots[i]);
  const shot = world.tick & 0xffff;
  if (world.tick % 8 === 0) scatter(world, slots[0], shot, at(0).x + 20, at(0).y, 8000 + shot * 40, events);
  if (world.tick % 5 === 0) launch(world, slots[1], shot, at(1).x, at(1).y + 24, 21000 + shot * 90);
  if (world.tick % 30 === 0) launch(world, slots[3], shot, at(3).x, at(3).y, 1000 * shot, Flying.orb);
  if (world.tick % 20 === 0) {
    // Others' mines show from near only.
    const { x, y } = game.skimmer(own);
    layMine(world, own, x - 40 - ((shot * 7) % 60), y + 96);
    layMine(world, slots[2], x + 36 + ((shot * 3) % 40), y + 66);
  }
  if (world.tick % 40 === 0) events.reflected(at(2), at(2).x + 44, at(2).y - 30);
}

/** Every kind of pickup in a row above `middle`, shards, and a mother-ember. */
export function arrangePickups(game: ArenaGame, { x, y }: Place): void {
  const kinds = Object.values(Pickup).filter((kind) => kind !== Pickup.ember);
  kinds.forEach((kind, i) => putMote(game.world, x - 230 + i * 66, y - 170, kind, 0));
  for (let i = 0; i < 4; i++) putMote(game.world, x - 300 + i * 40, y + 232, Pickup.ember, EMBERS.shardValue);
  for (let i = 0; i < 12; i++) putMote(game.world, x - 280 + i * 50, y + 270);
  putMote(game.world, x + 20, y + 232, Pickup.ember, MOTHER.value);
}

/** As many motionless skimmers, pickups and embers round `middle` as make `count` things to draw. */
export function arrangeCrowd(game: ArenaGame, middle: Place, count: number): void {
  const nothing = { size: 0, next: () => undefined, waitedMs: 0 };
  const skimmers = Math.min(MAX_SLOTS, Math.round(count / 3));
  for (let i = 0; i < count; i++) {
    const away = 60 + 330 * Math.sqrt(i / count);
    const x = middle.x + Math.cos(i * 2.4) * away;
    const y = middle.y + Math.sin(i * 2.4) * away * 0.8;
    if (i >= skimmers) putMote(game.world, x, y, i % 9, i % 9 === Pickup.ember ? 1 : 0);
    else {
      const identity = { name: `Crowd ${i}`, hue: i % 8, bot: false, id: "", team: -1 };
      const slot = game.join(identity, { queue: nothing, view: null, link: null });
      Object.assign(game.skimmer(slot), { x, y, alive: true, embers: i % 12 });
    }
  }
}
