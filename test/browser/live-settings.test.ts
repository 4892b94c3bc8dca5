// Settings changed while one plays: words, colours and pictures follow at once, and the game goes on as it was.
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { preparePage } from "../../server/ops/page.ts";
import { screenshot, type TestPage } from "../helpers/browser.ts";
import { lettersReady, newChinesePage } from "../helpers/chinese-page.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

describe("settings in mid-game", function () {
  // Drawn by the CPU, the world is laid out anew more than once.
  this.timeout(240_000);
  let server: TestServer;
  let tab: TestPage;

  before(async () => {
    await preparePage(() => {});
    server = await startServer({ EMBERLINE_DEV: "", ARENA_BOTS_FILL_TO: "8" });
  });
  afterEach(() => tab.close());
  after(() => server.close());

  const play = async (): Promise<Page> => {
    // English, but with letters for Chinese.
    tab = await newChinesePage({ width: 960, height: 540, locale: "en-US" });
    const { page } = tab;
    await page.goto(`${server.endpoint}/?renderer=canvas`);
    await page.getByTestId("name-input").fill("Mid");
    await page.getByTestId("play-button").click();
    await page.getByTestId("overlay").waitFor({ state: "attached" });
    return page;
  };
  const choose = async (page: Page, section: string, choice: string): Promise<void> => {
    await page.keyboard.press("Escape");
    await page.getByTestId(`tab-${section}`).click();
    await page.getByTestId(choice).check({ force: true });
  };
  const seat = (page: Page) =>
    page.evaluate(() => {
      const view = window.__emberline?.view;
      const canvas = document.querySelector("#world canvas");
      Object.assign(window, { before: (window as { before?: unknown }).before ?? { view, canvas } });
      const { before } = window as unknown as { before: { view: unknown; canvas: unknown } };
      return { slot: view?.slot, same: before.view === view, picture: before.canvas === canvas };
    });

  it("says everything in another language at once, and loses nothing", async () => {
    const page = await play();
    const [room] = server.rooms();
    const { slot } = await seat(page);
    const own = room.game.skimmer(slot as number);
    own.embers = 17;
    // Nobody ends it meanwhile.
    const whole = setInterval(() => Object.assign(own, { hitPoints: 250, overshield: 250 }), 20);
    const carried = () => page.evaluate(() => window.__emberline?.view.own?.embers ?? 0);
    await page.waitForFunction(() => (window.__emberline?.view.own?.embers ?? 0) >= 17);
    await choose(page, "language", "setting-language-zh");
    await page.locator("#settings-title").filter({ hasText: "设置" }).waitFor();
    assert.equal(await page.locator("html").getAttribute("lang"), "zh-Hans");
    assert.match((await page.getByTestId("ping").getAttribute("aria-label")) ?? "", /^网络：/);
    await lettersReady(page);
    await screenshot(page, "settings-zh");
    await page.getByTestId("back-to-game").click();
    await page.keyboard.down("Tab");
    await page.getByTestId("scoreboard").getByText("击毁").waitFor();
    await screenshot(page, "scores-zh");
    await page.keyboard.up("Tab");
    await choose(page, "language", "setting-language-en");
    await page.locator("#settings-title").filter({ hasText: "Settings" }).waitFor();
    assert.deepEqual(await seat(page), { slot, same: true, picture: true });
    assert.ok((await carried()) >= 17);
    clearInterval(whole);
    assert.deepEqual(tab.problems, []);
  });

  for (const palette of ["deuteranopia", "protanopia", "tritanopia"]) {
    it(`shows the colours for ${palette} and a shape for each, in the lists and in the world`, async () => {
      const page = await play();
      const { slot } = await seat(page);
      assert.equal(await page.locator(".top5 .shape").count(), 0);
      await choose(page, "display", `setting-palette-${palette}`);
      await page.locator(".top5 .shape").first().waitFor({ state: "attached" });
      // The world is drawn anew, by the same game.
      await page.waitForFunction(() => {
        const { before } = window as unknown as { before: { canvas: unknown } };
        const canvas = document.querySelector("#world canvas");
        return canvas !== null && canvas !== before.canvas;
      });
      await page.getByTestId("tab-player").click();
      await screenshot(page, `palette-${palette}-settings`);
      await page.getByTestId("back-to-game").click();
      const x = await page.evaluate(() => window.__emberline?.view.own?.x);
      await page.keyboard.down("KeyD");
      await page.keyboard.down("KeyS");
      await page.waitForFunction((from) => window.__emberline?.view.own?.x !== from, x);
      await page.keyboard.up("KeyD");
      await page.keyboard.up("KeyS");
      await screenshot(page, `palette-${palette}`);
      assert.deepEqual(await seat(page), { slot, same: true, picture: false });
      assert.deepEqual(tab.problems, []);
    });
  }
});
