// The main thread's frames, read from a trace that the browser took of a page.
// Owns: the reading. Must not: know the game.

/** What one frame cost: CPU time of the main thread, which does not grow while others have the processor. */
export interface FrameCost {
  /** The frame's callbacks: CPU, and by the clock, ms. */
  callbacks: number;
  clock: number;
  /** CPU of messages and timers since the frame before, ms. */
  between: number;
}

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  tdur?: number;
}

/** What to ask the browser for; more of it costs the page more. */
export const TRACE_CATEGORIES = ["devtools.timeline", "rail"];
const FRAME = "PageAnimator::serviceScriptedAnimations";
const SCRIPT = "FunctionCall";

/** The frames of a trace, in order, without the first: what came before it is not all there. */
export function readFrameTrace(trace: Buffer): FrameCost[] {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const whole = traceEvents.filter(({ ph, tdur }) => ph === "X" && tdur !== undefined);
  const [first] = whole.filter(({ name }) => name === FRAME);
  if (first === undefined) throw new Error("the trace has no frame");
  const own = whole
    .filter(
      ({ name, pid, tid }) => pid === first.pid && tid === first.tid && (name === FRAME || name === SCRIPT),
    )
    .sort((a, b) => a.ts - b.ts);
  const costs: FrameCost[] = [];
  let [end, between] = [0, 0];
  for (const { name, ts, dur = 0, tdur = 0 } of own) {
    // Within one that is counted already.
    if (ts < end) continue;
    end = ts + dur;
    if (name === SCRIPT) {
      between += tdur / 1000;
      continue;
    }
    costs.push({ callbacks: tdur / 1000, clock: dur / 1000, between });
    between = 0;
  }
  return costs.slice(1);
}
