// The light as interest: who is sent what, refreshed before every patch.
// Owns: every viewer's visible set. Must not: change the world, but for a projectile's anchor (see reveal).
import type { ProjectileSchema } from "../../shared/schema/arena-schema.ts";
import { snapPosition } from "../../shared/sim/math.ts";
import { SpatialGrid } from "../../shared/sim/spatial-grid.ts";
import type { Mote, Projectile, Skimmer, World } from "../../shared/sim/world.ts";
import { EMBERS, LIGHT, lightRadius, MAX_SLOTS } from "../../shared/tunables.ts";
import { LitSkimmers } from "./lit-skimmers.ts";
import type { View } from "./ports.ts";
import { SeenBits } from "./seen-bits.ts";

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
}

const near = new Int32Array(EMBERS.maxMotes);

/**
 * A viewer is revealed, round its own skimmer (or where that died):
 * every skimmer within its own light or within that skimmer's light; motes and projectiles within its own.
 * What is revealed stays so up to LIGHT.hysteresis times the radius.
 */
export class Interest {
  readonly skimmers: LitSkimmers;
  private readonly motesSeen = new SeenBits(EMBERS.maxMotes);
  private readonly projectilesSeen = new SeenBits(MAX_PROJECTILES);
  private readonly viewers: (Viewer | null)[] = new Array(MAX_SLOTS).fill(null);
  /** Projectiles by the index of their bits. */
  readonly projectiles: (Projectile | null)[] = new Array(MAX_PROJECTILES).fill(null);
  private readonly freeIndexes: number[] = [];
  private readonly projectileGrid: SpatialGrid;
  private readonly world: World;

  constructor(world: World) {
    this.world = world;
    this.skimmers = new LitSkimmers(world);
    this.projectileGrid = new SpatialGrid(world.arena.side, MAX_PROJECTILES);
    for (let index = MAX_PROJECTILES - 1; index >= 0; index--) this.freeIndexes.push(index);
  }

  /** Opens a pair of eyes for `slot`, whose own skimmer is always revealed. */
  open(slot: number, view: View | null): Viewer {
    this.close(slot);
    const viewer: Viewer = { slot, view, motes: [], projectiles: [] };
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
    this.motesSeen.forgetViewer(slot);
    this.projectilesSeen.forgetViewer(slot);
  }

  viewer(slot: number): Viewer | null {
    return this.viewers[slot];
  }

  seesMote(slot: number, id: number): boolean {
    return this.motesSeen.has(id, slot);
  }

  skimmerGone(slot: number): void {
    this.skimmers.bits.forgetEntity(slot);
  }

  moteGone(id: number): void {
    this.motesSeen.forgetEntity(id);
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
    this.projectilesSeen.forgetEntity(index);
  }

  /** Recomputes what everyone sees. Call before a patch, so that views are of the very state that is sent. */
  refresh(): void {
    this.placeProjectiles();
    this.skimmers.note();
    for (const viewer of this.viewers) {
      if (viewer === null) continue;
      const own = this.world.skimmers[viewer.slot];
      if (own === null) continue;
      this.skimmers.refresh(viewer.slot, viewer.view);
      this.refreshMotes(viewer, own);
      this.refreshProjectiles(viewer, own);
    }
  }

  private placeProjectiles(): void {
    this.projectileGrid.clear();
    for (const p of this.world.projectiles as ProjectileSchema[]) {
      if (p.index !== -1) this.projectileGrid.place(p.index, p.x, p.y);
    }
  }

  private refreshMotes(viewer: Viewer, own: Skimmer): void {
    const light = lightRadius(own.embers);
    const { motes, moteGrid } = this.world;
    const bits = this.motesSeen;
    keep(viewer.motes, (id) => {
      if (!bits.has(id, viewer.slot)) return false;
      const mote = motes[id] as Mote;
      if (within(own, mote, light * LIGHT.hysteresis)) return true;
      bits.clear(id, viewer.slot);
      viewer.view?.hide(mote);
      return false;
    });
    const count = moteGrid.near(own.x, own.y, light, near);
    for (let i = 0; i < count; i++) {
      const mote = motes[near[i]];
      if (mote === null || bits.has(mote.id, viewer.slot) || !within(own, mote, light)) continue;
      bits.set(mote.id, viewer.slot);
      viewer.motes.push(mote.id);
      viewer.view?.reveal(mote, false);
    }
  }

  private refreshProjectiles(viewer: Viewer, own: Skimmer): void {
    const light = lightRadius(own.embers);
    const bits = this.projectilesSeen;
    keep(viewer.projectiles, (index) => {
      if (!bits.has(index, viewer.slot)) return false;
      const projectile = this.projectiles[index] as Projectile;
      if (within(own, projectile, light * LIGHT.hysteresis)) return true;
      bits.clear(index, viewer.slot);
      viewer.view?.hide(projectile);
      return false;
    });
    const count = this.projectileGrid.near(own.x, own.y, light, near);
    for (let i = 0; i < count; i++) {
      const index = near[i];
      const projectile = this.projectiles[index];
      if (projectile === null || bits.has(index, viewer.slot) || !within(own, projectile, light)) continue;
      bits.set(index, viewer.slot);
      viewer.projectiles.push(index);
      if (viewer.view === null) continue;
      if (!withinXY(own, projectile.ax, projectile.ay, light)) anchorHere(this.world, projectile);
      viewer.view.reveal(projectile, false);
    }
  }
}

/** Where a shot began may lie in the dark: whoever sees it in mid-flight is told its flight from here on. */
function anchorHere(world: World, projectile: Projectile): void {
  projectile.ax = snapPosition(projectile.x);
  projectile.ay = snapPosition(projectile.y);
  projectile.anchorTick = world.tick;
}

function withinXY(a: { x: number; y: number }, x: number, y: number, reach: number): boolean {
  const dx = a.x - x;
  const dy = a.y - y;
  return dx * dx + dy * dy <= reach * reach;
}

const within = (a: { x: number; y: number }, b: { x: number; y: number }, reach: number): boolean =>
  withinXY(a, b.x, b.y, reach);

/** Keeps in place what `stays` is true of; order is kept, nothing is allocated but the closure. */
function keep(list: number[], stays: (item: number) => boolean): void {
  let kept = 0;
  for (let i = 0; i < list.length; i++) if (stays(list[i])) list[kept++] = list[i];
  list.length = kept;
}
