// The figures as tables that a person likes to read, in a terminal and on a page alike.
// Owns: the words. Must not: measure or judge.
import { cpus } from "node:os";
import { meanRoundTripMs, PROFILES } from "../../shared/lab/profile.ts";
import { TICK_MS } from "../../shared/tunables.ts";
import type { AimFigures } from "./aim.ts";
import type { Flights } from "./flights.ts";
import { correctionP99, over, starvedPercent, type Verdict } from "./limits.ts";
import type { FeelOptions } from "./options.ts";
import { quantile } from "./quantile.ts";
import type { SteeringFigures } from "./steering.ts";

export function report(options: FeelOptions, flights: Flights, verdicts: Verdict[]): string {
  const { seconds, pilots, pairs, seed } = options;
  const processor = cpus()[0];
  return [
    "## Required and measured",
    "",
    table(
      ["", "required", "measured", "framework alone", ""],
      verdicts.map(({ what, required, measured, alone, kept }) => [
        what,
        required,
        measured,
        alone,
        kept ? "kept" : "BROKEN",
      ]),
    ),
    "",
    "## Every profile: ours",
    "",
    profiles(flights.ours),
    "",
    "## Every profile: the framework alone",
    "",
    profiles(flights.plain),
    "",
    "## Duels",
    "",
    duels(flights.duels),
    "",
    `${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores of ${processor?.model.trim()}, Node ${process.version}; ` +
      `${seconds} s a flight, ${pilots} players a profile, ${pairs} duels a link, seed ${seed}.`,
  ].join("\n");
}

function profiles(list: SteeringFigures[]): string {
  return table(
    [
      "profile",
      "round trip",
      "inputs",
      "corrected > 0.1 u",
      "p99",
      "> 16 u",
      "no input",
      "stalls > credit",
      "waiting p5 / p50 / p95",
      "others drawn in the past",
      "key to pixel",
      "hand-over",
    ],
    list.map((f) => [
      f.profile,
      f.profile in PROFILES ? `${meanRoundTripMs(PROFILES[f.profile])} ms` : f.profile.split(",")[0],
      String(f.inputs),
      String(over(f.corrections, 0.1)),
      `${correctionP99(f).toFixed(2)} u`,
      String(over(f.corrections, 16)),
      `${starvedPercent(f).toFixed(2)}%`,
      String(f.outages),
      [0.05, 0.5, 0.95].map((share) => quantile(f.depths, share).toFixed(1)).join(" / "),
      `${(quantile(f.delays, 0.5) * TICK_MS).toFixed(0)} ms`,
      `${Math.max(0, ...f.keyFrames)} frame`,
      `${f.handOver.toFixed(2)} u`,
    ]),
  );
}

function duels(list: AimFigures[]): string {
  return table(
    [
      "link",
      "shots",
      "on target on screen",
      "hit",
      "defended",
      "missed",
      "judged back p50 / max",
      "asked back max",
      "clamped",
      "rewound beside what was seen, max",
    ],
    list.map((f) => [
      f.variant,
      String(f.shots),
      String(f.onTarget),
      String(f.hit),
      String(f.defended),
      String(f.missed),
      `${quantile(f.judgedMs, 0.5).toFixed(0)} / ${quantile(f.judgedMs, 1).toFixed(0)} ms`,
      f.variant.endsWith("off") ? "–" : `${quantile(f.askedMs, 1).toFixed(0)} ms`,
      String(f.clamped),
      `${quantile(f.apart, 1).toFixed(2)} u`,
    ]),
  );
}

/** A Markdown table whose columns line up. */
function table(head: string[], rows: string[][]): string {
  const widths = head.map((title, i) => Math.max(title.length, 3, ...rows.map((row) => row[i].length)));
  const line = (cells: string[]): string =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i])).join(" | ")} |`;
  return [line(head), `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`, ...rows.map(line)].join(
    "\n",
  );
}
