// A player without a person: the browser's net code with a bot's behaviour for hands and a report for a screen.
// Owns: what it sees and what it measured. Must not: know more than its connection tells.
import type { GameSession } from "../../client/net/game-session.ts";
import type { Controls } from "../../client/net/game-view.ts";
import { joinGame } from "../../client/net/join.ts";
import { Bot } from "../../shared/bots/bot.ts";
import { CHARACTER_NAMES } from "../../shared/bots/characters.ts";
import type { Sight } from "../../shared/bots/sight.ts";
import { moveX, moveY } from "../../shared/sim/input.ts";
import { hashInts } from "../../shared/sim/random.ts";
import { BOTS, HUES, TICK_MS } from "../../shared/tunables.ts";
import { decodedSight } from "./decoded-sight.ts";
import { mean } from "./statistics.ts";
import { Traffic } from "./traffic.ts";

/** What one client measured since `restart`. */
export interface ClientReport {
  /** Payload bytes received in each whole second. */
  bytesIn: number[];
  /** Payload bytes sent in each whole second. */
  bytesOut: number[];
  /** Between two patches, ms. */
  intervals: number[];
  /** Inputs whose predicted position was compared, and those that were predicted wrong. */
  compared: number;
  wrong: number;
  /** The largest error, u, since it joined. */
  worst: number;
  /** Connections that broke. */
  drops: number;
  /** Others in sight and motes in sight, mean. */
  skimmers: number;
  motes: number;
  pingMs: number;
}

export class SimulatedClient {
  readonly session: GameSession;
  private readonly bot: Bot;
  private readonly traffic = new Traffic();
  private readonly controls: Controls = { moveX: 0, moveY: 0, aim: 0, buttons: 0, weapon: 0 };
  private sight: Sight | null = null;
  private readonly samples = {
    in: [] as number[],
    out: [] as number[],
    skimmers: [] as number[],
    motes: [] as number[],
  };
  private readonly before = { compared: 0, wrong: 0, received: 0, sent: 0 };
  private drops = 0;
  private tick = 0;

  constructor(session: GameSession, number: number, seed: number) {
    this.session = session;
    const dice = hashInts(seed, number, 6);
    this.bot = new Bot(dice, CHARACTER_NAMES[number % CHARACTER_NAMES.length], 1 + (hashInts(dice) % 3));
    this.traffic.follow(session.live.room);
    session.on("link", ({ link }) => {
      if (link.kind === "dropped" || link.kind === "left") this.drops += 1;
    });
  }

  /** Takes a seat in the open arena; `number` tells the clients of one run apart. */
  static async join(endpoint: string, number: number, seed: number): Promise<SimulatedClient> {
    const session = await joinGame(endpoint, `Sim ${number}`, number % HUES.length);
    return new SimulatedClient(session, number, seed);
  }

  /** A render frame: decides when a tick has passed, sends what is due, moves every pose on. */
  frame(nowMs: number): void {
    this.traffic.follow(this.session.live.room);
    const tick = Math.floor(nowMs / TICK_MS);
    if (tick !== this.tick) this.decide(tick);
    this.tick = tick;
    this.session.frame(nowMs, this.controls);
  }

  /** Begins to measure anew. */
  restart(): void {
    this.traffic.restart();
    for (const list of Object.values(this.samples)) list.length = 0;
    this.drops = 0;
    const { compared = 0, wrong = 0 } = this.session.stats ?? {};
    Object.assign(this.before, { compared, wrong, received: 0, sent: 0 });
  }

  /** Call once per second while measuring. */
  sampleSecond(): void {
    const { samples, traffic, before } = this;
    const { skimmers, motes } = this.session.state;
    samples.in.push(traffic.received - before.received);
    samples.out.push(traffic.sent - before.sent);
    samples.skimmers.push(skimmers.size - 1);
    samples.motes.push(motes.size);
    before.received = traffic.received;
    before.sent = traffic.sent;
  }

  report(): ClientReport {
    const { samples, traffic, before, session } = this;
    const { compared, wrong, worst } = session.stats ?? { compared: 0, wrong: 0, worst: 0 };
    return {
      bytesIn: samples.in,
      bytesOut: samples.out,
      intervals: traffic.intervals,
      compared: compared - before.compared,
      wrong: wrong - before.wrong,
      worst,
      drops: this.drops,
      skimmers: mean(samples.skimmers),
      motes: mean(samples.motes),
      pingMs: session.pingMs,
    };
  }

  leave(): Promise<void> {
    return this.session.leave();
  }

  private decide(tick: number): void {
    const { session, bot, controls } = this;
    const self = session.own;
    if (self === null) return;
    const { state, arena } = session;
    const thinks = this.sight === null || (tick + session.slot) % BOTS.thinkTicks === 0;
    // Between thoughts it goes by what it remembers of the others, and by its own skimmer.
    const sight = thinks ? decodedSight(state, arena, self) : (this.sight as Sight);
    Object.assign(sight, { tick: state.tick, arena, self });
    this.sight = sight;
    if (thinks) bot.think(sight);
    const input = bot.act(sight);
    controls.moveX = moveX(input.move);
    controls.moveY = moveY(input.move);
    controls.aim = input.aim;
    controls.buttons = input.buttons & 31;
    controls.weapon = input.buttons >> 5;
  }
}
