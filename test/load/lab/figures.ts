// What a load run measures: every name that a report, a limit or a comparison may use.
// Owns: names, words and units. Must not: measure.

export interface FigureKind {
  title: string;
  unit: string;
  /** More of it is better. */
  higherIsBetter?: boolean;
  /** A difference below this is nothing, in its unit. */
  grain: number;
}

const kind = (title: string, unit: string, grain: number, higherIsBetter = false): FigureKind => ({
  title,
  unit,
  grain,
  higherIsBetter,
});

/** Measured value by value: their percentiles are known. */
export const SPREADS = {
  seat: kind("Seat: guest's token and POST /api/seats, from when the client was to come", "ms", 10),
  socket: kind("Socket: from the seat to an open WebSocket", "ms", 5),
  first_state: kind("First state: from the open socket to one's own skimmer", "ms", 20),
  matchmaking: kind("Matchmaking: from joining the rated queue to a seat", "ms", 250),
  input_echo: kind(
    "Input echo: from when an input was due to the decoded patch that acknowledges it",
    "ms",
    5,
  ),
  patch_interval: kind("Patch interval (with those that a stall left out)", "ms", 3),
  patch_jitter: kind("Patch jitter: how far an interval is from 50 ms", "ms", 3),
  state_age: kind(
    "State age when decoded: against the clock of the server's ticks, plus half a round trip",
    "ms",
    5,
  ),
  correction: kind("Correction of one's own place", "u", 2),
  bytes_in: kind("Bytes to a client in a second", "B", 200),
  bytes_out: kind("Bytes from a client in a second", "B", 50),
  late_sends: kind("Generator: how late a client's frame was", "ms", 3),
} as const;
export type SpreadName = keyof typeof SPREADS;

/** What the server tells of itself: percentiles of its last seconds, the worst room's. */
export const SERVER_SPREADS = {
  tick: kind("Server: a tick (30 Hz), the worst room's", "ms", 1),
  patch_work: kind("Server: making and sending a patch (views, encoding), the worst room's", "ms", 1),
  event_loop: kind("Server: delay of the event loop", "ms", 3),
} as const;

export const SCALARS = {
  clients: kind("Clients, mean", "", 1, true),
  whole_clients: kind("Clients with the whole net code, mean", "", 1, true),
  patches_per_second: kind("Patches to a client in a second", "Hz", 0.5, true),
  corrections_per_minute: kind("Corrections of a client in a minute", "", 1),
  wrong_percent: kind("Inputs predicted wrong", "%", 0.5),
  drops: kind("Connections that broke", "", 1),
  reconnects: kind("Connections that came back", "", 1),
  ended: kind("Games that ended before their time", "", 1),
  refused: kind("Joins refused", "", 1),
  overruns: kind("Server: ticks over 33.3 ms", "", 2),
  starved_percent: kind("Server: ticks without a player's input", "%", 0.3),
  server_cpu: kind("Server: CPU, of one core", "%", 4),
  server_cpu_per_client: kind("Server: CPU for a client, of one core", "%", 0.05),
  server_rss: kind("Server: memory at most (RSS)", "MB", 15),
  server_heap: kind("Server: heap at most", "MB", 15),
  gc_share: kind("Server: time in garbage collection", "%", 0.5),
  gc_max: kind("Server: longest garbage collection", "ms", 5),
  send_buffer: kind("Server: most that waited for one client", "KB", 16),
  generator_busy: kind("Generator: event loop in use, the busiest worker", "%", 10),
  generator_cpu: kind("Generator: CPU, all workers, of one core", "%", 10),
  generator_delay: kind("Generator: delay of the event loop, p99, the latest worker", "ms", 5),
} as const;

export const KINDS: Readonly<Record<string, FigureKind>> = { ...SPREADS, ...SERVER_SPREADS, ...SCALARS };

export const STATS = ["p50", "p90", "p99", "p999", "max", "mean", "count"] as const;
export type Stat = (typeof STATS)[number];

/** A spread has its percentiles, a scalar its `value`. */
export type Figure = Partial<Record<Stat | "value", number>>;
export type Figures = Record<string, Figure>;

/** As a column or an axis is headed: the server's and the generator's own keep what they are of. */
export function shortTitle(name: string): string {
  const { title } = KINDS[name];
  if (/^(Server|Generator):/.test(title)) return title.replace(/[,(].*/, "").trim();
  return title.replace(/[:(,].*/, "").trim();
}
