// Stutters: the last ones in words, a minute of them on a line, and what each blame adds up to.
// Owns: their markup. Must not: decide about blame (the recorder does).
import { type NetTrace, SAMPLE_MS, SAMPLES, type Stutter } from "../../net/net-trace.ts";
import { say } from "../strings.ts";
import { useCalmPace } from "./pace.ts";
import { BLAME_NAMES, endOf, STUTTER_WORDS, shownStutters, sumByBlame } from "./stutter-sums.ts";

interface TraceProps {
  trace: NetTrace;
  running: boolean;
}

const WIDTH_MS = SAMPLES * SAMPLE_MS;
const secondsAgo = (endMs: number, atMs: number): string =>
  say("secondsAgo", { seconds: Math.max(0, Math.round((endMs - atMs) / 1000)) });
const inWords = ({ blame, ms }: Stutter): string => say(STUTTER_WORDS[blame], { ms });

/** The last `count`, newest first. */
export function LastStutters({ trace, running, count }: TraceProps & { count: number }) {
  useCalmPace(running);
  const last = shownStutters(trace).slice(-count).reverse();
  const endMs = endOf(trace);
  return (
    <ol class="stutter-words" data-testid="last-stutters" aria-label={say("stutters")}>
      {last.length === 0 && <li class="none">{say("noStutters")}</li>}
      {last.map((stutter) => (
        <li key={`${stutter.atMs}-${stutter.blame}`}>
          <i class={`blame ${stutter.blame}`} />
          <span>{inWords(stutter)}</span>
          <small>{secondsAgo(endMs, stutter.atMs)}</small>
        </li>
      ))}
    </ol>
  );
}

/** Totals per blame, which are the legend of the timeline as well. */
export function BlameSums({ trace, running }: TraceProps) {
  useCalmPace(running);
  return (
    <ul class="blame-sums" data-testid="blame-sums" aria-label={say("stutterTotals")}>
      {sumByBlame(shownStutters(trace)).map(({ blame, count, ms }) => (
        <li key={blame} class={count === 0 ? "none" : ""} data-blame={blame} data-count={count} data-ms={ms}>
          <i class={`blame ${blame}`} />
          {say(BLAME_NAMES[blame])} <b>{say("blameSum", { count, ms })}</b>
        </li>
      ))}
    </ul>
  );
}

/** The minute from left to right; the newest is at the right edge, as in the plots. */
export function Timeline({ trace, running }: TraceProps) {
  useCalmPace(running);
  const fromMs = endOf(trace) - WIDTH_MS;
  const share = (ms: number): string => `${(ms / WIDTH_MS) * 100}%`;
  return (
    <div class="timeline" role="img" aria-label={say("stutters")}>
      <div class="strip">
        {shownStutters(trace).map((stutter) => (
          <i
            key={`${stutter.atMs}-${stutter.blame}`}
            class={`blame ${stutter.blame}`}
            title={`${inWords(stutter)}, ${secondsAgo(fromMs + WIDTH_MS, stutter.atMs)}`}
            style={{ right: share(fromMs + WIDTH_MS - stutter.atMs), width: share(stutter.ms) }}
          />
        ))}
      </div>
      <div class="axis" aria-hidden="true">
        {[60, 50, 40, 30, 20, 10].map((seconds) => (
          <span key={seconds}>{say("minusSeconds", { seconds })}</span>
        ))}
        <span>{say("now")}</span>
      </div>
    </div>
  );
}
