// The game in a real browser: menu, join, play, two people, reload.
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { preparePage } from "../../server/ops/page.ts";
import type { Arena } from "../../shared/sim/tiles.ts";
import { ARENA } from "../../shared/tunables.ts";
import { newPage, screenshot, type TestPage } from "../helpers/browser.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

/** Numbers that a page's running game answers with. */
const own = (page: Page) =>
  page.evaluate(() => {
    const view = window.__emberline?.view;
    const me = view?.own;
    return me ? { slot: view.slot, x: me.x, y: me.y, embers: me.embers } : null;
  });

/** Takes all out of the way along the map's northern edge, five tiles high; runs in the page, too. 0 is plain floor. */
function clearWay(arena: Arena): void {
  arena.wells.length = arena.gates.length = arena.portals.length = 0;
  arena.tiles.fill(0, 0, arena.columns * 5);
}

async function play(
  tab: TestPage,
  server: TestServer,
  name: string,
  query = "?renderer=canvas",
): Promise<Page> {
  const { page } = tab;
  await page.goto(`${server.endpoint}/${query}`);
  await page.getByTestId("name-input").fill(name);
  await page.getByTestId("play-button").click();
  await page.getByTestId("hud").waitFor();
  await page.waitForFunction(() => window.__emberline?.view.own != null);
  return page;
}

describe("the game in a browser", function () {
  this.timeout(240_000);
  let server: TestServer;
  let tabs: TestPage[] = [];

  const open = async (options = {}): Promise<TestPage> => {
    const tab = await newPage(options);
    tabs.push(tab);
    return tab;
  };

  before(async () => {
    await preparePage(() => {});
    server = await startServer({ EMBERLINE_DEV: "", ARENA_BOTS_FILL_TO: "0" });
  });
  afterEach(async () => {
    for (const tab of tabs) await tab.close();
    tabs = [];
  });
  after(() => server.close());

  it("shows the menu at once, remembers the name, and plays on Enter", async () => {
    const tab = await open();
    const { page } = tab;
    await page.goto(`${server.endpoint}/?renderer=canvas`);
    await page.getByTestId("name-input").fill("Åsa 小明");
    await screenshot(page, "menu");
    await page.getByTestId("name-input").press("Enter");
    await page.getByTestId("hud").waitFor();
    const names = await page.evaluate(() =>
      [...window.__emberline!.view.state.roster.values()].map((r) => r.name),
    );
    assert.deepEqual(names, ["Åsa 小明"]);
    await page.evaluate(() => window.__emberline?.view.leave());
    await page.getByTestId("menu").waitFor();
    assert.equal(await page.getByTestId("name-input").inputValue(), "Åsa 小明");
    assert.deepEqual(tab.problems, []);
  });

  for (const renderer of ["canvas", "webgl"]) {
    it(`moves the skimmer under a pressed key (${renderer})`, async () => {
      const tab = await open();
      const page = await play(tab, server, "Mover", `?renderer=${renderer}`);
      const [room] = server.rooms();
      const slot = (await own(page))!.slot;
      const { arena } = room.game.world;
      // On a slow machine it flies far before the key is let go: nothing may pull, hurry or stop it on the way.
      clearWay(arena);
      await page.evaluate(`(${clearWay})(window.__emberline.view.arena)`);
      const spot = { x: 2.5 * ARENA.tile, y: 2.5 * ARENA.tile };
      Object.assign(room.game.skimmer(slot), spot, { vx: 0, vy: 0 });
      await page.waitForFunction((x) => window.__emberline?.view.own?.x === x, spot.x);
      const from = spot;
      await page.keyboard.down("KeyD");
      await page.waitForFunction((x) => (window.__emberline?.view.own?.x ?? x) - x > 50, from.x);
      await page.keyboard.up("KeyD");
      // At rest, and the server has said the same.
      await page.waitForFunction(() => {
        const view = window.__emberline?.view;
        const decided = view?.state.skimmers.get(String(view.slot));
        return view?.own?.vx === 0 && decided?.vx === 0 && decided.x === view.own.x;
      });
      const to = await own(page);
      assert.ok(to !== null && to.x - from.x > 50 && Math.abs(to.y - from.y) < 30);
      assert.equal(room.game.skimmer(to.slot).x, to.x);
      assert.deepEqual(tab.problems, []);
      await screenshot(page, `moving-${renderer}`);
    });
  }

  it("shows two people to each other when their lights meet, and not before", async () => {
    const first = await open();
    const second = await open();
    const ann = await play(first, server, "Ann");
    const ben = await play(second, server, "Ben");
    const [room] = server.rooms();
    const [a, b] = [(await own(ann))!.slot, (await own(ben))!.slot];
    const spawn = room.game.world.arena.spawns[0];
    const visible = (page: Page) =>
      page.evaluate(() => {
        const slots: number[] = [];
        window.__emberline?.view.eachSkimmer((pose) => slots.push(pose.slot));
        return slots.sort();
      });
    Object.assign(room.game.skimmer(a), { x: spawn.x, y: spawn.y });
    Object.assign(room.game.skimmer(b), room.game.world.arena.spawns[1]);
    await ann.waitForFunction(() => window.__emberline?.view.state.skimmers.size === 1);
    assert.deepEqual(await visible(ann), [a]);
    Object.assign(room.game.skimmer(b), { x: spawn.x + 60, y: spawn.y });
    for (const page of [ann, ben]) {
      await page.waitForFunction(() => window.__emberline?.view.state.skimmers.size === 2);
      assert.deepEqual(await visible(page), [a, b].sort());
    }
    await screenshot(ann, "two-people");
    assert.deepEqual([first.problems, second.problems], [[], []]);
  });

  it("takes the seat back after a reload, embers and all", async () => {
    const tab = await open();
    const page = await play(tab, server, "Reloader");
    const before = await own(page);
    const [room] = server.rooms();
    room.game.skimmer(before!.slot).embers = 23;
    await page.waitForFunction(() => (window.__emberline?.view.own?.embers ?? 0) >= 23);
    await page.reload();
    await page.getByTestId("hud").waitFor();
    await page.waitForFunction(() => window.__emberline?.view.own != null);
    const after = await own(page);
    assert.equal(after?.slot, before?.slot);
    assert.ok(after!.embers >= 23);
    assert.equal(server.rooms().length, 1);
    assert.deepEqual(tab.problems, []);
  });

  it("comes back by itself after a cut, with words while it lasts", async () => {
    const tab = await open();
    const page = await play(tab, server, "Cut");
    const [room] = server.rooms();
    await page.evaluate(() => {
      const seen: string[] = [];
      Object.assign(window, { seen });
      window.__emberline?.view.on("link", ({ link }) => seen.push(link.kind));
    });
    for (const client of room.clients) (client as unknown as { ref: { terminate(): void } }).ref.terminate();
    await page.waitForFunction(
      // A slow machine may lose the link once more by itself.
      () => (window as unknown as { seen: string[] }).seen.join().startsWith("dropped,playing"),
    );
    await page.waitForFunction(() => window.__emberline?.view.link.kind === "playing");
  });

  it("says so when the server is away", async () => {
    const tab = await open();
    const { page } = tab;
    await page.goto(`${server.endpoint}/?renderer=canvas`);
    await page.route("**/api/**", (route) => route.abort());
    await page.getByTestId("play-button").click();
    await page.getByTestId("menu-error").waitFor();
    assert.match((await page.getByTestId("menu-error").textContent()) ?? "", /server/i);
  });
});
