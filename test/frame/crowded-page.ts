// A page in the middle of a fight with many things in view, for whoever measures what a frame costs.
// Owns: the way there. Must not: measure.
import type { Page } from "playwright-core";
import { newPage, type TestPage } from "../helpers/browser.ts";
import { startServer, type TestServer } from "../helpers/server.ts";
import { arrangeCrowd, arrangeFight, arrangeLand, openMiddle } from "../helpers/showcase.ts";

export interface CrowdOptions {
  renderer: "webgl" | "canvas";
  count: number;
  width: number;
  height: number;
}

export const startCrowdServer = (): Promise<TestServer> =>
  startServer({ EMBERLINE_DEV: "", ARENA_BOTS_FILL_TO: "0", ARENA_SEED: "7", ARENA_SIZE: "small" });

/**
 * Runs in the page before all else: WebGL fills one pixel. The page's commands stay as they are, all of them, and what a
 * GPU would do costs next to nothing: software took 700 ms a frame for it, and cold code is no measure of a player's.
 */
function shrinkWebGl(): void {
  for (const { prototype } of [WebGLRenderingContext, WebGL2RenderingContext]) {
    const { viewport } = prototype;
    prototype.viewport = function (): void {
      viewport.call(this, 0, 0, 1, 1);
    };
  }
}

/** A page with `count` things in view beside a fight of six, medium preset. `prepare` runs in it before all else. */
export async function crowdedPage(
  server: TestServer,
  { renderer, count, width, height }: CrowdOptions,
  prepare: (page: Page) => Promise<unknown> = async () => {},
): Promise<TestPage> {
  const tab = await newPage({ width, height });
  const { page } = tab;
  await page.addInitScript(shrinkWebGl);
  await prepare(page);
  await page.goto(`${server.endpoint}/?renderer=${renderer}&preset=medium`);
  await page.getByTestId("play-button").click();
  await page.waitForFunction(() => window.__emberline?.view.own?.alive === true);
  const slot = await page.evaluate(() => window.__emberline!.view.slot);
  const [{ game }] = server.rooms();
  const middle = openMiddle(game.world.arena);
  await arrangeLand(game, page, middle);
  arrangeFight(game, slot, middle);
  arrangeCrowd(game, middle, count);
  await page.waitForFunction((least) => {
    const { view } = window.__emberline!;
    let seen = view.state.motes.size;
    view.eachSkimmer(() => seen++);
    return seen >= least;
  }, count);
  return tab;
}

/** Runs in the page; resolves when so many frames more were drawn. */
export async function drawFrames(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise(requestAnimationFrame);
}
