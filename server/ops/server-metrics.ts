// Which figures this server tells of itself: their names, what each is, and where it is looked up.
// Owns: the table; docs/operations.md repeats it, a test compares. Must not: name a player, an address or a room.
import { PROTOCOL_VERSION } from "../../shared/protocol/version.ts";
import { MODE_NAMES } from "../../shared/tunables/modes.ts";
import { RATED_MODES } from "../../shared/tunables/queue.ts";
import type { PlayDesk } from "../matchmaking/play-desk.ts";
import type { SaveQueue } from "../persistence/save-queue.ts";
import type { ArenaRoom } from "../rooms/arena-room.ts";
import type { GuardedTransport } from "../transport/guarded-transport.ts";
import { TRAFFIC_KINDS } from "../transport/traffic.ts";
import type { Counts } from "./counts.ts";
import type { Headroom } from "./headroom.ts";
import type { Labelled, Metrics } from "./metrics.ts";

type Arena = Pick<ArenaRoom, "begun" | "clients" | "game" | "metadata">;

export interface Watched {
  arenas: ReadonlySet<Arena>;
  counts: Counts;
  transport: Pick<GuardedTransport, "sockets" | "buffered" | "traffic">;
  saves: Pick<SaveQueue, "state">;
  headroom: Pick<Headroom, "percent">;
  desk: { queue: Pick<PlayDesk["queue"], "waiting" | "waits"> };
  /** This process among those that it belongs to. */
  cluster: { readonly draining: boolean; readonly isLeader: boolean; readonly ready: boolean };
}

const QUANTILES = [0.5, 0.99];

/** From now on `metrics` tells all of it. */
export function watchServer(metrics: Metrics, watched: Watched): void {
  watchProcess(metrics, watched);
  watchRooms(metrics, watched);
  watchPlay(metrics, watched);
  watchTraffic(metrics, watched);
}

function watchProcess(metrics: Metrics, { cluster, headroom, saves, counts }: Watched): void {
  const { http, logLines } = counts;
  const flag = (name: string, help: string, value: () => boolean): void =>
    metrics.gauge(name, help, () => Number(value()));
  flag("draining", "1 while the process takes no more rooms.", () => cluster.draining);
  flag("leader", "1 for the process that has the lobby and the queue.", () => cluster.isLeader);
  flag("ready", "1 while joins can be answered: Redis is there, or not needed.", () => cluster.ready);
  metrics.gauge("build_info", "Always 1.", () => [[String(PROTOCOL_VERSION), 1]], "protocol");
  metrics.gauge(
    "busy_ratio",
    "How busy the event loop is, of one core, in the last 2 s.",
    () => headroom.percent(performance.now()) / 100,
  );
  metrics.gauge(
    "saves_waiting",
    "Matches, reports and acts of operators that wait to be saved.",
    () => saves.state.waiting,
  );
  metrics.counter("saved_total", "Matches, reports and acts that were saved.", () => saves.state.saved);
  metrics.counter(
    "save_dropped_total",
    "Matches, reports, acts and input logs that were given up.",
    () => {
      const { droppedMatches, droppedReports, droppedActs, droppedLogs } = saves.state;
      return [
        ["match", droppedMatches],
        ["report", droppedReports],
        ["act", droppedActs],
        ["log", droppedLogs],
      ];
    },
    "what",
  );
  metrics.counter(
    "http_requests_total",
    "Requests that a route of /api answered; what is turned away before it is in refused_total.",
    () => http.byStatus,
    "status",
  );
  metrics.histogram("seat_seconds", "How long it took to give a seat.", http.seats);
  metrics.counter("log_lines_total", "Lines of the log.", () => logLines, "level");
}

function watchRooms(metrics: Metrics, { arenas, counts, desk }: Watched): void {
  const totals = counts.rooms;
  metrics.gauge("rooms", "Arenas that are open.", () => byMode(arenas, () => 1), "mode");
  metrics.gauge(
    "players",
    "People in arenas.",
    () => byMode(arenas, ({ clients }) => clients.length),
    "mode",
  );
  metrics.gauge("rooms_waiting", "Arenas that wait for their first person.", () => {
    let waiting = 0;
    for (const { begun } of arenas) if (!begun) waiting += 1;
    return waiting;
  });
  metrics.histogram("tick_seconds", "How long ticks took.", totals.ticks);
  metrics.counter(
    "tick_overruns_total",
    "Ticks that took longer than there was time for.",
    () => totals.overruns,
  );
  metrics.histogram("patch_seconds", "How long it took to make and send a patch of a room.", totals.patches);
  const waiting = (): Labelled => RATED_MODES.map((mode) => [mode, desk.queue.waiting(mode)]);
  metrics.gauge("queue_waiting", "People in the rated queue.", waiting, "mode");
  metrics.histogram(
    "queue_wait_seconds",
    "How long those waited who got a rated match.",
    desk.queue.waits,
    "mode",
  );
}

