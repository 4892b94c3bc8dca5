// What is required of the feel, and whether it is kept.
// Owns: the limits. Must not: measure.
import type { AimFigures } from "./aim.ts";
import type { Flights } from "./flights.ts";
import { quantile } from "./quantile.ts";
import { STALLED, type SteeringFigures } from "./steering.ts";

export interface Verdict {
  what: string;
  required: string;
  measured: string;
  /** The same with pacing and compensation off, where that says something. */
  alone: string;
  kept: boolean;
}

/** The links on which nothing is lost: some calm, some jittery. */
const LOSSLESS = ["loopback", "home-wifi", "4g"];

/** Corrections of all inputs, those without one included, u. */
export const correctionP99 = ({ corrections, inputs }: SteeringFigures): number =>
  corrections.length < inputs * 0.01
    ? 0
    : quantile([...corrections, ...zeros(inputs - corrections.length)], 0.99);

const zeros = (count: number): number[] => new Array(Math.max(0, count)).fill(0);
export const starvedPercent = ({ starved, ticks }: SteeringFigures): number =>
  ticks === 0 ? 0 : (100 * starved) / ticks;
export const over = (values: readonly number[], limit: number): number =>
  values.reduce((n, value) => n + (value > limit ? 1 : 0), 0);

/** One verdict per line that is required; lines whose profile was not flown are left out. */
export function judge(flights: Flights): Verdict[] {
  const named = (list: SteeringFigures[], name: string) => list.filter(({ profile }) => profile === name);
  const both = (name: string) =>
    named(flights.ours, name).map((ours) => ({ ours, plain: named(flights.plain, name)[0] }));
  return [
    ...both("loopback").map(({ ours, plain }) => loopback(ours, plain)),
    ...both("transatlantic").map(({ ours, plain }) => rough(ours, plain)),
    ...LOSSLESS.flatMap((name) => both(name).map(({ ours, plain }) => starved(ours, plain))),
    ...both(STALLED).map(({ ours, plain }) => stalled(ours, plain)),
    ...flights.oursSkewed.map((ours, i) => skewed(ours, flights.plainSkewed[i])),
    ...aim(flights.duels),
    handOver(flights),
    keys(flights),
    replays(flights),
  ];
}

function loopback(ours: SteeringFigures, plain: SteeringFigures): Verdict {
  const large = over(ours.corrections, 0.1);
  return {
    what: "own corrections above 0.1 u, loopback",
    required: "0",
    measured: `${large} of ${ours.inputs} inputs`,
    alone: String(over(plain.corrections, 0.1)),
    kept: large === 0 && ours.inputs > 0,
  };
}

function rough(ours: SteeringFigures, plain: SteeringFigures): Verdict {
  const tell = (figures: SteeringFigures): string =>
    `p99 ${correctionP99(figures).toFixed(2)} u; above 16 u: ${over(figures.corrections, 16)}, unexplained ${figures.unexplained}; stalls beyond the credit: ${figures.outages}`;
  return {
    what: "own correction, 150 ms round trip, 20 ms jitter, 1% loss",
    required: "p99 under 2 u; above 16 u only after a stall longer than the credit",
    measured: tell(ours),
    alone: `p99 ${correctionP99(plain).toFixed(2)} u; above 16 u: ${over(plain.corrections, 16)}`,
    kept: correctionP99(ours) < 2 && ours.unexplained === 0,
  };
}

function starved(ours: SteeringFigures, plain: SteeringFigures): Verdict {
  return {
    what: `ticks with no input, ${ours.profile}`,
    required: "under 0.5%",
    measured: `${starvedPercent(ours).toFixed(2)}%`,
    alone: `${starvedPercent(plain).toFixed(2)}%`,
    kept: starvedPercent(ours) < 0.5,
  };
}

function stalled(ours: SteeringFigures, plain: SteeringFigures): Verdict {
  const slowest = Math.max(0, ...ours.recoveries);
  const settled = quantile(ours.settled, 0.5);
  return {
    what: "inputs waiting after a 200 ms stall",
    required: "back to 1 to 2 within 2 s",
    measured: `${ours.recoveries.length} stalls, the slowest ${slowest.toFixed(0)} ms; then ${settled.toFixed(1)} wait`,
    alone: `${quantile(plain.settled, 0.5).toFixed(1)} wait, for ever`,
    kept: ours.recoveries.length > 0 && slowest <= 2000 && settled >= 0.5 && settled <= 2.5,
  };
}

