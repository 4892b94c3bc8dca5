// What a frame costs the page's main thread, with so many things in view: `npm run bench:frame -- 100`.
// Owns: the figures, on the console. Must not: judge them; machines differ.
import { preparePage } from "../../server/ops/page.ts";
import { launchBrowser } from "../helpers/browser.ts";
import { type CrowdOptions, crowdedPage, drawFrames, startCrowdServer } from "./crowded-page.ts";
import { type FrameCost, readFrameTrace, TRACE_CATEGORIES } from "./frame-trace.ts";

const COUNT = Number(process.argv[2] ?? 100);
/** Drawn before anything counts: the engine compiles what it has seen often. */
const WARM_FRAMES = 600;
const FRAMES = 900;

async function measure(options: CrowdOptions): Promise<FrameCost[]> {
  const server = await startCrowdServer();
  const tab = await crowdedPage(server, options);
  const { page } = tab;
  await page.evaluate(drawFrames, WARM_FRAMES);
  const browser = await launchBrowser();
  await browser.startTracing(page, { categories: TRACE_CATEGORIES });
  await page.evaluate(drawFrames, FRAMES);
  const costs = readFrameTrace(await browser.stopTracing());
  if (tab.problems.length > 0) throw new Error(tab.problems.join("\n"));
  await tab.close();
  await server.close();
  return costs;
}

function row(name: string, ms: readonly number[]): string {
  const sorted = ms.toSorted((a, b) => a - b);
  const at = (share: number): string =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(2).padStart(6);
  return `  ${name.padEnd(44)} p50 ${at(0.5)}  p95 ${at(0.95)}  p99 ${at(0.99)}`;
}

await preparePage(console.log);
console.log(`${COUNT} things in view, medium preset; ms of the main thread a frame`);
for (const [renderer, name, width, height] of [
  ["webgl", "WebGL, what players use", 1280, 720],
  ["canvas", "Canvas, where there is no WebGL", 640, 360],
] as const) {
  const costs = await measure({ renderer, count: COUNT, width, height });
  console.log(`${name} (${width}x${height}, ${costs.length} frames)`);
  console.log(
    row(
      "callbacks, CPU",
      costs.map(({ callbacks }) => callbacks),
    ),
  );
  console.log(
    row(
      "callbacks, messages and timers, CPU",
      costs.map(({ callbacks, between }) => callbacks + between),
    ),
  );
  console.log(
    row(
      "callbacks, by the clock",
      costs.map(({ clock }) => clock),
    ),
  );
}
await (await launchBrowser()).close();