function watchPlay(metrics: Metrics, { arenas, counts }: Watched): void {
  const { play, felt } = counts.rooms;
  const sum = (name: Parameters<typeof play.total>[0]) => (): number => play.total(name, games(arenas));
  metrics.counter(
    "starved_ticks_total",
    "Ticks that began without an input that was due.",
    sum("starvedTicks"),
  );
  metrics.counter(
    "input_outages_total",
    "Times that a player had no input for longer than its credit lasts.",
    sum("inputOutages"),
  );
  metrics.counter("dropped_inputs_total", "Inputs that had waited too long.", sum("droppedInputs"));
  metrics.counter("lances_total", "Lances that were judged.", sum("lances"));
  metrics.counter(
    "clamped_views_total",
    "Lances whose view was older than their link explains.",
    sum("clampedViews"),
  );
  metrics.gauge(
    "input_depth",
    "Inputs that usually wait when a tick begins, over the players of now.",
    () => quantiles(arenas, ({ gate }, slot) => gate.meter(slot)?.usualDepth),
    "quantile",
  );
  metrics.gauge(
    "round_trip_seconds",
    "Usual round trips of the players of now.",
    () => quantiles(arenas, (game, slot) => (game.link(slot)?.pingMs ?? 0) / 1000),
    "quantile",
  );
  metrics.counter("client_reports_total", "Times that a page said how the game feels.", () => felt.reports);
  metrics.counter("client_inputs_total", "Inputs whose prediction pages compared.", () => felt.inputs);
  metrics.counter("client_wrong_inputs_total", "Those that were predicted wrongly.", () => felt.wrong);
  metrics.counter("client_corrections_total", "Corrections that pages made.", () => felt.corrections);
  metrics.histogram(
    "client_correction_units",
    "The longest correction of each page's report, u.",
    felt.worst,
  );
  metrics.histogram(
    "client_patch_gap_seconds",
    "The longest gap between two patches of each page's report.",
    felt.gaps,
  );
}

function watchTraffic(metrics: Metrics, { transport }: Watched): void {
  const { sent, received, closed } = transport.traffic;
  const by = (counts: Float64Array) => (): Labelled => TRAFFIC_KINDS.map((kind, i) => [kind, counts[i]]);
  metrics.gauge("sockets", "WebSockets that are open.", () => transport.sockets);
  metrics.gauge(
    "send_buffer_bytes",
    "Bytes that wait to be sent to clients.",
    () => transport.buffered().total,
  );
  metrics.gauge(
    "send_buffer_max_bytes",
    "The most that wait for one client.",
    () => transport.buffered().max,
  );
  metrics.counter("sent_bytes_total", "Bytes of frames to clients.", by(sent.bytes), "kind");
  metrics.counter("sent_frames_total", "Frames to clients.", by(sent.frames), "kind");
  metrics.counter("received_bytes_total", "Bytes of frames of clients.", by(received.bytes), "kind");
  metrics.counter("received_frames_total", "Frames of clients.", by(received.frames), "kind");
  const codes = (): Labelled => Array.from(closed, ([code, count]) => [String(code), count]);
  metrics.counter(
    "closed_total",
    "WebSockets that ended; code 0 for any that is none of ours.",
    codes,
    "code",
  );
}

/** Every mode is there from the start. */
function byMode(arenas: ReadonlySet<Arena>, count: (arena: Arena) => number): Labelled {
  const sums = new Map<string, number>(MODE_NAMES.map((mode) => [mode, 0]));
  for (const arena of arenas) {
    const mode: string = arena.metadata?.mode ?? MODE_NAMES[0];
    sums.set(mode, (sums.get(mode) ?? 0) + count(arena));
  }
  return sums;
}

function* games(arenas: ReadonlySet<Arena>): Generator<Arena["game"]> {
  for (const { begun, game } of arenas) if (begun) yield game;
}

/** Over everybody who plays over a connection; 0 where nobody does. */
function quantiles(
  arenas: ReadonlySet<Arena>,
  of: (game: Arena["game"], slot: number) => number | undefined,
): Labelled {
  const values: number[] = [];
  for (const game of games(arenas))
    for (const skimmer of game.world.skimmers) {
      if (skimmer === null || game.link(skimmer.slot) === null) continue;
      values.push(of(game, skimmer.slot) ?? 0);
    }
  values.sort((a, b) => a - b);
  return QUANTILES.map((q) => [
    String(q),
    values[Math.min(values.length - 1, Math.floor(q * values.length))] ?? 0,
  ]);
}
