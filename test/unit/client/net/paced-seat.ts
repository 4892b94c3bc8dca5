// A client's input clock in a closed circle with the server's own gate: inputs up, patches with reports down.
// Owns: both clocks and the link between them. Must not: correct what either side makes of it.
import { InputPacer } from "../../../../client/net/input-pacer.ts";
import { TickClock } from "../../../../client/net/tick-clock.ts";
import { InputGate } from "../../../../server/game/input-gate.ts";
import type { InputQueue } from "../../../../server/game/ports.ts";
import type { SeatMeter } from "../../../../server/game/seat-meter.ts";
import { type Input, NEUTRAL } from "../../../../shared/sim/input.ts";
import { TICK_MS } from "../../../../shared/tunables.ts";
import { jitter, PATCH_MS } from "./arrivals.ts";

const SLOT = 0;
const FRAME_MS = 1000 / 60;
const UP = { roundTripMs: 100, pingMs: 100, queuedBytes: 0 };

/** Inputs by when they arrive, for a gate that asks at `nowMs`. */
class TimedQueue implements InputQueue {
  nowMs = 0;
  waitedMs = 0;
  taken = 0;
  private readonly arriveMs: number[] = [];

  put(atMs: number): void {
    this.arriveMs.push(Math.max(atMs, this.arriveMs.at(-1) ?? 0));
  }

  get size(): number {
    return this.arriveMs.filter((atMs) => atMs <= this.nowMs).length;
  }

  next(): Readonly<Input> | undefined {
    if (this.size === 0) return undefined;
    this.waitedMs = this.nowMs - (this.arriveMs.shift() as number);
    this.taken += 1;
    return NEUTRAL;
  }
}

export interface CircleOptions {
  /** The client's clock against the server's. */
  skew?: number;
  /** What input n and patch n are under way, ms. */
  upMs?: (n: number) => number;
  downMs?: (n: number) => number;
  /** How late tick n of the server and frame n of the client are, ms: timers and screens are. */
  tickLateMs?: (n: number) => number;
  frameLateMs?: (n: number) => number;
}

export class Circle {
  readonly clock = new TickClock();
  readonly pacer = new InputPacer(this.clock);
  /** Inputs that each frame has made. */
  readonly made: number[] = [];
  /** How many inputs waited when each tick began, and how long at least, by the report of then, ms. */
  readonly depths: number[] = [];
  readonly slacks: number[] = [];
  /** The rate after each frame. */
  readonly rates: number[] = [];
  private readonly gate = new InputGate();
  private readonly queue = new TimedQueue();
  private readonly options: Required<CircleOptions>;
  private readonly patches: { atMs: number; tick: number; slackMs: number; acked: number }[] = [];
  private sent = 0;
  private nowMs = 0;
  private ticks = 0;
  private patched = 0;
  private frames = 0;

  constructor({
    skew = 1,
    upMs = () => 50,
    downMs = () => 50,
    tickLateMs = jitter(3, 5),
    frameLateMs = jitter(4, 6),
  }: CircleOptions = {}) {
    this.options = { skew, upMs, downMs, tickLateMs, frameLateMs };
    this.gate.open(SLOT, this.queue, UP);
  }

  get meter(): SeatMeter {
    return this.gate.meter(SLOT) as SeatMeter;
  }

  /** Lets `seconds` of the server's time go by; while `hitch`, the client draws no frame. */
  run(seconds: number, hitch = false): void {
    const endMs = this.nowMs + seconds * 1000;
    const { skew, tickLateMs, frameLateMs } = this.options;
    for (; this.nowMs < endMs; this.nowMs += 1) {
      if (this.nowMs >= this.ticks * TICK_MS + tickLateMs(this.ticks)) this.tick();
      if (this.nowMs >= this.patched * PATCH_MS) this.patch();
      const clientMs = this.nowMs * skew;
      if (clientMs < this.frames * FRAME_MS + frameLateMs(this.frames)) continue;
      if (!hitch) this.frame(clientMs);
      this.frames += 1;
    }
  }

  private tick(): void {
    this.ticks += 1;
    this.queue.nowMs = this.nowMs;
    this.gate.beginTick(this.ticks);
    this.depths.push(this.queue.size);
    this.slacks.push(this.meter.slackMs);
    while (this.gate.next(SLOT) !== null);
  }

  private patch(): void {
    this.patched += 1;
    const atMs = this.nowMs + this.options.downMs(this.patched);
    const last = this.patches.at(-1)?.atMs ?? 0;
    // As the schema carries it: in steps of 2 ms.
    const slackMs = Math.max(-128, Math.min(127, Math.round(this.meter.slackMs / 2))) * 2;
    this.patches.push({ atMs: Math.max(last, atMs), tick: this.ticks, slackMs, acked: this.queue.taken });
  }

  private frame(clientMs: number): void {
    const { clock, pacer, patches } = this;
    while (patches.length > 0 && patches[0].atMs <= this.nowMs) {
      const { atMs, tick, slackMs, acked } = patches.shift() as (typeof patches)[number];
      clock.sample(tick, atMs * this.options.skew, this.sent - acked);
      pacer.heard(tick, slackMs, acked);
    }
    const due = pacer.due(clientMs);
    this.made.push(due);
    this.rates.push(pacer.rate);
    for (let i = 0; i < due; i++) {
      this.sent += 1;
      this.queue.put(this.nowMs + this.options.upMs(this.sent));
      pacer.sent(this.sent);
    }
  }
}
