// What a frame costs the page's main thread, with so many things in view: `npm run bench:frame -- 100`.
// Owns: the figures, on the console. Must not: judge them; machines differ.
import { preparePage } from "../../server/ops/page.ts";
import { launchBrowser, newPage } from "../helpers/browser.ts";
import { startServer } from "../helpers/server.ts";
import { arrangeCrowd, arrangeFight, arrangeLand, openMiddle } from "../helpers/showcase.ts";

const COUNT = Number(process.argv[2] ?? 100);
const FRAMES = 600;

/** Runs in the page, before all else: the time that the callbacks of each frame took, ms. */
function timeFrames(): void {
  const costs: number[] = [];
  Object.assign(window, { costs });
  const ask = window.requestAnimationFrame.bind(window);
  let frame = 0;
  window.requestAnimationFrame = (callback) =>
    ask((now) => {
      const from = performance.now();
      callback(now);
      const took = performance.now() - from;
      if (now === frame) costs[costs.length - 1] += took;
      else costs.push(took);
      frame = now;
    });
}

const quantile = (sorted: readonly number[], share: number): string =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(2);

await preparePage(console.log);
const server = await startServer({
  EMBERLINE_DEV: "",
  ARENA_BOTS_FILL_TO: "0",
  ARENA_SEED: "7",
  ARENA_SIZE: "small",
});
const { page } = await newPage();
await page.addInitScript(timeFrames);
await page.goto(`${server.endpoint}/?renderer=canvas&preset=medium`);
await page.getByTestId("play-button").click();
await page.waitForFunction(() => window.__emberline?.view.own?.alive === true);
const slot = await page.evaluate(() => window.__emberline!.view.slot);
const [{ game }] = server.rooms();
const middle = openMiddle(game.world.arena);
await arrangeLand(game, page, middle);
arrangeFight(game, slot, middle);
arrangeCrowd(game, middle, COUNT);
await page.waitForFunction((least) => {
  const { view } = window.__emberline!;
  let seen = view.state.motes.size;
  view.eachSkimmer(() => seen++);
  return seen >= least;
}, COUNT);

const profiler = await page.context().newCDPSession(page);
await profiler.send("Performance.enable", { timeDomain: "threadTicks" });
/** CPU time of the main thread, ms: it does not grow while others have the processor. */
const cpu = async (): Promise<{ script: number; task: number }> => {
  const { metrics } = await profiler.send("Performance.getMetrics");
  const of = (name: string) => (metrics.find((metric) => metric.name === name)?.value ?? 0) * 1000;
  return { script: of("ScriptDuration"), task: of("TaskDuration") };
};
await page.evaluate(() => {
  (window as unknown as { costs: number[] }).costs.length = 0;
});
const before = await cpu();
await page.waitForFunction(
  (count) => (window as unknown as { costs: number[] }).costs.length >= count,
  FRAMES,
  { timeout: 120_000 },
);
const after = await cpu();
const costs = await page.evaluate(() => (window as unknown as { costs: number[] }).costs.slice());
const sorted = costs.toSorted((a, b) => a - b);
const perFrame = (ms: number): string => (ms / costs.length).toFixed(2);
console.log(`${COUNT} things in view, medium, canvas, 640x360, ${costs.length} frames; ms a frame`);
console.log(
  `callbacks, wall clock: p50 ${quantile(sorted, 0.5)}  p95 ${quantile(sorted, 0.95)}  p99 ${quantile(sorted, 0.99)}`,
);
console.log(
  `main thread, CPU: script ${perFrame(after.script - before.script)}  all tasks ${perFrame(after.task - before.task)}`,
);
await (await launchBrowser()).close();
await server.close();
