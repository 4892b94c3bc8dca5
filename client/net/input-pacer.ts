// When the next input is due: the server's pace, and up to 3% faster or slower until inputs wait neither long nor in vain.
// Owns: the input clock. Must not: send, or ask anybody for the time.
import { REPORT_TICKS, TICK_MS } from "../../shared/tunables.ts";
import type { TickClock } from "./tick-clock.ts";

/** The least time that an input should wait on the server before its tick takes it, ms: timers there are off by a few. */
const TARGET_MS = 10;
/** Off by 15 ms is off by enough to run at full difference. */
const GAIN = 0.002;
const MOST = 0.03;
/** Reports that are believed: three seconds of them. */
const REPORTS = 15;
/** Inputs that one frame may make after a hitch; what is due beyond is forgotten, nobody pressed it. */
const MOST_DUE = 5;
const INPUTS = 256;

export class InputPacer {
  /** How fast the input clock runs against the server's, 0.97 to 1.03. */
  rate = 1;
  /** Share of the next input that has passed, 0..1. */
  phase = 0;
  /** Off: one input per tick of one's own clock, as the framework does it. */
  paced = true;
  private readonly clock: TickClock;
  private nowMs = -1;
  private pacedMs = 0;
  /** Inputs made (the share of the next included) minus ticks heard of, when input n was made, by n modulo INPUTS. */
  private readonly leads = new Float64Array(INPUTS);
  private lead = 0;
  private inputs = 0;
  private readonly slacks = new Float64Array(REPORTS);
  private readonly slackLeads = new Float64Array(REPORTS);
  private reports = 0;
  private reportedTick = -1;

  constructor(clock: TickClock) {
    this.clock = clock;
  }

  /** Time on the input clock, ms: what the framework's prediction is driven by. */
  get clockMs(): number {
    return this.pacedMs;
  }

  /** Moves the input clock on to `nowMs`; returns how many inputs are due. */
  due(nowMs: number): number {
    const passed = this.nowMs < 0 ? 0 : Math.max(0, nowMs - this.nowMs);
    this.nowMs = nowMs;
    this.rate = this.paced ? this.wanted() : 1;
    const step = passed * (this.paced ? this.clock.pace * this.rate : 1);
    this.pacedMs += step;
    this.phase += step / TICK_MS;
    const due = Math.floor(this.phase);
    this.phase = due > MOST_DUE ? 0 : this.phase - due;
    const inputs = Math.min(due, MOST_DUE);
    this.lead = this.inputs + inputs + this.phase - this.clock.heard(nowMs);
    return inputs;
  }

  /** Input `n` (from 1) has been sent. */
  sent(n: number): void {
    this.inputs = n;
    this.leads[n % INPUTS] = this.lead;
  }

  /**
   * The state of server tick `tick` says: the least wait of the inputs before was `slackMs`, the newest taken was `acked`.
   * Reports come at multiples of REPORT_TICKS; calls between them are ignored.
   */
  heard(tick: number, slackMs: number, acked: number): void {
    const report = Math.floor(tick / REPORT_TICKS);
    if (report === this.reportedTick || acked === 0) return;
    this.reportedTick = report;
    this.slacks[this.reports % REPORTS] = slackMs;
    // Since that input was made the clock may have been moved: what is heard now is what was, and this much.
    this.slackLeads[this.reports % REPORTS] = this.leads[acked % INPUTS];
    this.reports += 1;
  }

  /** Faster while the least wait is below the target, slower while it is above. */
  private wanted(): number {
    const count = Math.min(this.reports, REPORTS);
    if (count === 0) return 1;
    let least = Number.MAX_VALUE;
    for (let i = 0; i < count; i++) {
      least = Math.min(least, this.slacks[i] + (this.lead - this.slackLeads[i]) * TICK_MS);
    }
    return 1 + Math.max(-MOST, Math.min(MOST, (TARGET_MS - least) * GAIN));
  }
}
