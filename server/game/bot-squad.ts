// Bots fill an arena: players of the same input path, seeing only what their view holds.
// Owns: who they are, their eyes and their input queues. Must not: touch their skimmers.
import { Bot } from "../../shared/bots/bot.ts";
import { CAST } from "../../shared/bots/cast.ts";
import type { SeenMine, SeenMote, SeenShot, SeenSkimmer, Sight } from "../../shared/bots/sight.ts";
import type { Input } from "../../shared/sim/input.ts";
import { hashInts } from "../../shared/sim/random.ts";
import { isResting } from "../../shared/sim/respawn.ts";
import { areMates } from "../../shared/sim/teams.ts";
import type { Skimmer, World } from "../../shared/sim/world.ts";
import { BOTS, HUES } from "../../shared/tunables.ts";
import type { Interest, Viewer } from "./interest.ts";
import type { InputQueue, Seat } from "./ports.ts";
import type { Identity } from "./schema-spawner.ts";

const NAMES =
  "Ashwing Cinder Flint Wick Soot Kindle Jane Tallow Sparrow Lumen Halo Vesper Nightjar Quill Rook Juniper Kestrel Nova Orbit Pyre Saffron Tinder Umbra Wisp Zephyr Brand Coal Dusk".split(
    " ",
  );

/** What the squad needs of its game. */
export interface BotHost {
  readonly world: World;
  readonly interest: Interest;
  join(identity: Identity, seat: Seat): number;
  remove(slot: number): void;
}

/** A queue of one: the bot's input for the coming tick. */
class BotQueue implements InputQueue {
  size = 0;
  readonly waitedMs = 0;
  private input: Input | undefined;

  put(input: Input): void {
    this.input = input;
    this.size = 1;
  }

  next(): Input | undefined {
    if (this.size === 0) return undefined;
    this.size = 0;
    return this.input;
  }
}

/** Made once, filled anew. */
interface MemberSight extends Sight {
  skimmers: SeenSkimmer[];
  motes: SeenMote[];
  shots: SeenShot[];
  mines: SeenMine[];
}

interface Member {
  slot: number;
  bot: Bot;
  queue: BotQueue;
  sight: MemberSight;
}

export class BotSquad {
  private readonly host: BotHost;
  private readonly fillTo: number;
  private readonly members: Member[] = [];
  private recruited = 0;

  constructor(host: BotHost, fillTo: number) {
    this.host = host;
    this.fillTo = fillTo;
  }

  get count(): number {
    return this.members.length;
  }

  /** Recruits until `fillTo` skimmers fly: who sits out is not counted. */
  refill(): void {
    for (let flying = this.flying(); flying < this.fillTo; flying++) this.recruit();
  }

  private flying(): number {
    let count = 0;
    for (const skimmer of this.host.world.skimmers) if (skimmer !== null && !isResting(skimmer)) count += 1;
    return count;
  }

  /**
   * Lets a bot go for a person who is about to join, when the arena is as full as bots fill it: one that is between
   * lives. While all live, the person comes as one more and `think` lets a bot go at its next death; only when every
   * slot is taken, the bot that carries least goes at once.
   */
  makeRoom(): void {
    const { skimmers } = this.host.world;
    const isFull = !skimmers.includes(null);
    if (!isFull && this.flying() < this.fillTo) return;
    if (this.dismissDead() || !isFull) return;
    const embers = (m: Member): number => skimmers[m.slot]?.embers ?? 0;
    let least: Member | null = null;
    for (const m of this.members) if (least === null || embers(m) < embers(least)) least = m;
    if (least !== null) this.dismiss(least);
  }

  /** Dismisses a bot of a team, one that is between lives if there is one. */
  dismissOf(team: number): void {
    const { skimmers, teams } = this.host.world;
    const mates = this.members.filter(({ slot }) => teams[slot] === team);
    const one = mates.find(({ slot }) => skimmers[slot]?.alive !== true) ?? mates[0];
    if (one !== undefined) this.dismiss(one);
  }

  /** Dismisses a bot that is between lives; false when all live. */
  private dismissDead(): boolean {
    const { skimmers } = this.host.world;
    const dead = this.members.find(({ slot }) => skimmers[slot]?.alive !== true);
    if (dead !== undefined) this.dismiss(dead);
    return dead !== undefined;
  }

  /** Every bot puts its input for the coming tick into its queue; each thinks anew every few ticks. */
  think(): void {
    const { world, interest } = this.host;
    if (this.flying() > this.fillTo) this.dismissDead();
    for (const member of this.members) {
      const viewer = interest.viewer(member.slot);
      const self = world.skimmers[member.slot];
      if (viewer === null || self === null) continue;
      const { sight, bot } = member;
      sight.tick = world.tick;
      sight.arena = world.arena;
      sight.coldUntil = world.coldUntil;
      sight.motherTick = world.motherTick;
      sight.crown = world.crown;
      sight.self = self;
      if (world.teams[member.slot] !== -1) sight.match = { team: world.teams[member.slot], core: world.core };
      if ((world.tick + member.slot) % BOTS.thinkTicks === 0) {
        this.look(sight, viewer);
        bot.think(sight);
      }
      member.queue.put(bot.act(sight));
    }
  }

  /** Fills a sight from its viewer's sets, at the state of the last refresh's revelations. For thoughts only. */
  private look({ skimmers, motes, shots, mines }: MemberSight, viewer: Viewer): void {
    const { world, interest } = this.host;
    skimmers.length = 0;
    motes.length = 0;
    shots.length = 0;
    mines.length = 0;
    for (const other of world.skimmers) {
      if (other === null || other.slot === viewer.slot || !other.alive) continue;
      if (areMates(world, other.slot, viewer.slot)) continue;
      if (interest.skimmers.bits.has(other.slot, viewer.slot)) skimmers.push(other);
    }
    for (const id of viewer.motes) {
      const mote = world.motes[id];
      if (mote !== null && interest.seesMote(viewer.slot, id)) motes.push(mote);
    }
    for (const index of viewer.projectiles) {
      const shot = interest.projectiles[index];
      if (shot !== null && interest.seesProjectile(viewer.slot, index)) shots.push(shot);
    }
    for (const id of viewer.mines) {
      const mine = world.mines[id];
      if (mine !== null && interest.seesMine(viewer.slot, id)) mines.push(mine);
    }
  }

  private recruit(): void {
    const n = this.recruited++;
    const seed = hashInts(this.host.world.seed, n, 5);
    const queue = new BotQueue();
    const identity = {
      name: NAMES[(this.host.world.seed + n) % NAMES.length],
      hue: n % HUES.length,
      bot: true,
      id: "",
      team: -1,
    };
    const slot = this.host.join(identity, { queue, view: null, link: null });
    if (slot === -1) return;
    const { mode, rules } = this.host.world;
    const cast = CAST[mode];
    // Bots come to the teams by turns.
    const character = cast[Math.floor(n / Math.max(1, rules.teams)) % cast.length];
    const bot = new Bot(seed, character, 1 + (hashInts(seed) % 3));
    const { tick, arena, coldUntil, motherTick, crown, skimmers } = this.host.world;
    const known = { tick, arena, coldUntil, motherTick, crown, self: skimmers[slot] as Skimmer };
    const sight = { ...known, skimmers: [], motes: [], shots: [], mines: [] };
    this.members.push({ slot, bot, queue, sight });
  }

  private dismiss(member: Member): void {
    this.members.splice(this.members.indexOf(member), 1);
    this.host.remove(member.slot);
  }
}
