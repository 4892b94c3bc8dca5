// Bots fill an arena: players of the same input path, seeing only what their view holds.
// Owns: who they are, their eyes and their input queues. Must not: touch their skimmers.
import { Bot } from "../../shared/bots/bot.ts";
import { CHARACTER_NAMES } from "../../shared/bots/characters.ts";
import type { SeenSkimmer, Sight } from "../../shared/bots/sight.ts";
import type { Input } from "../../shared/sim/input.ts";
import { hashInts } from "../../shared/sim/random.ts";
import { isResting } from "../../shared/sim/respawn.ts";
import type { Mote, Skimmer, World } from "../../shared/sim/world.ts";
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
  motes: Mote[];
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

  /** Lets a bot go for a person who is about to join, when the arena is as full as bots fill it. */
  makeRoom(): void {
    const { skimmers } = this.host.world;
    if (this.flying() < this.fillTo && skimmers.includes(null)) return;
    const cost = (m: Member): number => {
      const skimmer = skimmers[m.slot];
      return skimmer === null || !skimmer.alive ? -1 : skimmer.embers;
    };
    let least: Member | null = null;
    for (const m of this.members) if (least === null || cost(m) < cost(least)) least = m;
    if (least !== null) this.dismiss(least);
  }

  /** Every bot puts its input for the coming tick into its queue; each thinks anew every few ticks. */
  think(): void {
    const { world, interest } = this.host;
    for (const member of this.members) {
      const viewer = interest.viewer(member.slot);
      const self = world.skimmers[member.slot];
      if (viewer === null || self === null) continue;
      const { sight, bot } = member;
      sight.tick = world.tick;
      sight.arena = world.arena;
      sight.coldUntil = world.coldUntil;
      sight.self = self;
      if ((world.tick + member.slot) % BOTS.thinkTicks === 0) {
        this.look(sight, viewer);
        bot.think(sight);
      }
      member.queue.put(bot.act(sight));
    }
  }

  /** Fills a sight from its viewer's sets, at the state of the last refresh's revelations. For thoughts only. */
  private look({ skimmers, motes }: MemberSight, viewer: Viewer): void {
    const { world, interest } = this.host;
    skimmers.length = 0;
    motes.length = 0;
    for (const other of world.skimmers) {
      if (other === null || other.slot === viewer.slot || !other.alive) continue;
      if (interest.skimmers.bits.has(other.slot, viewer.slot)) skimmers.push(other);
    }
    for (const id of viewer.motes) {
      const mote = world.motes[id];
      if (mote !== null && interest.seesMote(viewer.slot, id)) motes.push(mote);
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
    };
    const slot = this.host.join(identity, { queue, view: null, link: null });
    if (slot === -1) return;
    const character = CHARACTER_NAMES[n % CHARACTER_NAMES.length];
    const bot = new Bot(seed, character, 1 + (hashInts(seed) % 3));
    const { tick, arena, coldUntil, skimmers } = this.host.world;
    const sight = { tick, arena, coldUntil, self: skimmers[slot] as Skimmer, skimmers: [], motes: [] };
    this.members.push({ slot, bot, queue, sight });
  }

  private dismiss(member: Member): void {
    this.members.splice(this.members.indexOf(member), 1);
    this.host.remove(member.slot);
  }
}
