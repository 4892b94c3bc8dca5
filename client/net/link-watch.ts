// What a connection tells of itself, patch by patch and frame by frame, into the recorder.
// Owns: the differences from one patch to the next. Must not: steer anything by them.
import type { ArenaSchema } from "../../shared/schema/arena-schema.ts";
import type { SkimmerSchema } from "../../shared/schema/skimmer-schema.ts";
import { TICK_MS } from "../../shared/tunables.ts";
import type { InputPacer } from "./input-pacer.ts";
import type { NetRecorder } from "./net-recorder.ts";
import type { TickClock } from "./tick-clock.ts";
import type { ViewClock } from "./view-clock.ts";

/** The jitter closes this share of its way to each patch's lateness: a second's mean. */
const JITTER_GAIN = 0.05;

export class LinkWatch {
  /** How late patches arrive against the clock's line, ms. */
  jitterMs = 0;
  private readonly recorder: NetRecorder;
  private readonly clock: TickClock;
  private patchMs = -1;
  private starved = -1;

  constructor(recorder: NetRecorder, clock: TickClock) {
    this.recorder = recorder;
    this.clock = clock;
  }

  /** A patch is here; the clock has heard of it. */
  patch(nowMs: number, state: ArenaSchema, me: SkimmerSchema): void {
    const { recorder } = this;
    if (this.patchMs >= 0) recorder.peak("patchGapMs", nowMs - this.patchMs);
    this.patchMs = nowMs;
    const lateMs = Math.abs(this.clock.heard(nowMs) - state.tick) * TICK_MS;
    this.jitterMs += (lateMs - this.jitterMs) * JITTER_GAIN;
    recorder.note("tickMs", state.tickMs);
    recorder.peak("tickGapMs", state.tickGapMs);
    recorder.note("inputDepth", me.inputDepth / 16);
    recorder.note("slackMs", me.inputSlack * 2);
    recorder.note("queuedKb", me.queued * 4);
    if (this.starved >= 0) recorder.starved((me.starved - this.starved) & 255, TICK_MS, nowMs);
    this.starved = me.starved;
  }

  frame(
    nowMs: number,
    frameMs: number,
    lateTicks: number,
    live: { view: ViewClock; pacer: InputPacer },
  ): void {
    const { recorder } = this;
    recorder.note("jitterMs", this.jitterMs);
    recorder.note("delayMs", live.view.delay * TICK_MS);
    recorder.note("ratePercent", (live.pacer.rate - 1) * 100);
    recorder.frame(nowMs, frameMs, lateTicks * TICK_MS);
  }
}
