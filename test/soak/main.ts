// `npm run soak`: ten minutes of a browser among 24 bots, without an error and without growing.
// Owns: the words and the exit code. Must not: measure by itself.
import { parseArgs } from "node:util";
import { launchBrowser } from "../helpers/browser.ts";
import { growthOf } from "./growth.ts";
import { type Look, type SoakReport, soak } from "./run.ts";

const HELP = `npm run soak -- [options]

A headless browser plays among bots for a long time, with a hand that never rests; a server in a process of its own.
Fails when the page's console or the server's log complains, or the page's heap grows by more than 10% (after garbage
collection, the middle of the first three looks after the warm-up against that of the last three).

  --minutes N    how long, after the warm-up (10)
  --warm-up N    minutes before the heap counts: sprites are made when they are first needed, and kept (4)
  --bots N       skimmers that bots fill up to (24)
  --seed N       of the map, the bots and the hand (7)
  --webgl        draw with WebGL (a 2D canvas is quicker where there is no GPU)
  --help         this text

Ends with 0 when all is well, 99 when something is not, 1 on an error.`;

const MOST_GROWTH = 0.1;

const tell = ({ atSeconds, heapBytes, frames, round, skimmers }: Look): void =>
  console.log(
    [
      `${String(atSeconds).padStart(5)} s`,
      `heap ${(heapBytes / 1e6).toFixed(2)} MB`,
      `script a frame p50 ${frames.p50.toFixed(2)}, p95 ${frames.p95.toFixed(2)}, max ${frames.max.toFixed(1)} ms`,
      `${frames.count} frames`,
      `round ${round + 1}, ${skimmers} in it`,
    ].join("   "),
  );

function judge(report: SoakReport, fromSeconds: number): boolean {
  const counted = report.looks.filter(({ atSeconds }) => atSeconds >= fromSeconds);
  const growth = growthOf(counted.map(({ heapBytes }) => heapBytes));
  const rows = [
    [`the page's console: ${report.page.length} complaints`, report.page.length === 0],
    [`the server's log: ${report.server.length} complaints`, report.server.length === 0],
    [`the server's exit code: ${report.exitCode}`, report.exitCode === 0],
    [`the heap: ${(growth * 100).toFixed(1)}% more at the end (limit 10%)`, growth <= MOST_GROWTH],
  ] as const;
  console.log();
  for (const [words, kept] of rows) console.log(`${kept ? "kept  " : "BROKEN"}  ${words}`);
  for (const line of [...report.page, ...report.server].slice(0, 20)) console.log(`        ${line}`);
  return rows.every(([, kept]) => kept);
}

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "10" },
    "warm-up": { type: "string", default: "4" },
    bots: { type: "string", default: "24" },
    seed: { type: "string", default: "7" },
    webgl: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
if (values.help) console.log(HELP);
else {
  const { minutes: asked, "warm-up": before } = values;
  const [minutes, warmUp, bots, seed] = [asked, before, values.bots, values.seed].map(Number);
  if (!(minutes > 0) || !(warmUp >= 0) || !Number.isInteger(bots) || !Number.isInteger(seed))
    throw new Error(HELP);
  const report = await soak(
    {
      seconds: (warmUp + minutes) * 60,
      everySeconds: Math.max(5, Math.min(60, minutes * 6)),
      bots,
      roundSeconds: null,
      seed,
      renderer: values.webgl ? "webgl" : "canvas",
    },
    tell,
  );
  process.exitCode = judge(report, warmUp * 60) ? 0 : 99;
  await (await launchBrowser()).close();
}
