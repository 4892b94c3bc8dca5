// Two languages in a real browser: the one that the browser asks for, and a change in mid-game that loses nothing.
import assert from "node:assert/strict";
import { preparePage } from "../../server/ops/page.ts";
import { screenshot, type TestPage } from "../helpers/browser.ts";
import { lettersReady, newChinesePage } from "../helpers/chinese-page.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

describe("languages in a browser", function () {
  this.timeout(240_000);
  let server: TestServer;
  let tab: TestPage;

  before(async () => {
    await preparePage(() => {});
    server = await startServer({ EMBERLINE_DEV: "", ARENA_BOTS_FILL_TO: "0" });
  });
  afterEach(() => tab.close());
  after(() => server.close());

  it("speaks the browser's language from the first picture on", async () => {
    tab = await newChinesePage({ width: 1280, height: 720 });
    const { page } = tab;
    await page.goto(`${server.endpoint}/?renderer=canvas`);
    await page.getByTestId("menu").waitFor();
    assert.equal(await page.getByTestId("play-button").textContent(), "开始游戏");
    assert.equal(await page.locator("html").getAttribute("lang"), "zh-Hans");
    await lettersReady(page);
    await screenshot(page, "menu-zh");
    await page.getByTestId("play-button").click();
    await page.getByTestId("hud").waitFor();
    await screenshot(page, "hud-zh");
    assert.deepEqual(tab.problems, []);
  });
});
