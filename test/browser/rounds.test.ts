// From round to round in a real browser: the scores, the vote on three maps, and the next round with everybody in it.
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { preparePage } from "../../server/ops/page.ts";
import { TICK_HZ } from "../../shared/tunables.ts";
import { screenshot } from "../helpers/browser.ts";
import { type PlayingPage, playPage } from "../helpers/play-page.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

describe("rounds in a browser", function () {
  this.timeout(240_000);
  let server: TestServer;
  const tabs: PlayingPage[] = [];

  const open = async (): Promise<Page> => {
    const size = { width: 960, height: 540 };
    const tab = await playPage(server, size, (menu) => menu.getByTestId("play-button").click());
    tabs.push(tab);
    return tab.page;
  };
  /** Ends the phase in the next tick. */
  const endPhase = (): void => {
    const { world } = server.rooms()[0].game;
    world.phaseEndsTick = world.tick;
  };

  before(async () => {
    await preparePage(() => {});
    server = await startServer({
      EMBERLINE_DEV: "",
      ARENA_BOTS_FILL_TO: "14",
      ARENA_SEED: "7",
      SCORES_SECONDS: "600",
    });
  });
  after(async () => {
    for (const tab of tabs) await tab.close();
    await server.close();
  });

  it("shows the scores on a held key, with one's own row marked", async () => {
    const page = await open();
    await page.keyboard.down("Tab");
    const rows = page.getByTestId("scoreboard").locator("tbody tr");
    await rows.nth(13).waitFor();
    assert.equal(await page.locator(".scores tr.own").count(), 1);
    await page.keyboard.up("Tab");
    await page.getByTestId("scoreboard").waitFor({ state: "detached" });
  });

  it("puts three maps to the vote, and plays on with everybody on the one that won", async () => {
    const first = tabs[0].page;
    const second = await open();
    const [room] = server.rooms();
    endPhase();
    for (const page of [first, second]) await page.getByTestId("vote").waitFor();
    await first.getByTestId("vote-3").click();
    await second.keyboard.press("Digit3");
    const counted = first.getByTestId("vote-3").locator(".vote-count", { hasText: "2" });
    await counted.waitFor();
    assert.equal(await first.getByTestId("vote-3").getAttribute("aria-pressed"), "true");
    await screenshot(first, "vote");
    endPhase();
    for (const page of [first, second]) {
      await page.getByTestId("scoreboard").waitFor({ state: "detached" });
      await page.waitForFunction(() => window.__emberline?.view.own?.alive === true);
    }
    assert.deepEqual([room.game.world.round, room.game.world.map, room.clients.length], [1, 2, 2]);
    for (const { problems } of tabs) assert.deepEqual(problems, []);
  });
});

describe("a short round in a browser", function () {
  this.timeout(240_000);
  let server: TestServer;
  let tab: PlayingPage;

  before(async () => {
    await preparePage(() => {});
    server = await startServer({
      EMBERLINE_DEV: "",
      ARENA_BOTS_FILL_TO: "6",
      SCORES_SECONDS: "8",
    });
    tab = await playPage(server, {}, (menu) => menu.getByTestId("play-button").click());
  });
  after(async () => {
    await tab.close();
    await server.close();
  });

  it("ends by itself, shows who won, and goes over into the next one, which begins from nothing", async () => {
    const { page, slot } = tab;
    const [{ game }] = server.rooms();
    const { world } = game;
    const round = world.round;
    // Its last seconds, from when the page is there on.
    world.phaseEndsTick = world.tick + 8 * TICK_HZ;
    Object.assign(game.skimmer(slot), { embers: 9 });
    world.scores[slot]!.banked = 200;
    const board = page.getByTestId("scoreboard");
    await board.getByText("Round over").waitFor();
    await board.locator(".winner").waitFor();
    assert.equal(await board.locator("tbody tr").first().getAttribute("class"), "own");
    await board.getByText(/Next round in \d/).waitFor();
    await board.waitFor({ state: "detached" });
    await page.waitForFunction(() => window.__emberline?.view.own?.alive === true);
    assert.deepEqual([world.round, server.rooms().length], [round + 1, 1]);
    const own = await page.evaluate(() => {
      const { view } = window.__emberline!;
      const banked = view.state.roster.get(String(view.slot))?.banked ?? 0;
      return { slot: view.slot, round: view.state.round, less: banked < 200 };
    });
    assert.deepEqual(own, { slot, round: round + 1, less: true });
    // One flies on the new map.
    const { tick } = world;
    await page.keyboard.down("KeyD");
    await page.keyboard.down("KeyS");
    await page.waitForFunction(() => {
      const now = window.__emberline?.view.own;
      return Math.hypot(now?.vx ?? 0, now?.vy ?? 0) > 100;
    });
    assert.ok(world.tick > tick);
    assert.deepEqual(tab.problems, []);
  });
});
