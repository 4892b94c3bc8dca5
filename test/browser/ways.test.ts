// Ways into a game from the page: the live list, private rooms by their link, refusals, one's own seat again.
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { preparePage } from "../../server/ops/page.ts";
import { newPage, screenshot, type TestPage } from "../helpers/browser.ts";
import { joinPlayer, type Player } from "../helpers/player.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

const CODE = /^[2-9A-HJKMNP-Z]{6}$/;

describe("ways into a game", function () {
  this.timeout(240_000);
  let server: TestServer;
  let tabs: TestPage[] = [];
  let players: Player[] = [];

  before(async () => {
    await preparePage(() => {});
    server = await startServer({ EMBERLINE_DEV: "", ARENA_BOTS_FILL_TO: "0" });
  });
  afterEach(async () => {
    for (const player of players) await player.leave();
    for (const { context } of tabs) {
      // Whoever is cut off keeps a seat, and the room, for the next test to find.
      for (const page of context.pages()) await page.evaluate(() => window.__emberline?.view.leave());
      await context.close();
    }
    [tabs, players] = [[], []];
    while (server.rooms().length > 0) await new Promise((wake) => setTimeout(wake, 20));
  });
  after(() => server.close());

  /** A page of somebody new, who has a name already unless it is "". */
  async function open(hash: string, name: string): Promise<TestPage> {
    const tab = await newPage({ width: 960, height: 540 });
    tabs.push(tab);
    // Several games are drawn by one CPU here.
    tab.page.setDefaultTimeout(90_000);
    await tab.context.addInitScript((kept) => {
      if (kept !== "" && localStorage.getItem("emberline.settings.1") === null)
        localStorage.setItem("emberline.settings.1", JSON.stringify({ name: kept }));
    }, name);
    await tab.page.goto(`${server.endpoint}/?renderer=canvas${hash}`);
    return tab;
  }

  const playing = (page: Page) => page.getByTestId("hud").waitFor();
  /** Of the page itself: the browser tells of a change of its address in its own time. */
  const untilHash = (page: Page, hash: string) =>
    page.waitForFunction((wanted) => location.hash === wanted, hash);
  /** Problems but the browser's own word for an answer of 4xx. */
  /** Beside what is refused on purpose. */
  const faults = ({ problems }: TestPage) => problems.filter((line) => !/status of 4\d\d/.test(line));

  async function makeRoom(room: object): Promise<Player> {
    const player = await joinPlayer(server.endpoint, "Host", undefined, {
      kind: "create",
      room: { mode: "swarm", bots: false, ...room },
    });
    players.push(player);
    return player;
  }

  it("shows rooms as they open, fill and close, and leads into one", async () => {
    const tab = await open("#/rooms", "Ann");
    const { page } = tab;
    await page.getByTestId("rooms-empty").waitFor();
    const other = await open("#/rooms/new", "Ben");
    await other.page.getByTestId("room-title").fill("<b>Embers</b>");
    await other.page.getByTestId("setting-seats-2").click();
    await other.page.getByTestId("create-submit").click();
    await playing(other.page);
    const row = page.locator("[data-testid=rooms] .room");
    await row.filter({ hasText: "<b>Embers</b>" }).filter({ hasText: "1/2" }).waitFor();
    await page.getByTestId("setting-mode-duel").click();
    await page.getByTestId("rooms-empty").waitFor();
    await page.getByTestId("setting-mode-all").click();
    const [roomId] = server.rooms().map((room) => room.roomId);
    await page.getByTestId(`room-${roomId}`).hover();
    const third = await joinPlayer(server.endpoint, "Cleo", undefined, { kind: "room", id: roomId });
    players.push(third);
    await row.filter({ hasText: "2/2" }).filter({ hasText: "full" }).waitFor();
    await screenshot(page, "rooms-live");
    await third.leave();
    await row.filter({ hasText: "1/2" }).waitFor();
    // Pointed at, a room that is gone keeps its place until one points elsewhere.
    await other.page.evaluate(() => window.__emberline?.view.leave());
    await page.locator(".room.gone").waitFor();
    await page.locator("#page-title").hover();
    await page.getByTestId("rooms-empty").waitFor();
    const next = await makeRoom({ listed: true });
    await page.getByTestId(`room-${next.session.live.room.roomId}`).click();
    await playing(page);
    assert.equal(server.rooms().length, 1);
    assert.deepEqual([faults(tab), faults(other)], [[], []]);
  });

  it("invites into a private room by its link, which asks only the nameless for a name", async () => {
    const host = await open("", "Ann");
    await host.page.getByTestId("way-private").click();
    await host.page.getByTestId("create-submit").click();
    await host.page.getByTestId("invite-card").waitFor();
    const code = (await host.page.getByTestId("invite-code").textContent()) ?? "";
    assert.match(code, CODE);
    const link = await host.page.getByTestId("invite-link").inputValue();
    assert.equal(link, `${server.endpoint}/#/r/${code}`);
    await untilHash(host.page, `#/r/${code}`);
    await screenshot(host.page, "invite-card");
    await host.page.getByTestId("invite-done").click();
    await host.page.getByTestId("open-invite").waitFor();

    const named = await open(`#/r/${code}`, "Ben");
    await playing(named.page);
    const nameless = await open(`#/r/${code.toLowerCase()}`, "");
    await nameless.page.getByTestId("invitation").waitFor();
    await nameless.page.getByTestId("name-input").fill("Cleo");
    await nameless.page.getByTestId("play-button").click();
    await playing(nameless.page);
    assert.equal(server.rooms().length, 1);
    assert.equal(server.rooms()[0].clients.length, 3);

    // It is known after a reload too; who leaves is not led back in.
    await nameless.page.reload();
    await playing(nameless.page);
    assert.equal(await nameless.page.evaluate(() => window.__emberline?.view.code), code);
    await nameless.page.evaluate(() => window.__emberline?.view.leave());
    await nameless.page.getByTestId("menu").waitFor();
    await untilHash(nameless.page, "");
    await named.page.evaluate(() => window.__emberline?.view.leave());
    const typing = await open("", "Dora");
    await typing.page.getByTestId("code-input").fill(` ${code.slice(0, 3)}-${code.slice(3).toLowerCase()}`);
    await typing.page.keyboard.press("Enter");
    await playing(typing.page);
    assert.deepEqual([host, named, nameless, typing].flatMap(faults), []);
  });

  it("says why a room is closed, and offers the next best", async () => {
    const full = await makeRoom({ seats: 1 });
    const { code } = full.session;
    const tab = await open(`#/r/${code}`, "Ann");
    const { page } = tab;
    const error = page.getByTestId("menu-error");
    await error.filter({ hasText: /full/i }).waitFor();
    await page.getByTestId("quick-play").waitFor();
    const listed = await makeRoom({ listed: true, title: "Second best" });
    await page.getByTestId("play-button").click();
    await page.getByTestId("next-best").filter({ hasText: "Second best" }).waitFor();
    await screenshot(page, "refused-next");
    await page.getByTestId("next-best").click();
    await playing(page);
    // Who made a room that is listed can invite, too.
    await untilHash(page, `#/r/${listed.session.code}`);
    const roomOf = () => server.room(listed.session.live.room.roomId);
    assert.equal(roomOf().clients.length, 2);
    await page.evaluate(() => window.__emberline?.view.leave());
    const { roomId } = full.session.live.room;
    await full.leave();
    // As long as it is there, anybody may come in.
    while (server.rooms().some((room) => room.roomId === roomId))
      await page.evaluate(() => new Promise(requestAnimationFrame));
    await page.evaluate((gone) => (location.hash = `#/r/${gone}`), code);
    await error.filter({ hasText: /gone/i }).waitFor();
    await roomOf().lock();
    await page.evaluate((id) => (location.hash = `#/r/${id}`), listed.session.code);
    await error.filter({ hasText: /lets nobody in/i }).waitFor();
    assert.deepEqual(faults(tab), []);
  });

  it("tells a page of another version to reload", async () => {
    const tab = await open("", "Ann");
    await tab.page.route("**/api/seats", (request) =>
      request.fulfill({ status: 426, json: { error: "version" } }),
    );
    await tab.page.getByTestId("play-button").click();
    await tab.page.getByTestId("reload").waitFor();
    await tab.page.unroute("**/api/seats");
    await tab.page.getByTestId("reload").click();
    await tab.page.getByTestId("play-button").click();
    await playing(tab.page);
  });

  it("takes the seat back after the tab was closed, and in a second tab", async () => {
    const first = await open("", "Ann");
    await first.page.getByTestId("play-button").click();
    await playing(first.page);
    const slot = await first.page.evaluate(() => window.__emberline?.view.slot);
    const [room] = server.rooms();
    const { game } = room;
    game.skimmer(slot ?? -1).embers = 17;
    await first.page.close();
    const again = await first.context.newPage();
    await again.goto(`${server.endpoint}/?renderer=canvas`);
    await playing(again);
    assert.equal(await again.evaluate(() => window.__emberline?.view.slot), slot);
    assert.ok(game.skimmer(slot ?? -1).embers >= 17);

    const second = await first.context.newPage();
    await second.goto(`${server.endpoint}/?renderer=canvas`);
    await playing(second);
    await again.getByTestId("take-back").click();
    await playing(again);
    await second.getByTestId("take-back").waitFor();
    await screenshot(second, "taken-over");
    await again.waitForFunction(() => window.__emberline?.view.link.kind === "playing");
    assert.equal(room.clients.length, 1);
    assert.equal(await again.evaluate(() => window.__emberline?.view.slot), slot);
  });
});
