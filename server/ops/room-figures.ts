// The figures of a room whose game runs: ticks, patches, and what players lack.
// Owns: which figures there are. Must not: name a player or change anything.
import { PATCH_HZ, TICK_HZ } from "../../shared/tunables.ts";
import type { ArenaGame } from "../game/arena-game.ts";
import type { Durations, TickMeter } from "./tick-meter.ts";

interface Running {
  game: Pick<ArenaGame, "world" | "gate" | "shots">;
  meter: TickMeter;
}

/** Of the last `seconds`; counts are of the room's whole life. */
export function roomFigures({ game, meter }: Running, seconds: number) {
  const { world, gate } = game;
  const tickMs = percentiles(meter.ticks, seconds * TICK_HZ);
  return {
    tick: world.tick,
    skimmers: world.skimmers.reduce((n, skimmer) => n + (skimmer === null ? 0 : 1), 0),
    tickMs: { ...tickMs, max: round(meter.ticks.quantile(1, seconds * TICK_HZ)) },
    refreshMs: percentiles(meter.refreshes, seconds * PATCH_HZ),
    patchMs: percentiles(meter.patches, seconds * PATCH_HZ),
    overruns: meter.overruns,
    starvedTicks: gate.starvedTicks,
    outages: gate.outages,
    droppedInputs: gate.droppedInputs,
    lances: game.shots.lances,
    clampedViews: game.shots.clamped,
  };
}

function percentiles(durations: Durations, last: number): { p50: number; p99: number } {
  return { p50: round(durations.quantile(0.5, last)), p99: round(durations.quantile(0.99, last)) };
}

/** To thousandths. */
export const round = (value: number): number => Math.round(value * 1000) / 1000;
