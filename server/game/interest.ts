// The light as interest: who is sent what, refreshed before every patch.
// Owns: every viewer's visible set. Must not: change the world, but for a projectile's anchor.
import type { ProjectileSchema } from "../../shared/schema/arena-schema.ts";
import { snapPosition } from "../../shared/sim/math.ts";
import { SpatialGrid } from "../../shared/sim/spatial-grid.ts";
import type { Mine } from "../../shared/sim/things.ts";
import type { Place } from "../../shared/sim/tiles.ts";
import type { Mote, Projectile, Skimmer, World } from "../../shared/sim/world.ts";
import { MINE } from "../../shared/tunables/arsenal.ts";
import { CORE } from "../../shared/tunables/modes.ts";
import { EMBERS, MAX_SLOTS } from "../../shared/tunables.ts";
import { isInLamp } from "./lamp.ts";
import { LitCrystal } from "./lit-crystal.ts";
import { type Eyes, isWithin, LitPlaces } from "./lit-places.ts";
import { LitSkimmers } from "./lit-skimmers.ts";
import type { Onlookers } from "./onlookers.ts";
import type { View } from "./ports.ts";

/** Projectiles in flight at once, at most: 124 players x 6 shots/s x 0.8 s is 596. */
export const MAX_PROJECTILES = 1024;

/** One pair of eyes: a client with its view, or a bot with none. */
export interface Viewer {
  slot: number;
  view: View | null;
  /** Ids of the motes it sees; may hold ids that are gone until the next refresh. */
  motes: number[];
  /** Indexes of the projectiles it sees, likewise. */
  projectiles: number[];
  /** Ids of the mines, likewise. */
  mines: number[];
}

/**
 * A viewer is revealed, round where its eyes are (its own skimmer's place, and light, while that lives: onlookers.ts):
 * every skimmer within that light or within that skimmer's light, unless that is hidden; motes, projectiles, broken
 * crystal and its own mines within it, others' mines only from near.
 * What is in the core's light is revealed to everybody as if it were in their own, and team-mates wherever they are.
 * What is revealed stays so up to LIGHT.hysteresis times the radius.
 */
export class Interest {
  readonly skimmers: LitSkimmers;
  private readonly crystal: LitCrystal;
  private readonly motes: LitPlaces<Mote>;
  private readonly flying: LitPlaces<Projectile>;
  private readonly mines: LitPlaces<Mine>;
  /** Of the viewer that is being refreshed; reused. */
  private readonly eyes: Eyes = { slot: 0, x: 0, y: 0, light: 0, view: null };
  private readonly viewers: (Viewer | null)[] = new Array(MAX_SLOTS).fill(null);
  /** Projectiles by the index of their bits. */
  readonly projectiles: (Projectile | null)[] = new Array(MAX_PROJECTILES).fill(null);
  private readonly freeIndexes: number[] = [];
  private projectileGrid: SpatialGrid;
  /** Side of the map that the grid is for, u. */
  private side: number;
  private readonly world: World;
  private readonly onlookers: Onlookers;

  constructor(world: World, onlookers: Onlookers) {
    this.world = world;
    this.onlookers = onlookers;
    this.skimmers = new LitSkimmers(world);
    this.crystal = new LitCrystal(world);
    this.side = world.arena.side;
    this.projectileGrid = new SpatialGrid(world.arena.side, MAX_PROJECTILES);
    const inLamp = (thing: Place, ease: number) => isInLamp(world, thing, ease);
    this.motes = new LitPlaces<Mote>(EMBERS.maxMotes, {
      things: () => world.motes,
      grid: () => world.moteGrid,
      inLamp,
    });
    this.flying = new LitPlaces<Projectile>(MAX_PROJECTILES, {
      things: () => this.projectiles,
      grid: () => this.projectileGrid,
      beforeReveal: (projectile, eyes) => anchorInLight(world, projectile, eyes),
      inLamp,
    });
    this.mines = new LitPlaces<Mine>(MINE.most, {
      things: () => world.mines,
      grid: () => world.mineGrid,
      reach: (mine, slot) => (mine.owner === slot ? Number.POSITIVE_INFINITY : MINE.seenWithin),
      inLamp,
    });
    for (let index = MAX_PROJECTILES - 1; index >= 0; index--) this.freeIndexes.push(index);
  }

