// The same match without a network: a plain world whose every player is a bot, on the shared rules.
// Owns: the bots' eyes. Must not: know sockets.
import { Bot } from "../../shared/bots/bot.ts";
import { CHARACTER_NAMES } from "../../shared/bots/characters.ts";
import type { Sight } from "../../shared/bots/sight.ts";
import { SILENT } from "../../shared/sim/events.ts";
import type { Input } from "../../shared/sim/input.ts";
import { lightOf } from "../../shared/sim/light.ts";
import { PLAIN_SPAWNER } from "../../shared/sim/plain-spawner.ts";
import { hashInts } from "../../shared/sim/random.ts";
import { joinAt, startRound } from "../../shared/sim/round.ts";
import { type InputFeed, step } from "../../shared/sim/step.ts";
import { type Mote, makeWorld, type Skimmer, type World } from "../../shared/sim/world.ts";
import { BOTS, EMBERS } from "../../shared/tunables.ts";

interface Player {
  bot: Bot;
  skimmers: Skimmer[];
  motes: Mote[];
  input: Input | null;
}

const near = new Int32Array(EMBERS.maxMotes);

export class PlainMatch implements InputFeed {
  readonly world: World;
  private readonly players: Player[] = [];

  /** `skimmers` bots on the map of `seed`; characters and skills are spread as the server spreads them. */
  constructor(seed: number, skimmers: number) {
    this.world = makeWorld(seed, "medium", PLAIN_SPAWNER);
    startRound(this.world, 0);
    for (let slot = 0; slot < skimmers; slot++) {
      joinAt(this.world, slot);
      const dice = hashInts(seed, slot, 5);
      const character = CHARACTER_NAMES[slot % CHARACTER_NAMES.length];
      const bot = new Bot(dice, character, 1 + (hashInts(dice) % 3));
      this.players.push({ bot, skimmers: [], motes: [], input: null });
    }
  }

  tick(): void {
    const { world } = this;
    for (const [slot, player] of this.players.entries()) {
      const self = world.skimmers[slot] as Skimmer;
      const { skimmers, motes, bot } = player;
      const { tick, arena, coldUntil } = world;
      const sight: Sight = { tick, arena, coldUntil, self, skimmers, motes };
      if ((world.tick + slot) % BOTS.thinkTicks === 0) {
        this.look(self, player);
        bot.think(sight);
      }
      player.input = bot.act(sight);
    }
    step(world, this, SILENT);
  }

  next(slot: number): Input | null {
    const { input } = this.players[slot];
    this.players[slot].input = null;
    return input;
  }

  /** Whom one's own light or theirs reveals, and the motes in one's own. */
  private look(self: Skimmer, { skimmers, motes }: Player): void {
    const { world } = this;
    const light = lightOf(self, world.tick);
    const reaches = (to: { x: number; y: number }, reach: number): boolean =>
      (to.x - self.x) ** 2 + (to.y - self.y) ** 2 <= reach * reach;
    skimmers.length = 0;
    motes.length = 0;
    for (const other of world.skimmers) {
      if (other === null || other === self || !other.alive) continue;
      if (reaches(other, Math.max(light, lightOf(other, world.tick)))) skimmers.push(other);
    }
    const count = world.moteGrid.near(self.x, self.y, light, near);
    for (let i = 0; i < count; i++) {
      const mote = world.motes[near[i]];
      if (mote !== null && reaches(mote, light)) motes.push(mote);
    }
  }
}
