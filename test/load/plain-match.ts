// The same match without a network: a plain world whose every player is a bot, on the shared rules.
// Owns: the bots' eyes. Must not: know sockets.
import { Bot } from "../../shared/bots/bot.ts";
import { CAST, type Character } from "../../shared/bots/cast.ts";
import type { SeenMine, SeenMote, SeenShot, SeenSkimmer, Sight } from "../../shared/bots/sight.ts";
import { SILENT, type SimEvents } from "../../shared/sim/events.ts";
import { seenWithin } from "../../shared/sim/hiding.ts";
import type { Input } from "../../shared/sim/input.ts";
import { lightOf } from "../../shared/sim/light.ts";
import { PLAIN_SPAWNER } from "../../shared/sim/plain-spawner.ts";
import { recordPoses } from "../../shared/sim/pose-history.ts";
import { hashInts } from "../../shared/sim/random.ts";
import { joinAt, startRound } from "../../shared/sim/round.ts";
import { type InputFeed, step } from "../../shared/sim/step.ts";
import { makeWorld, type Skimmer, type World } from "../../shared/sim/world.ts";
import { MINE } from "../../shared/tunables/arsenal.ts";
import { type ArenaSize, BOTS, EMBERS } from "../../shared/tunables.ts";

interface Player {
  bot: Bot;
  sight: Sight & { skimmers: SeenSkimmer[]; motes: SeenMote[]; shots: SeenShot[]; mines: SeenMine[] };
  input: Input | null;
}

export interface BotKind {
  character: Character;
  /** 1 to 3. */
  skill: number;
}

const near = new Int32Array(EMBERS.maxMotes);

const isNear = (a: { x: number; y: number }, x: number, y: number, reach: number): boolean =>
  (a.x - x) ** 2 + (a.y - y) ** 2 <= reach * reach;

/** Characters and skills as the server spreads them. */
const mixed = (seed: number, count: number): BotKind[] =>
  Array.from({ length: count }, (_, slot) => ({
    character: CAST.swarm[slot % CAST.swarm.length],
    skill: 1 + (hashInts(hashInts(seed, slot, 5)) % 3),
  }));

export class PlainMatch implements InputFeed {
  readonly world: World;
  private readonly players: Player[] = [];
  private readonly events: SimEvents;

  /** Bots on the map of `seed`: as many as `skimmers` says, or the very ones that it lists. */
  constructor(
    seed: number,
    skimmers: number | readonly BotKind[],
    size: ArenaSize = "medium",
    events: (world: World) => SimEvents = () => SILENT,
  ) {
    const world = makeWorld(seed, size, PLAIN_SPAWNER);
    this.world = world;
    this.events = events(world);
    startRound(world, 0);
    const kinds = typeof skimmers === "number" ? mixed(seed, skimmers) : skimmers;
    for (const [slot, { character, skill }] of kinds.entries()) {
      joinAt(world, slot);
      const bot = new Bot(hashInts(seed, slot, 5), character, skill);
      const { tick, arena, coldUntil, motherTick, crown } = world;
      const known = { tick, arena, coldUntil, motherTick, crown, self: world.skimmers[slot] as Skimmer };
      this.players.push({
        bot,
        sight: { ...known, skimmers: [], motes: [], shots: [], mines: [] },
        input: null,
      });
    }
  }

  tick(): void {
    this.think();
    this.step();
  }

  /** Every bot decides on its input for the coming tick. */
  think(): void {
    const { world } = this;
    for (const [slot, player] of this.players.entries()) {
      const { sight, bot } = player;
      sight.tick = world.tick;
      sight.arena = world.arena;
      sight.coldUntil = world.coldUntil;
      sight.motherTick = world.motherTick;
      sight.crown = world.crown;
      sight.self = world.skimmers[slot] as Skimmer;
      if ((world.tick + slot) % BOTS.thinkTicks === 0) {
        this.look(player);
        bot.think(sight);
      }
      player.input = bot.act(sight);
    }
  }

  /** One tick of the world; two patches to three ticks, as a room sends them. */
  step(): void {
    step(this.world, this, this.events);
    if (this.world.tick % 3 !== 0) recordPoses(this.world);
  }

  next(slot: number): Input | null {
    const { input } = this.players[slot];
    this.players[slot].input = null;
    return input;
  }

  /** Whom one's own light or theirs reveals, and what lies and flies in one's own; others' mines from near. */
  private look({ sight: { self, skimmers, motes, shots, mines } }: Player): void {
    const { world } = this;
    const { x, y, slot } = self;
    const light = lightOf(self as Skimmer, world.tick);
    skimmers.length = motes.length = shots.length = mines.length = 0;
    for (const other of world.skimmers) {
      if (other === null || other === self || !other.alive) continue;
      const lit = Math.max(light, lightOf(other, world.tick));
      if (isNear(other, x, y, Math.min(lit, seenWithin(world.arena, other, world.tick))))
        skimmers.push(other);
    }
    const count = world.moteGrid.near(x, y, light, near);
    for (let i = 0; i < count; i++) {
      const mote = world.motes[near[i]];
      if (mote !== null && isNear(mote, x, y, light)) motes.push(mote);
    }
    for (const shot of world.projectiles) if (isNear(shot, x, y, light)) shots.push(shot);
    if (world.mineCount === 0) return;
    for (const mine of world.mines) {
      if (mine !== null && isNear(mine, x, y, mine.owner === slot ? light : MINE.seenWithin))
        mines.push(mine);
    }
  }
}
