// A result as one HTML file that needs no network: the verdict first, then what lies behind it.
// Owns: the page's words and order. Must not: compute, but units.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { type Figure, KINDS } from "./figures.ts";
import { pageScript } from "./page.ts";
import { plotsOf } from "./plots.ts";
import { digits, processTable, verdictOf } from "./print.ts";
import type { LoadResult } from "./result.ts";

const require = createRequire(import.meta.url);
const inPackage = (path: string): string => readFileSync(require.resolve(path), "utf8");

const plain = (text: unknown): string =>
  String(text).replace(
    /[&<>"]/g,
    (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign] ?? "",
  );

export function formatHtml(result: LoadResult): string {
  const plots = plotsOf(result);
  const title = result.name === "" ? "Load run" : result.name;
  // In a script element "</script" would end it, in a string too.
  const data = JSON.stringify(plots).replaceAll("<", "\\u003c");
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:">
<link rel="icon" href="data:,">
<title>${plain(title)}: ${plain(verdictOf(result))}</title>
<style>${inPackage("uplot/dist/uPlot.min.css")}
${readFileSync(join(import.meta.dirname, "page.css"), "utf8")}</style>
<main>
${head(title, result)}
${cards(result)}
${result.slo.length === 0 ? "" : section("Limits", sloTable(result))}
${section("Latency by percentile", `<div class="plots">${plots.map(plotPlace).slice(0, 1).join("")}</div>`)}
${section("Over time", `<div class="plots">${plots.map(plotPlace).slice(1).join("\n")}</div>`)}
${section("All figures", spreadTable(result) + gap + scalarTable(result))}
${processSection(result)}
${section("What went over the wire", kindTable(result))}
${reasons(result)}
</main>
<script>${SURE_LANGUAGE}
${inPackage("uplot/dist/uPlot.iife.min.js")}
${pageScript()}
start(${data});</script>
</html>
`;
}

const gap = '<div style="height:12px"></div>';
const section = (title: string, body: string): string => `<section><h2>${title}</h2>${body}</section>`;

function head(title: string, result: LoadResult): string {
  const { machine, scenario, measuredSeconds, url, invalid, slo, notes } = result;
  const broken = slo.filter(({ kept }) => !kept).length;
  const tone = invalid.length > 0 ? "warn" : broken > 0 ? "bad" : "good";
  const words = verdictOf(result);
  const where = url === null ? `its own server, held to core ${machine.serverCore ?? "any"}` : url;
  return `<h1>${plain(title)}</h1>
<p class="soft">${plain(result.startedAt.slice(0, 16).replace("T", " "))} UTC, ${measuredSeconds} s measured</p>
<div class="verdict ${tone}"><strong>${plain(words[0].toUpperCase() + words.slice(1))}</strong>
${notes.map((note) => `<p class="soft">${plain(note)}</p>`).join("")}</div>
<p>Stages <code>${plain(scenario.stages)}</code> in ${plain(scenario.rooms)} room(s) of ${plain(scenario.mode)}, bots up to ${plain(scenario.fill)}, network ${plain(scenario.net)}, seed ${plain(scenario.seed)}; against ${plain(where)}.</p>
<p class="soft">${plain(machine.model)}, ${machine.cores} cores, Node ${plain(machine.node)}; ${machine.workers} generator process(es) on ${plain(machine.loadCores ?? "any core")}.</p>`;
}

/** The few that one looks for first. */
function cards({ figures }: LoadResult): string {
  const one = (words: string, value: number | undefined, unit: string): string =>
    value === undefined
      ? ""
      : `<div class="card"><b>${digits(value)} ${unit}</b><span class="soft">${words}</span></div>`;
  return `<div class="cards">${[
    one("clients", figures.clients?.value, ""),
    one("input echo p99", figures.input_echo?.p99, "ms"),
    one("patch interval p99", figures.patch_interval?.p99, "ms"),
    one("server tick p99", figures.tick?.p99, "ms"),
    one("to a client, mean", (figures.bytes_in?.mean ?? 0) / 1000, "KB/s"),
    one("server CPU", figures.server_cpu?.value, "%"),
  ].join("")}</div>`;
}

const plotPlace = (
  { title, unit, nines }: { title: string; unit: string; nines?: boolean },
  i: number,
): string =>
  `<div class="plot${nines === true ? " wide" : ""}"><h3>${plain(title)}${unit === "" ? "" : ` <span class="soft">${plain(unit)}</span>`}</h3><div id="plot-${i}"></div></div>`;

function table(heads: string[], rows: string[][]): string {
  const head = `<tr>${heads.map((cell) => `<th>${cell}</th>`).join("")}</tr>`;
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join("")}</tr>`);
  return `<div class="scroll"><table>${head}${body.join("\n")}</table></div>`;
}

function processSection({ processes = [] }: LoadResult): string {
  if (processes.length === 0) return "";
  const [heads, ...rows] = processTable(processes);
  return section(
    "The processes",
    table(
      heads,
      rows.map((row) => row.map(plain)),
    ),
  );
}

function sloTable({ slo }: LoadResult): string {
  const rows = slo.map(({ text, value, unit, kept }) => [
    `<code>${plain(text)}</code>`,
    value === null ? "not measured" : `${digits(value)} ${unit}`,
    `<span class="mark ${kept ? "good" : "bad"}">${kept ? "kept" : "broken"}</span>`,
  ]);
  return table(["Limit", "measured", ""], rows);
}

const titled = (name: string): string => plain(KINDS[name].title);

function spreadTable({ figures }: LoadResult): string {
  const rows = Object.entries(figures)
    .filter(([, figure]) => figure.value === undefined)
    .map(([name, { p50, p90, p99, p999, max, count }]: [string, Figure]) => [
      titled(name),
      plain(KINDS[name].unit),
      ...[p50, p90, p99, p999, max, count].map(digits),
    ]);
  return table(["", "unit", "p50", "p90", "p99", "p99.9", "max", "values"], rows);
}

function scalarTable({ figures }: LoadResult): string {
  const rows = Object.entries(figures)
    .filter(([, figure]) => figure.value !== undefined)
    .map(([name, { value }]) => [titled(name), plain(KINDS[name].unit), digits(value)]);
  return table(["", "unit", ""], rows);
}

function kindTable({ kinds, measuredSeconds }: LoadResult): string {
  const rows = (["in", "out"] as const).flatMap((way) =>
    Object.entries(kinds[way]).map(([kind, { messages, bytes }]) => [
      `${way === "in" ? "to clients" : "from clients"}: ${plain(kind)}`,
      digits(messages),
      digits(messages / measuredSeconds),
      digits(bytes / 1000),
      digits(bytes / messages),
    ]),
  );
  return table(["", "messages", "a second", "KB", "bytes each"], rows);
}

function reasons({ refused, ended, limits }: LoadResult): string {
  const rows = [
    ...Object.entries(refused).map(([why, count]) => ["join refused", why, count] as const),
    ...Object.entries(ended).map(([why, count]) => ["game ended early, close code", why, count] as const),
    ...Object.entries(limits).map(([why, count]) => ["limit of the server", why, count] as const),
  ];
  if (rows.length === 0) return section("Refusals", "<p>None: nobody was refused, no game ended early.</p>");
  return section(
    "Refusals",
    table(
      ["What", "why", "times"],
      rows.map((row) => row.map(plain)),
    ),
  );
} /** Chromium names the language "en-US@posix" where the system's locale is POSIX: uPlot's first line throws over that. */
const SURE_LANGUAGE = `try { new Intl.NumberFormat(navigator.language); }
catch { Object.defineProperty(navigator, "language", { value: "en" }); }`;
