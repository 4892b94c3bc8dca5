// What a page says when its connection is closed on it, and what it does then; in English and in Chinese.
import assert from "node:assert/strict";
import { refuse } from "../../server/transport/guarded-transport.ts";
import { newPage, type PageOptions, screenshot, type TestPage } from "../helpers/browser.ts";
import { lettersReady, newChinesePage } from "../helpers/chinese-page.ts";
import { refusals } from "../helpers/refusals.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

describe("closings in a browser", function () {
  this.timeout(240_000);
  let server: TestServer;
  let tab: TestPage;

  before(async () => {
    server = await startServer({ EMBERLINE_DEV: "", ARENA_BOTS_FILL_TO: "0" });
  });
  afterEach(() => tab.close());
  after(() => server.close());

  /** A page that plays, and its connection. */
  async function play(options: { chinese?: boolean; page?: PageOptions } = {}) {
    tab = await (options.chinese ? newChinesePage : newPage)(options.page);
    const { page } = tab;
    await page.goto(`${server.endpoint}/?renderer=canvas`);
    await page.getByTestId("play-button").click();
    await page.getByTestId("hud").waitFor();
    await page.waitForFunction(() => window.__emberline?.view.own?.alive === true);
    const [room] = server.rooms().filter(({ clients }) => clients.length > 0);
    // The page before may not be gone yet.
    const client = [...room.clients].at(-1);
    assert.ok(client !== undefined);
    return { page, room, client };
  }

  for (const [language, words] of [
    ["English", "This page has sent too much. Reload it to play on."],
    ["Chinese", "此页面发送的数据过多。请刷新后继续。"],
  ]) {
    it(`[F3] says that the page has sent too much, and reloads it: ${language}`, async () => {
      const small = { viewport: { width: 390, height: 780 } };
      const { page, client } = await play({ chinese: language === "Chinese", page: small });
      refuse(client.ref, 4107, "too many frames");
      await page.getByText(words).waitFor();
      await lettersReady(page);
      await screenshot(page, `too-much-${language}`);
      await page.getByTestId("reload").click();
      await page.waitForFunction(
        () => window.__emberline === undefined || window.__emberline.view.own === null,
      );
      await page.getByTestId("play-button").waitFor();
    });
  }

  it("[F5] S3: plays on by itself after it was too slow a reader", async () => {
    const { page, room, client } = await play();
    const { ref } = client;
    await page.evaluate(() => {
      const { view } = window.__emberline!;
      const back = new Promise<number>((resolve) => {
        view.on("link", ({ link }) => link.kind === "playing" && resolve(view.slot));
      });
      Object.assign(window, { back });
    });
    // As if so much waited for it, until a patch is skipped; then as if all of it were read.
    const wait = (value: number): unknown =>
      Object.defineProperty(ref, "bufferedAmount", { value, configurable: true });
    wait(300_000);
    while ((await refusals(server.endpoint)).softBufferBytes === 0);
    wait(0);
    await page.evaluate(() => (window as unknown as { back: Promise<number> }).back);
    assert.ok(room.clients.every((each) => each.ref !== ref));
  });

  it("[C1] S16: says that the connection is lost when nothing comes for three seconds", async () => {
    const { page, client } = await play();
    // The socket stays open and silent, as after a pulled cable.
    (client as unknown as { raw(): void }).raw = () => {};
    await page.route("**/api/seats/back", (route) => route.abort());
    await page.getByTestId("reconnect").waitFor();
    await screenshot(page, "silent");
    await page.unroute("**/api/seats/back");
    await page.getByTestId("reconnect").waitFor({ state: "detached" });
  });
});
