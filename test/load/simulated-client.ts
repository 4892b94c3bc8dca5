// A player without a person: the browser's net code with a bot's behaviour for hands and meters for a screen.
// Owns: what it does and what it measures. Must not: know more than its connection tells.
import type { GameSession } from "../../client/net/game-session.ts";
import type { Controls, LinkState } from "../../client/net/game-view.ts";
import type { LiveRoom } from "../../client/net/live-room.ts";
import { Bot } from "../../shared/bots/bot.ts";
import { CAST } from "../../shared/bots/cast.ts";
import type { Sight } from "../../shared/bots/sight.ts";
import { CloseCode } from "../../shared/protocol/close-codes.ts";
import { moveX, moveY } from "../../shared/sim/input.ts";
import { hashInts } from "../../shared/sim/random.ts";
import { BOTS, TICK_MS } from "../../shared/tunables.ts";
import { laidOut } from "./arenas.ts";
import { decodedSight } from "./decoded-sight.ts";
import { Echo } from "./echo.ts";
import type { Meters } from "./meters.ts";
import { noteTraffic, Traffic } from "./traffic.ts";

/** After its input is due a frame is made this much later, ms: the due time is exact, and a timer may be early. */
const SURE_MS = 0.05;
/** An input that has waited for so long at the end of a run may never be acknowledged, ms. */
const PATIENCE_MS = 1000;

/** Whether a connection broke: who goes because it was told to breaks nothing. */
export const isBreak = (link: LinkState): boolean =>
  link.kind === "dropped" || (link.kind === "left" && link.code !== CloseCode.consented);

export class SimulatedClient {
  readonly session: GameSession;
  /** Its next frame is due then: when its next input is. */
  dueMs = 0;
  /** Payload bytes received since it was told to begin anew. */
  bytes = 0;
  private readonly meters: Meters;
  private readonly bot: Bot;
  private readonly traffic: Traffic;
  private readonly controls: Controls = { moveX: 0, moveY: 0, aim: 0, buttons: 0, weapon: 0 };
  private echo = new Echo();
  private live: LiveRoom | null = null;
  private sight: Sight | null = null;
  private turn = 0;
  private sampled = false;
  private readonly before = { compared: 0, wrong: 0 };

  /** `meanwhile` is called after each message that came: what else is due in this process. */
  constructor(session: GameSession, number: number, seed: number, meters: Meters, meanwhile?: () => void) {
    this.session = session;
    this.traffic = new Traffic(meanwhile);
    this.meters = meters;
    this.dueMs = performance.now();
    const dice = hashInts(seed, number, 6);
    const cast = CAST[session.state.mode];
    this.bot = new Bot(dice, cast[number % cast.length], 1 + (hashInts(dice) % 3));
    this.follow(session.live);
    session.on("corrected", ({ off }) => {
      meters.add("corrections", 1);
      meters.note("correction", off);
    });
    session.on("link", ({ link }) => {
      if (link.kind === "playing") meters.add("returns", 1);
      else if (isBreak(link)) meters.add("drops", 1);
    });
  }

  /** Sends the input that is due, and moves on to `nowMs`; says when it wants to be called again. */
  frame(nowMs: number): void {
    const { session, controls } = this;
    const { live } = session;
    this.follow(live);
    this.decide();
    this.turn += 1;
    const sentBefore = live.input.sentCount;
    session.frame(nowMs, controls);
    const { pacer, input } = live;
    const tickMs = TICK_MS / (pacer.rate * live.clock.pace);
    // Due on the input clock, whenever this process got to it.
    for (let seq = sentBefore + 1; seq <= input.sentCount; seq++)
      this.echo.sent(seq, nowMs - (pacer.phase + input.sentCount - seq) * tickMs);
    const { kind } = session.link;
    // Whoever waits to come back goes on steering, in vain.
    if (kind !== "playing" && kind !== "left") this.echo.missed(nowMs);
    this.dueMs = nowMs + (kind === "playing" ? (1 - pacer.phase) * tickMs + SURE_MS : TICK_MS);
  }

  /** What was counted in the last `seconds` goes into the meters; null: in less than a sample takes. */
  sample(seconds: number | null): void {
    const { traffic, session, before, meters } = this;
    this.bytes += traffic.received;
    // In its first second it was not there all the time.
    noteTraffic(meters, traffic, this.sampled ? seconds : null);
    this.sampled = true;
    const { compared, wrong, worst } = session.stats ?? { compared: 0, wrong: 0, worst: 0 };
    // A new connection counts from 0.
    meters.add("compared", compared - (compared < before.compared ? 0 : before.compared));
    meters.add("wrong", wrong - (compared < before.compared ? 0 : before.wrong));
    Object.assign(before, { compared, wrong });
    meters.peak("worst", worst);
    meters.add("samples", 1);
    meters.add("skimmers", session.state.skimmers.size - 1);
    meters.add("motes", session.state.motes.size);
    meters.add("ping", session.pingMs);
  }

  /** Inputs that may never be acknowledged count with the time that they have waited, and so does the patch that is late. */
  settle(nowMs: number): void {
    this.echo.overdue(nowMs, PATIENCE_MS, this.noteEcho);
    this.traffic.closeGap(nowMs);
  }

  /** It is over: whatever it still waits for counts as it is, with what was not sampled yet. */
  finish(nowMs: number): void {
    this.echo.overdue(nowMs, 0, this.noteEcho);
    this.traffic.closeGap(nowMs);
    this.sample(null);
  }

  leave(): Promise<void> {
    return this.session.leave();
  }

  private readonly noteEcho = (ms: number): void => this.meters.note("input_echo", ms);

  /** A new connection acknowledges its own inputs alone: those of the one before count with the time that they have waited. */
  private follow(live: LiveRoom): void {
    if (live === this.live) return;
    this.live = live;
    this.echo.overdue(performance.now(), 0, this.noteEcho);
    const echo = new Echo();
    this.echo = echo;
    this.traffic.follow(live.room);
    const { meters, noteEcho } = this;
    live.room.onStateChange(({ tick }) => {
      const nowMs = performance.now();
      echo.decoded(live.input.lastProcessed, nowMs, noteEcho);
      // Against the tick that the server should be at by now, as the clock of ticks has it.
      meters.note("state_age", (live.clock.heard(nowMs) - tick) * TICK_MS + this.session.pingMs / 2);
    });
  }

  private decide(): void {
    const { session, bot, controls } = this;
    const self = session.own;
    if (self === null) return;
    const { state } = session;
    const arena = laidOut(session.arena);
    const thinks = this.sight === null || (this.turn + session.slot) % BOTS.thinkTicks === 0;
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
