// How much script the page is: what the menu waits for, and all of it. Gzipped bytes, 1 KB = 1,000.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Page, Response } from "playwright-core";
import { preparePage } from "../../server/ops/page.ts";
import { newPage, type TestPage } from "../helpers/browser.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

const MENU_BYTES = 60_000;
const TOTAL_BYTES = 450_000;
const DIST = join(import.meta.dirname, "..", "..", "client", "dist");

const gzipped = (source: Buffer): number => gzipSync(source, { level: 9 }).length;

const sum = (sizes: Map<string, number>): number => [...sizes.values()].reduce((a, b) => a + b, 0);

/** Sizes by name, the largest first, for whoever has to make something smaller. */
function list(sizes: Map<string, number>): string {
  const rows = [...sizes].sort(([, a], [, b]) => b - a);
  return rows.map(([name, bytes]) => `${name} ${bytes}`).join(", ");
}

/** Every script of the build, in whatever folder. */
function builtScripts(): Map<string, number> {
  const names = readdirSync(DIST, { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.m?js$/.test(name),
  );
  return new Map(names.map((name) => [name, gzipped(readFileSync(join(DIST, name)))]));
}

/** Holds back what the page leaves for when it is idle, until `goIdle` is called. */
const holdIdle = (page: Page) =>
  page.addInitScript(() => {
    const held: (() => void)[] = [];
    const goIdle = (): void => {
      for (const then of held.splice(0)) then();
    };
    Object.assign(window, { goIdle, requestIdleCallback: (then: () => void) => held.push(then) });
  });

/** Notes the scripts that the page is answered with; what it returns ends that and resolves to their sizes. */
function watchScripts(page: Page): () => Promise<Map<string, number>> {
  const scripts: Promise<[string, number]>[] = [];
  const note = (response: Response): void => {
    if (!/javascript/.test(response.headers()["content-type"] ?? "")) return;
    const { pathname } = new URL(response.url());
    scripts.push(response.body().then((body) => [pathname, gzipped(body)]));
  };
  page.on("response", note);
  return async () => {
    page.off("response", note);
    return new Map(await Promise.all(scripts));
  };
}

describe("the budget of script", function () {
  this.timeout(240_000);
  let server: TestServer;
  let tab: TestPage | undefined;

  before(async () => {
    await preparePage(() => {});
    server = await startServer({ EMBERLINE_DEV: "", ARENA_BOTS_FILL_TO: "0" });
  });
  afterEach(() => tab?.close());
  after(() => server.close());

  for (const locale of ["en-US", "zh-CN"]) {
    it(`the menu works with at most ${MENU_BYTES / 1000} KB, before Phaser (${locale})`, async () => {
      tab = await newPage({ locale });
      const { page } = tab;
      await holdIdle(page);
      const scriptsSoFar = watchScripts(page);
      await page.goto(`${server.endpoint}/?renderer=canvas`, { waitUntil: "networkidle" });
      await page.getByTestId("name-input").fill("Ann");
      assert.equal(await page.getByTestId("name-input").inputValue(), "Ann");
      assert.ok(await page.getByTestId("play-button").isEnabled());
      const menu = await scriptsSoFar();
      console.log(`      ${sum(menu)} bytes: ${list(menu)}`);
      assert.ok(menu.size > 0);
      assert.ok(sum(menu) <= MENU_BYTES, `the menu waits for ${sum(menu)} bytes: ${list(menu)}`);

      // It was the real page: left idle it fetches the game, which Play then starts.
      const phaser = page.waitForResponse(/\/phaser-[^/]+\.js$/);
      await page.evaluate(() => (window as unknown as { goIdle(): void }).goIdle());
      await phaser;
      await page.getByTestId("play-button").click();
      await page.getByTestId("hud").waitFor();
      assert.deepEqual(tab.problems, []);
    });
  }

  it(`all of the page's script is at most ${TOTAL_BYTES / 1000} KB`, () => {
    const built = builtScripts();
    console.log(`      ${sum(built)} bytes: ${list(built)}`);
    assert.ok(sum(built) <= TOTAL_BYTES, `all scripts are ${sum(built)} bytes: ${list(built)}`);
  });
});
