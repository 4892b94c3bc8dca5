// What a frame at 100 things in view asks of the page and its GPU, counted: a machine's speed changes none of it.
// `npm run bench:frame` tells the milliseconds, `npm run soak` whether the heap grows.
import assert from "node:assert/strict";
import { preparePage } from "../../server/ops/page.ts";
import { crowdedPage, drawFrames, startCrowdServer } from "../frame/crowded-page.ts";
import type { TestPage } from "../helpers/browser.ts";
import type { TestServer } from "../helpers/server.ts";

interface Counts {
  draws: number;
  quads: number;
  uploads: number;
  lamps: number;
}

const FRAMES = 120;
const COUNT = 100;
/** A frame's own things, and land, fight and six fighters beside them: 17 draws of 930 quads, 1.2 2D images, 1 upload. */
const MOST = { draws: 24, quads: 1400, uploads: 1.5, lamps: 8 };
/** Measured: 410 KB, of which 330 are Phaser's way to hand numbers on. Code that is still cold takes more. */
const MOST_ALLOCATED_KB = 900;
/** The HUD reads the game ten times a second, and a reading with a fight's news changes a handful of nodes. */
const MOST_CHANGES_A_SECOND = 60;

/** Runs in the page before all else: counts what WebGL and 2D canvases are asked for, from now on. */
function countCommands(): void {
  const counts: Counts = { draws: 0, quads: 0, uploads: 0, lamps: 0 };
  Object.assign(window, { counts });
  for (const { prototype } of [WebGLRenderingContext, WebGL2RenderingContext]) {
    const { drawElements, texImage2D } = prototype;
    prototype.drawElements = function (mode, count, type, offset): void {
      counts.draws += 1;
      counts.quads += count / 6;
      drawElements.call(this, mode, count, type, offset);
    };
    prototype.texImage2D = function (this: WebGLRenderingContext, ...args: unknown[]): void {
      counts.uploads += 1;
      (texImage2D as (...given: unknown[]) => void).apply(this, args);
    } as typeof texImage2D;
  }
  const { drawImage } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.drawImage = function (this: unknown, ...args: unknown[]): void {
    counts.lamps += 1;
    (drawImage as (...given: unknown[]) => void).apply(this, args);
  } as typeof drawImage;
}

describe("a frame with a hundred things in view", function () {
  this.timeout(240_000);
  let server: TestServer;
  let tab: TestPage;

  before(async () => {
    await preparePage(() => {});
    server = await startCrowdServer();
    const options = { renderer: "webgl", count: COUNT, width: 640, height: 360 } as const;
    tab = await crowdedPage(server, options, (page) => page.addInitScript(countCommands));
    await tab.page.evaluate(drawFrames, FRAMES);
  });
  after(async () => {
    await tab?.close();
    await server?.close();
  });

  it("is few draw calls, one small upload, and no light summed on the processor", async () => {
    const { page, problems } = tab;
    const zero: Counts = { draws: 0, quads: 0, uploads: 0, lamps: 0 };
    await page.evaluate(
      (none) => void Object.assign((window as unknown as { counts: Counts }).counts, none),
      zero,
    );
    await page.evaluate(drawFrames, FRAMES);
    const counts = await page.evaluate(() => ({ ...(window as unknown as { counts: Counts }).counts }));
    for (const name of Object.keys(MOST) as (keyof Counts)[]) {
      const each = counts[name] / FRAMES;
      assert.ok(each <= MOST[name], `${name}: ${each} a frame, ${MOST[name]} at most`);
    }
    // They were drawn indeed.
    assert.ok(counts.quads / FRAMES > 300, `${counts.quads / FRAMES} quads`);
    assert.deepEqual(problems, []);
  });

  it("leaves little to collect", async () => {
    const session = await tab.page.context().newCDPSession(tab.page);
    await session.send("HeapProfiler.enable");
    await session.send("HeapProfiler.startSampling", {
      samplingInterval: 4096,
      includeObjectsCollectedByMajorGC: true,
      includeObjectsCollectedByMinorGC: true,
    });
    await tab.page.evaluate(drawFrames, FRAMES);
    const { profile } = await session.send("HeapProfiler.stopSampling");
    const bytes = profile.samples.reduce((sum, { size }) => sum + size, 0);
    const each = bytes / FRAMES / 1024;
    assert.ok(each <= MOST_ALLOCATED_KB, `${each.toFixed(0)} KB a frame`);
    assert.ok(each > 10, `${each.toFixed(0)} KB a frame: was it measured?`);
  });

  it("changes the page's nodes no oftener than the HUD reads the game", async () => {
    const { changes, seconds } = await tab.page.evaluate(async (count) => {
      let changes = 0;
      const observer = new MutationObserver((records) => {
        changes += records.length;
      });
      observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
      const from = performance.now();
      for (let i = 0; i < count; i++) await new Promise(requestAnimationFrame);
      observer.disconnect();
      return { changes, seconds: (performance.now() - from) / 1000 };
    }, FRAMES);
    assert.ok(
      changes <= (seconds + 1) * MOST_CHANGES_A_SECOND,
      `${changes} changes in ${seconds.toFixed(1)} s`,
    );
  });
});
