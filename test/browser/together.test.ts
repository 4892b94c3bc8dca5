// Playing together from the page: a party by its link, everybody along, the rated queue from waiting to the seat.
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { preparePage } from "../../server/ops/page.ts";
import { newPage, screenshot, type TestPage } from "../helpers/browser.ts";
import { LobbyPlayer } from "../helpers/lobby-player.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

describe("playing together", function () {
  this.timeout(240_000);
  let server: TestServer;
  let tabs: TestPage[] = [];

  before(async () => {
    await preparePage(() => {});
    server = await startServer({ EMBERLINE_DEV: "", ARENA_BOTS_FILL_TO: "0" });
  });
  afterEach(async () => {
    for (const { page, context } of tabs) {
      await page.evaluate(() => window.__emberline?.view.leave());
      await context.close();
    }
    tabs = [];
  });
  after(() => server.close());

  async function open(hash: string, name: string): Promise<TestPage> {
    const tab = await newPage({ width: 960, height: 640 });
    tabs.push(tab);
    // Several games are drawn by one CPU here.
    tab.page.setDefaultTimeout(90_000);
    await tab.context.addInitScript((kept) => {
      if (localStorage.getItem("emberline.settings.1") === null)
        localStorage.setItem("emberline.settings.1", JSON.stringify({ name: kept }));
    }, name);
    await tab.page.goto(`${server.endpoint}/?renderer=canvas${hash}`);
    return tab;
  }

  const playing = (page: Page) => page.getByTestId("hud").waitFor();
  const member = (page: Page, name: string) =>
    page.getByTestId("party-panel").locator("li", { hasText: name });

  it("gathers a party by its link, and takes it along into one room", async () => {
    const ann = await open("", "Ann");
    await ann.page.getByTestId("way-party").click();
    const link = await ann.page.getByTestId("invite-link").inputValue();
    assert.match(link, /#\/p\/[2-9A-HJKMNP-Z]{6}$/);
    const ben = await open(new URL(link).hash, "Ben");
    await member(ben.page, "Ann").filter({ hasText: "leads" }).waitFor();
    await ben.page.waitForFunction(() => location.hash === "");
    await member(ann.page, "Ben").waitFor();
    await screenshot(ann.page, "party");
    await ann.page.getByTestId("play-button").click();
    await Promise.all([playing(ann.page), playing(ben.page)]);
    const rooms = server.rooms().filter(({ clients }) => clients.length > 0);
    assert.deepEqual(
      rooms.map(({ clients }) => clients.length),
      [2],
    );
    await ben.page.evaluate(() => window.__emberline?.view.leave());
    await member(ben.page, "Ann").waitFor();
    await ann.page.evaluate(() => window.__emberline?.view.leave());
    await ann.page.locator("[data-testid^=put-out]").click();
    await ben.page.getByTestId("queue-note").filter({ hasText: "put you out" }).waitFor();
    await ann.page.getByTestId("party-leave").click();
    await ann.page.getByTestId("way-party").waitFor();
    assert.deepEqual([...ann.problems, ...ben.problems], []);
  });

  it("waits for a Duel while one plays, asks, and seats both", async () => {
    const ann = await open("", "Ann");
    const { page } = ann;
    await page.getByTestId("way-duel").click();
    await page.getByTestId("queue-card").filter({ hasText: "1 in the queue" }).waitFor();
    await screenshot(page, "queue-menu");
    await page.getByTestId("play-button").click();
    await playing(page);
    await page.getByTestId("queue-card").waitFor();
    await screenshot(page, "queue-playing");
    const rival = await new LobbyPlayer(server.endpoint, "Ben").open();
    rival.queue.join("duel");
    await page.getByTestId("ready-check").waitFor();
    await screenshot(page, "ready-check");
    const coming = rival.play();
    await page.getByTestId("ready-yes").click();
    const session = await coming;
    await page.waitForFunction(() => window.__emberline?.view.link.kind === "playing");
    await page.getByTestId("ready-check").waitFor({ state: "detached" });
    const room = server.room(session.live.room.roomId);
    while (room.clients.length < 2) await page.evaluate(() => new Promise(requestAnimationFrame));
    await playing(page);
    assert.equal(await page.getByTestId("queue-card").count(), 0);
    await session.leave();
    rival.lobby.leave();
    assert.deepEqual(ann.problems, []);
  });

  it("is out of the queue on cancel, and says so to who was not ready", async () => {
    const ann = await open("", "Ann");
    const { page } = ann;
    await page.getByTestId("way-duel").click();
    await page.getByTestId("queue-leave").click();
    await page.getByTestId("queue-card").waitFor({ state: "detached" });
    await page.getByTestId("way-duel").click();
    const rival = await new LobbyPlayer(server.endpoint, "Ben").open();
    rival.queue.join("duel");
    await page.getByTestId("ready-no").click();
    await page.getByTestId("queue-note").filter({ hasText: "not ready" }).waitFor();
    await rival.stands("waiting", ({ back }) => back === "declined");
    rival.lobby.leave();
    assert.deepEqual(ann.problems, []);
  });
});
