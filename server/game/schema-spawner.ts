// Entities of the synced state: the step works on the very instances that patches are made of.
// Owns: the maps of the state. Must not: decide when anything comes or goes.
import {
  type ArenaSchema,
  BrokenSchema,
  CoreSchema,
  MineSchema,
  MoteSchema,
  ProjectileSchema,
  RosterSchema,
} from "../../shared/schema/arena-schema.ts";
import { SkimmerSchema } from "../../shared/schema/skimmer-schema.ts";
import type { Broken, Core, Mine } from "../../shared/sim/things.ts";
import type { Mote, Projectile, Score, Skimmer, Spawner } from "../../shared/sim/world.ts";
import { MATCH } from "../../shared/tunables/modes.ts";

/** Who flies in a slot, as everybody may know it. */
export interface Identity {
  name: string;
  hue: number;
  bot: boolean;
  /** Who it is for the room's records; "" for bots. Opaque to the game. */
  id: string;
  /** 0 or 1; -1: the game chooses, the smaller team; without teams always -1. */
  team: number;
}

/** Told when an entity comes or goes, while it is still (or already) in the state. */
export interface Comings {
  skimmerGone(skimmer: Skimmer): void;
  moteGone(id: number): void;
  mineGone(id: number): void;
  projectileCame(projectile: Projectile): number;
  projectileGone(index: number): void;
}

export class SchemaSpawner implements Spawner {
  /** Set by the game once its interest exists; the world needs the spawner first. */
  comings: Comings | null = null;
  /** Who is about to take a slot: set before the world's `joinAt`. */
  identity: Identity = { name: "", hue: 0, bot: false, id: "", team: -1 };
  private readonly state: ArenaSchema;
  /** Keys of motes and mines are never used again. */
  private nextKey = 0;

  constructor(state: ArenaSchema) {
    this.state = state;
  }

  skimmer(slot: number): Skimmer {
    const skimmer = new SkimmerSchema();
    skimmer.slot = slot;
    this.state.skimmers.set(String(slot), skimmer);
    return skimmer;
  }

  removeSkimmer(skimmer: Skimmer): void {
    const key = String(skimmer.slot);
    this.comings?.skimmerGone(skimmer);
    this.state.skimmers.delete(key);
    this.state.roster.delete(key);
  }

  score(slot: number): Score {
    const entry = new RosterSchema();
    entry.slot = slot;
    entry.name = this.identity.name;
    entry.team = this.identity.team;
    // Team-mates look alike, so that nobody has to learn who is who.
    entry.hue = entry.team === -1 ? this.identity.hue : MATCH.hues[entry.team];
    entry.bot = this.identity.bot;
    this.state.roster.set(String(slot), entry);
    return entry;
  }

  projectile(id: number): Projectile {
    const projectile = new ProjectileSchema();
    projectile.id = id;
    projectile.index = this.comings?.projectileCame(projectile) ?? -1;
    this.state.projectiles.set(String(id), projectile);
    return projectile;
  }

  removeProjectile(projectile: Projectile): void {
    const { index, id } = projectile as ProjectileSchema;
    if (index !== -1) this.comings?.projectileGone(index);
    this.state.projectiles.delete(String(id));
  }

  mote(id: number): Mote {
    const mote = new MoteSchema();
    mote.id = id;
    mote.key = String(this.nextKey++);
    this.state.motes.set(mote.key, mote);
    return mote;
  }

  broken(at: number): Broken {
    const broken = new BrokenSchema();
    broken.at = at;
    this.state.broken.set(String(at), broken);
    return broken;
  }

  removeBroken({ at }: Broken): void {
    this.state.broken.delete(String(at));
  }

  removeMote(mote: Mote): void {
    this.comings?.moteGone(mote.id);
    this.state.motes.delete((mote as MoteSchema).key);
  }

  core(): Core {
    const core = new CoreSchema();
    this.state.core = core;
    return core;
  }

  mine(id: number): Mine {
    const mine = new MineSchema();
    mine.id = id;
    mine.key = String(this.nextKey++);
    this.state.mines.set(mine.key, mine);
    return mine;
  }

  removeMine(mine: Mine): void {
    this.comings?.mineGone(mine.id);
    this.state.mines.delete((mine as MineSchema).key);
  }
}
