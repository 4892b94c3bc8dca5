// The end of a server as a page shows it: the countdown, the move with the picture kept, the restart; also on a phone.
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import type { ArenaRoom } from "../../server/rooms/arena-room.ts";
import { CloseCode } from "../../shared/protocol/close-codes.ts";
import { newPage, screenshot, type TestPage } from "../helpers/browser.ts";
import { lettersReady, newChinesePage } from "../helpers/chinese-page.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

const PHONE = { viewport: { width: 390, height: 780 } };

describe("the end of a server, in a browser", function () {
  this.timeout(240_000);
  let server: TestServer;
  let tab: TestPage;

  before(async () => {
    // No bots: embers are counted over a move, and who stands still among bots loses them.
    server = await startServer({ EMBERLINE_DEV: "", ARENA_BOTS_FILL_TO: "0", ARENA_SIZE: "small" });
  });
  afterEach(async () => {
    await tab.page.evaluate(() => window.__emberline?.view.leave());
    await tab.close();
  });
  after(() => server.close());

  async function play(made: Promise<TestPage>): Promise<{ page: Page; room: ArenaRoom; slot: number }> {
    tab = await made;
    const { page } = tab;
    await page.goto(`${server.endpoint}/?renderer=canvas`);
    await page.getByTestId("play-button").click();
    await page.getByTestId("hud").waitFor();
    await page.waitForFunction(() => window.__emberline?.view.own?.alive === true);
    const slot = await page.evaluate(() => window.__emberline!.view.slot);
    const [room] = server.rooms().filter(({ clients }) => clients.length > 0);
    return { page, room, slot };
  }

  it("[X1] [X2] counts down, moves with the picture kept, and says where one is", async () => {
    const { page, room, slot } = await play(newPage());
    Object.assign(room.game.skimmer(slot), { embers: 23 });
    await page.waitForFunction(() => (window.__emberline?.view.own?.embers ?? 0) >= 23);
    // As many seconds as two digits that begin with 1 may tell.
    room.passage.warn(19, true);
    await page.getByTestId("move-coming").waitFor();
    await page.getByText(/You move to another server in 1\d s/).waitFor();
    await screenshot(page, "moving-countdown");
    const canvas = await page.locator("#world canvas").elementHandle();
    assert.equal(await room.act("move"), true);
    await page.getByTestId("move-moved").waitFor();
    await screenshot(page, "moving-arrived");
    assert.equal(await canvas?.evaluate((one) => one.isConnected), true, "the picture was never taken down");
    const { embers, phase } = await page.evaluate(() => {
      const { own, link } = window.__emberline!.view;
      return { embers: own?.embers ?? 0, phase: link.kind };
    });
    assert.ok(embers >= 23);
    assert.equal(phase, "playing");
    await page.getByTestId("move-moved").waitFor({ state: "detached" });
  });

  for (const language of ["English", "Chinese"])
    it(`[X1] [X4] is readable on a phone, countdown and restart: ${language}`, async () => {
      const made = language === "Chinese" ? newChinesePage(PHONE) : newPage(PHONE);
      const { page, room } = await play(made);
      room.passage.warn(7, true);
      await page.getByTestId("move-coming").waitFor();
      await lettersReady(page);
      await screenshot(page, `moving-phone-${language}`);
      const box = await page.getByTestId("move-coming").boundingBox();
      assert.ok(box !== null && box.x >= 0 && box.x + box.width <= 390, JSON.stringify(box));
      room.passage.warn(5, false);
      await page.getByText(/restarts in|后重启/).waitFor();
      await screenshot(page, `restart-phone-${language}`);
      // Nobody answers for a seat yet.
      await page.route("**/api/seats", (route) => route.abort());
      await room.disconnect(CloseCode.restarting);
      await page.getByTestId("restarting").waitFor();
      await screenshot(page, `restarting-phone-${language}`);
      await page.unroute("**/api/seats");
      await page.getByTestId("move-restarted").waitFor();
      await screenshot(page, `restarted-phone-${language}`);
    });
});
