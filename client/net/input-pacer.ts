// When the next input is due: the server's pace, and up to 3% faster or slower until inputs wait neither long nor in vain.
// Owns: the input clock. Must not: send, or ask anybody for the time.
import { REPORT_TICKS, TICK_MS } from "../../shared/tunables.ts";
import type { TickClock } from "./tick-clock.ts";

/** The least time that an input should wait on the server before its tick takes it, ms: timers there are off by a few. */
const TARGET_MS = 14;
/** Off by 15 ms is off by enough to run at full difference. */
const GAIN = 0.002;
const MOST = 0.03;
/** Reports that are believed: three seconds of them. */
const REPORTS = 15;
/** While a clock's pace is not known yet, waits drift: what the last second was better by than this, ms, is old. */
const RECENT = 5;
const RECENT_MS = 20;
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
  /** By how much the input clock has been put forward in all, ms, and how much when input n was made, by n modulo INPUTS. */
  private shiftMs = 0;
  private readonly shifts = new Float64Array(INPUTS);
  private readonly slacks = new Float64Array(REPORTS);
  private readonly slackShifts = new Float64Array(REPORTS);
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
    const pace = this.paced ? this.clock.pace : 1;
    this.pacedMs += passed * pace * this.rate;
    // Over a hitch or a hidden tab inputs are forgotten, not put off: only those that are made are shifted.
    this.shiftMs += Math.min(passed, MOST_DUE * TICK_MS) * pace * (this.rate - 1);
    this.phase += (passed * pace * this.rate) / TICK_MS;
    const due = Math.floor(this.phase);
    this.phase -= due;
    // Those forgotten are no delay of those to come: the server has gone without them and takes the next as they come.
    return Math.min(due, MOST_DUE);
  }

  /** Input `n` (from 1) has been sent. */
  sent(n: number): void {
    this.shifts[n % INPUTS] = this.shiftMs;
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
    // Since that input was made the clock may have been put forward: inputs made now wait so much longer.
    this.slackShifts[this.reports % REPORTS] = this.shifts[acked % INPUTS];
    this.reports += 1;
  }

  /** Faster while the least wait is below the target, slower while it is above. */
  private wanted(): number {
    if (this.reports === 0) return 1;
    const least = Math.max(this.least(REPORTS), this.least(RECENT) - RECENT_MS);
    return 1 + Math.max(-MOST, Math.min(MOST, (TARGET_MS - least) * GAIN));
  }

  /** The least wait of the last `count` reports, as it would be with the input clock of now, ms. */
  private least(count: number): number {
    let least = Number.MAX_VALUE;
    for (let back = 1; back <= Math.min(count, this.reports); back++) {
      const at = (this.reports - back) % REPORTS;
      least = Math.min(least, this.slacks[at] + this.shiftMs - this.slackShifts[at]);
    }
    return least;
  }
}
