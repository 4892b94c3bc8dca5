// A result of a load run as it might be, for tests of what is made of results.
// Owns: that example. Must not: measure.
import type { LoadResult } from "../load/lab/result.ts";

/** Two minutes, steady. `scale` is on everything that a server may do worse; `wobble`: how far blocks differ, ms. */
export function madeResult({ scale = 1, wobble = 0 }: { scale?: number; wobble?: number }): LoadResult {
  const curve = (p50: number): [number, number][] =>
    Array.from({ length: 33 }, (_, i) => [i / 8, p50 * scale * (0.6 + i / 8)]);
  return {
    version: 1,
    name: "An example <with> signs",
    startedAt: "2026-11-21T12:00:00.000Z",
    measuredSeconds: 100,
    interrupted: false,
    scenario: {
      stages: "10s:50,110s:50",
      rooms: 1,
      mode: "swarm",
      way: "rooms",
      fill: 24,
      net: "loopback",
      seed: 1,
    },
    url: null,
    machine: { model: "Example", cores: 2, node: "v24", serverCore: "1", loadCores: "0", workers: 1 },
    figures: figuresOf(scale),
    curves: { input_echo: curve(70), patch_interval: curve(50), state_age: curve(5) },
    series: seriesOf(scale, wobble),
    kinds: {
      in: { patch: { messages: 100_000, bytes: 11_000_000 }, message: { messages: 3000, bytes: 90_000 } },
      out: { input: { messages: 150_000, bytes: 800_000 } },
    },
    refused: { full: 2 },
    ended: {},
    limits: {},
    invalid: [],
    notes: [],
    slo: [
      { text: "input_echo.p99<150", value: 140 * scale, unit: "ms", kept: scale <= 1 },
      { text: "refused<=2", value: 2, unit: "", kept: true },
    ],
  };
}

function figuresOf(scale: number): LoadResult["figures"] {
  const spread = (p50: number) => ({
    p50: p50 * scale,
    p90: p50 * 1.4 * scale,
    p99: p50 * 2 * scale,
    p999: p50 * 3 * scale,
    max: p50 * 5 * scale,
    mean: p50 * 1.1 * scale,
    count: 70_000,
  });
  return {
    input_echo: spread(70),
    patch_interval: spread(50),
    state_age: spread(5),
    seat: spread(12),
    bytes_in: spread(2400),
    late_sends: spread(1),
    tick: { p50: 3 * scale, p99: 7 * scale, max: 12 * scale },
    clients: { value: 50 },
    patches_per_second: { value: 20 * scale },
    server_cpu: { value: 30 * scale },
    generator_busy: { value: 25 * scale },
    drops: { value: 0 },
    refused: { value: 2 },
  };
}

function seriesOf(scale: number, wobble: number): LoadResult["series"] {
  const t = Array.from({ length: 120 }, (_, i) => i + 1);
  const wave = (value: number): number[] =>
    t.map((_, i) => value * scale + (i % 3) * 0.01 + wobble * ((i >> 4) & 1));
  return {
    t,
    clients: t.map((at) => Math.min(50, at * 5)),
    input_echo_p50: wave(70),
    input_echo_p99: wave(140),
    patch_interval_p50: wave(50),
    patch_interval_p99: wave(65),
    tick_p50: wave(3),
    tick_p99: wave(7),
    server_cpu: wave(30),
    generator_cpu: wave(25),
    kb_in: wave(120),
    kb_out: wave(10),
    rss: t.map((_, i) => 180 + (i % 5)),
    heap: t.map((_, i) => (i === 0 ? null : 60 + 10 * ((i % 9) / 9))),
    late_sends_p50: wave(0.5),
    late_sends_p99: wave(2),
  };
}