  /** Opens a pair of eyes for `slot`, whose own skimmer is always revealed. */
  open(slot: number, view: View | null): Viewer {
    this.close(slot);
    const viewer: Viewer = { slot, view, motes: [], projectiles: [], mines: [] };
    this.viewers[slot] = viewer;
    this.skimmers.bits.set(slot, slot);
    const own = this.world.skimmers[slot];
    if (own !== null) view?.reveal(own, true);
    return viewer;
  }

  close(slot: number): void {
    if (this.viewers[slot] === null) return;
    this.viewers[slot] = null;
    this.skimmers.bits.forgetViewer(slot);
    this.motes.bits.forgetViewer(slot);
    this.flying.bits.forgetViewer(slot);
    this.mines.bits.forgetViewer(slot);
    this.crystal.forgetViewer(slot);
  }

  viewer(slot: number): Viewer | null {
    return this.viewers[slot];
  }

  /** True while a viewer is sent somebody's skimmer. */
  seesSkimmer(slot: number, other: number): boolean {
    return this.skimmers.bits.has(other, slot);
  }

  seesMote(slot: number, id: number): boolean {
    return this.motes.bits.has(id, slot);
  }

  seesProjectile(slot: number, index: number): boolean {
    return this.flying.bits.has(index, slot);
  }

  seesMine(slot: number, id: number): boolean {
    return this.mines.bits.has(id, slot);
  }

  /**
   * Whoever was sent it is told by name that it is gone: when somebody else takes the slot before the next patch, the
   * state's map says no more than that it holds another, which those who do not see that one are not told.
   */
  skimmerGone(skimmer: Skimmer): void {
    const { bits } = this.skimmers;
    for (const viewer of this.viewers)
      if (viewer !== null && bits.has(skimmer.slot, viewer.slot)) viewer.view?.hide(skimmer);
    bits.forgetEntity(skimmer.slot);
  }

  moteGone(id: number): void {
    this.motes.bits.forgetEntity(id);
  }

  mineGone(id: number): void {
    this.mines.bits.forgetEntity(id);
  }

  /** Gives a new projectile the index of its bits; -1 when all are taken. */
  projectileCame(projectile: Projectile): number {
    const index = this.freeIndexes.pop() ?? -1;
    if (index !== -1) this.projectiles[index] = projectile;
    return index;
  }

  projectileGone(index: number): void {
    this.projectiles[index] = null;
    this.freeIndexes.push(index);
    this.flying.bits.forgetEntity(index);
  }

  /** Recomputes what everyone sees. Call before a patch, so that views are of the very state that is sent. */
  refresh(): void {
    this.placeProjectiles();
    this.skimmers.note();
    const { core } = this.world;
    const lamp = core === null ? null : { x: core.x, y: core.y, light: CORE.light };
    for (const viewer of this.viewers) {
      if (viewer === null) continue;
      if (this.world.skimmers[viewer.slot] === null) continue;
      const { eyes } = this;
      eyes.slot = viewer.slot;
      eyes.view = viewer.view;
      Object.assign(eyes, this.onlookers.sightOf(viewer.slot));
      if (viewer.view !== null) this.onlookers.tell(viewer.slot);
      this.skimmers.refresh(eyes);
      this.motes.refresh(viewer.motes, eyes, lamp);
      this.flying.refresh(viewer.projectiles, eyes, lamp);
      this.mines.refresh(viewer.mines, eyes, lamp);
      this.crystal.refresh(eyes);
    }
  }

  private placeProjectiles(): void {
    const { side } = this.world.arena;
    if (side === this.side) this.projectileGrid.clear();
    else this.projectileGrid = new SpatialGrid(side, MAX_PROJECTILES);
    this.side = side;
    for (const p of this.world.projectiles as ProjectileSchema[]) {
      if (p.index !== -1) this.projectileGrid.place(p.index, p.x, p.y);
    }
  }
}

/** Where a shot began may lie in the dark: whoever sees it in mid-flight is told its flight from here on. */
function anchorInLight(world: World, projectile: Projectile, eyes: Eyes): void {
  const anchor = { x: projectile.ax, y: projectile.ay };
  if (isWithin(eyes, anchor, eyes.light) || isInLamp(world, anchor)) return;
  projectile.ax = snapPosition(projectile.x);
  projectile.ay = snapPosition(projectile.y);
  projectile.aim = projectile.heading;
  projectile.bounces = projectile.left;
  projectile.anchorTick = world.tick;
}