function skewed(ours: SteeringFigures & { skew: number }, plain: SteeringFigures): Verdict {
  const tell = (figures: SteeringFigures): string =>
    `${quantile(figures.depths, 0.01).toFixed(1)} to ${quantile(figures.depths, 0.99).toFixed(1)} wait, ${starvedPercent(figures).toFixed(2)}% starved`;
  const low = Math.round(quantile(ours.depths, 0.01));
  const high = Math.round(quantile(ours.depths, 0.99));
  const percent = Math.round((ours.skew - 1) * 100);
  return {
    what: `client clock ${percent > 0 ? "+" : ""}${percent}%`,
    required: "1 to 3 wait, under 0.5% starved",
    measured: tell(ours),
    alone: tell(plain),
    kept: low >= 1 && high <= 3 && starvedPercent(ours) < 0.5,
  };
}

const hitPercent = ({ hit, onTarget, defended }: AimFigures): number =>
  onTarget === defended ? 0 : (100 * hit) / (onTarget - defended);

/** Shots that a dash or guard won against by the rules are no misses; they are told beside. */
function aim(duels: AimFigures[]): Verdict[] {
  const variant = (name: string) => duels.find((figures) => figures.variant === name);
  const [on, off] = [variant("200 ms"), variant("200 ms, compensation off")];
  const forged = variant("200 ms, forged view");
  const old = variant("400 ms");
  const verdicts: Verdict[] = [];
  if (on !== undefined && off !== undefined) {
    verdicts.push({
      what: "aim at a dashing carrier, 200 ms: shots on target on the shooter's screen that hit",
      required: "at least 98%; with compensation off under 20%",
      measured: `${hitPercent(on).toFixed(1)}% of ${on.onTarget} (${on.defended} defended)`,
      alone: `${hitPercent(off).toFixed(1)}% of ${off.onTarget}`,
      kept: hitPercent(on) >= 98 && hitPercent(off) < 20 && on.onTarget > 10,
    });
  }
  for (const figures of [forged, old]) {
    if (figures === undefined) continue;
    const furthest = Math.max(...figures.judgedMs);
    verdicts.push({
      what: figures === forged ? "a shot with a forged view time" : "a shot older than the cap (400 ms link)",
      required: "judged at the cap; counted",
      measured: `asked for up to ${Math.max(...figures.askedMs).toFixed(0)} ms, judged at ${furthest.toFixed(0)} ms at most; ${figures.clamped} of ${figures.shots} counted`,
      alone: "–",
      kept: figures.shots > 0 && figures.clamped >= figures.shots && furthest <= CAP_MS,
    });
  }
  return verdicts;
}

/** REWIND in shared/tunables.ts: 250 ms of link and 183 ms of screen. */
const CAP_MS = 434;

function handOver({ ours, plain }: Flights): Verdict {
  const shots = ours.reduce((n, figures) => n + figures.ownShots, 0);
  const step = Math.max(...ours.map((figures) => figures.handOver));
  return {
    what: "own shot's hand-over",
    required: "no step above 2 u",
    measured: `${step.toFixed(2)} u at most, ${shots} shots`,
    alone: `${Math.max(...plain.map((figures) => figures.handOver)).toFixed(2)} u`,
    kept: step <= 2 && shots > 0,
  };
}

function keys({ ours, plain }: Flights): Verdict {
  const slowest = Math.max(0, ...ours.flatMap(({ keyFrames }) => keyFrames));
  const presses = ours.reduce((n, { keyFrames }) => n + keyFrames.length, 0);
  return {
    what: "key to own pixel, every profile",
    required: "within 1 rendered frame",
    measured: `${slowest} frame, ${presses} presses`,
    alone: `${Math.max(0, ...plain.flatMap(({ keyFrames }) => keyFrames))} frame`,
    kept: slowest === 1,
  };
}

function replays({ replays: { matches, compared, differ } }: Flights): Verdict {
  return {
    what: "replays",
    required: "0 hashes differ",
    measured: `${differ} of ${compared} in ${matches} matches`,
    alone: "–",
    kept: differ === 0 && compared > 0,
  };
}
