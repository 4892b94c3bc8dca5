// A run's figures as text: the limits, what lies behind them, the comparison.
// Owns: the words and columns. Must not: compute what was not measured, but ratios.
import { cpus } from "node:os";
import type { Verdict } from "./limits.ts";
import { type BenchOptions, WARM_UP_SECONDS } from "./options.ts";
import type { RunFigures } from "./run.ts";

/** Beyond this delay of the load's own event loop, ms, arrival times tell more of the load than of the server. */
export const SATURATED_MS = 20;

/** Beyond this share of the server's core, %, others' work shows in the server's times. */
const DISTURBED_PERCENT = 5;

const n = (value: number, digits = 1): string => value.toFixed(digits);
const whole = (value: number): string => Math.round(value).toLocaleString("en");
const kb = (bytes: number): string => `${n(bytes / 1000, 2)} KB/s`;

/** Lines of columns, each as wide as its widest cell; the first is aligned to the left. */
function table(rows: string[][]): string {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const line = (row: string[]): string =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join("  ");
  return rows.map((row) => `  ${line(row)}`).join("\n");
}

export function formatReport(options: BenchOptions, figures: RunFigures, verdicts: Verdict[]): string {
  const { clients, bots, seconds, seed } = options;
  return [
    "",
    `Emberline bench, ${new Date().toISOString().slice(0, 16).replace("T", " ")} UTC`,
    `${cpus()[0].model}, ${cpus().length} cores, Node ${process.version}`,
    `One room, ${clients} clients and ${bots} bots, ${seconds} s after ${WARM_UP_SECONDS} s of warm-up, seed ${seed}.`,
    pinning(figures),
    "",
    limits(verdicts),
    "",
    serverSide(figures),
    "",
    clientSide(figures),
    "",
    comparison(figures),
    ...warnings(figures),
  ].join("\n");
}

function pinning({ cores }: RunFigures): string {
  return cores.server === null
    ? "taskset is not available here: the server was not held to one core."
    : `Server held to core ${cores.server}; clients on ${cores.load ?? "any core, the server's too"}.`;
}

function limits(verdicts: Verdict[]): string {
  const rows = verdicts.map(({ name, value, limit, unit, atLeast, kept }) => [
    name,
    `${n(value, unit === "B" || unit === "" ? 0 : 2)} ${unit}`,
    `${atLeast ? ">=" : "<="} ${limit} ${unit}`,
    kept ? "pass" : "FAIL",
  ]);
  return table([["Limits", "measured", "limit", ""], ...rows]);
}

function serverSide({ server }: RunFigures): string {
  const { tickMs, refreshMs, patchMs, rssBytes, starvedTicks, eventLoopDelayP99Ms } = server;
  const cpu = `CPU ${n(server.cpuPercent)}% of one core, other processes ${n(server.othersPercent)}% of it`;
  return table([
    ["Server, ms", "p50", "p99", "max"],
    ["tick (30 Hz)", n(tickMs.p50, 2), n(tickMs.p99, 2), n(tickMs.max, 2)],
    ["patch (20 Hz): views, encoding, sending", n(patchMs.p50, 2), n(patchMs.p99, 2), ""],
    ["  of it the views", n(refreshMs.p50, 2), n(refreshMs.p99, 2), ""],
    ["event loop's delay, since it started", "", n(eventLoopDelayP99Ms, 2), ""],
  ]).concat(
    `\n  ${cpu}; RSS ${n(rssBytes / 1e6, 0)} MB; ${whole(starvedTicks)} input(s) not there in their tick`,
  );
}

function clientSide({ clients, generator }: RunFigures): string {
  const { intervalMs: i, bytesIn: b, bytesInMeans: m, bytesOut: o } = clients;
  const share = (100 * clients.wrong) / Math.max(1, clients.compared);
  const rows = table([
    ["Clients", "p50", "p95", "p99", "max"],
    ["patch interval, ms", n(i.p50), n(i.p95), n(i.p99), n(i.max)],
    ["bytes received in a second", whole(b.p50), whole(b.p95), whole(b.p99), whole(b.max)],
    ["  a client's mean over the run", whole(m.p50), whole(m.p95), whole(m.p99), whole(m.max)],
    ["bytes sent in a second", whole(o.p50), whole(o.p95), whole(o.p99), whole(o.max)],
  ]);
  return [
    rows,
    "  (WebSocket payload, all messages; without the headers of WebSocket, TCP and IP)",
    `  predictions: ${whole(clients.wrong)} wrong of ${whole(clients.compared)} (${n(share, 2)}%), worst ${n(clients.worst)} u`,
    `  in sight, mean: ${n(clients.skimmersSeen)} others, ${n(clients.motesSeen)} motes; ping ${n(clients.pingMs)} ms; connections lost ${clients.drops}`,
    `  load: ${generator.workers} process(es), event loop p99 ${n(generator.loopDelayP99Ms)} ms late, CPU ${generator.cpuPercent.map((cpu) => `${n(cpu, 0)}%`).join(" + ")}`,
  ].join("\n");
}

function comparison({ clients, server, json }: RunFigures): string {
  const jsonRate = json.messageBytes * json.patchesPerSecond;
  const uplink = (bytesPerSecond: number): number => (bytesPerSecond * clients.clients * 8) / 1e6;
  const row = (name: string, ours: number, theirs: number, text: (value: number) => string): string[] => [
    name,
    text(ours),
    text(theirs),
    `${n(theirs / ours)} x`,
  ];
  const ms = (value: number): string => `${n(value, 2)} ms`;
  return [
    table([
      ["Against the whole state as JSON to everyone", "Emberline", "JSON", "JSON / ours"],
      row("to one client, median", clients.bytesIn.p50, jsonRate, kb),
      row("server, one patch to all, median", server.patchMs.p50, json.patchMs.p50, ms),
      row(
        "the room's uplink, mean",
        uplink(clients.bytesIn.mean),
        uplink(jsonRate),
        (mbit) => `${n(mbit)} Mbit/s`,
      ),
    ]),
    `  Emberline: measured above, over sockets. JSON: a match of the same seed, map, number of players and`,
    `  behaviours, played for ${json.seconds} s in real time on the same core, without framework or views (it hides nothing):`,
    `  JSON.stringify once (median ${n(json.stringifyMs.p50, 2)} ms, ${whole(json.messageBytes)} bytes, the synced fields), then`,
    json.sent
      ? `  sent over local WebSockets (package ws, uncompressed): ${n(json.patchesPerSecond)} patches/s made, ${kb(json.receivedBytesPerSecond)} received by each client, at most ${n(json.bufferedBytesMax / 1e6)} MB waiting in one socket.`
      : "  NOT sent: the package ws was not found, so its patch is without the cost of sockets.",
  ].join("\n");
}

function warnings({ generator, json, clients, server }: RunFigures): string[] {
  const lines: string[] = [];
  if (server.othersPercent > DISTURBED_PERCENT)
    lines.push(
      "",
      "  Other processes ran on the server's core: its upper percentiles are theirs too. Repeat when quiet.",
    );
  if (generator.loopDelayP99Ms > SATURATED_MS)
    lines.push(
      "",
      "  The load generator is saturated: do not trust the patch intervals, nor the predictions.",
    );
  if (json.sent && json.receivedBytesPerSecond < 0.9 * json.messageBytes * json.patchesPerSecond)
    lines.push("", "  The JSON could not be carried: its clients received less than was made for them.");
  if (clients.drops > 0) lines.push("", `  ${clients.drops} connection(s) broke during the run.`);
  return lines;
}
