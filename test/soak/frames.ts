// What the page's frames cost: script time of every animation frame, measured in the page.
// Owns: the measurement. Must not: change what a frame does.
import type { Page } from "playwright-core";

/** Script time of the frames since the last reading, ms, and how many there were. */
export interface FrameCosts {
  count: number;
  p50: number;
  p95: number;
  max: number;
}

/** Call before the page is loaded. */
export async function measureFrames(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const costs: number[] = [];
    Object.assign(window, { frameCosts: costs });
    const request = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (callback) =>
      request((time) => {
        const start = performance.now();
        callback(time);
        // Bounded: a page that nobody reads from must not grow because of this.
        if (costs.length < 100_000) costs.push(performance.now() - start);
      });
  });
}

/** Reads and forgets. */
export async function readFrames(page: Page): Promise<FrameCosts> {
  const costs = await page.evaluate(() =>
    (window as unknown as { frameCosts: number[] }).frameCosts.splice(0),
  );
  costs.sort((a, b) => a - b);
  const at = (share: number): number =>
    costs[Math.min(costs.length - 1, Math.floor(costs.length * share))] ?? 0;
  return { count: costs.length, p50: at(0.5), p95: at(0.95), max: costs.at(-1) ?? 0 };
}

/** Bytes of the page's heap after everything that can be collected is. */
export async function heapBytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  try {
    await session.send("HeapProfiler.enable");
    await session.send("HeapProfiler.collectGarbage");
    const { usedSize } = await session.send("Runtime.getHeapUsage");
    return usedSize;
  } finally {
    await session.detach();
  }
}
