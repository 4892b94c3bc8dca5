// From death to looking on and back, in a real browser.
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { preparePage } from "../../server/ops/page.ts";
import { damage } from "../../shared/sim/combat.ts";
import { Weapon } from "../../shared/sim/world.ts";
import { DASH } from "../../shared/tunables.ts";
import { screenshot } from "../helpers/browser.ts";
import { keepOut, keepWhole, type PlayingPage, playPage, untilTick } from "../helpers/play-page.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

const watching = (page: Page) => page.evaluate(() => ({ ...window.__emberline!.view.watching }));

const untilMode = (page: Page, mode: string) =>
  page.waitForFunction((wanted) => window.__emberline?.view.watching.mode === wanted, mode);

describe("looking on in a browser", function () {
  this.timeout(240_000);
  let server: TestServer;
  let tab: PlayingPage;
  let page: Page;

  before(async () => {
    await preparePage(() => {});
    server = await startServer({ EMBERLINE_DEV: "", ARENA_BOTS_FILL_TO: "4", ARENA_SEED: "7" });
    const size = { width: 960, height: 540 };
    tab = await playPage(server, size, (menu) => menu.getByTestId("play-button").click());
    page = tab.page;
    // The bots fight: who is looked at must not be ended meanwhile, nor oneself before the test does it.
    keepWhole(server);
    const me = server.rooms()[0].game.skimmer(tab.slot);
    await untilTick(server, () => me.alive);
  });
  after(async () => {
    await tab.close();
    await server.close();
  });

  it("says by whom and with what, through the eyes of who did it, and counts down to the next life", async () => {
    const [{ game }] = server.rooms();
    const killer = game.world.skimmers.findIndex((skimmer) => skimmer?.alive && skimmer.slot !== tab.slot);
    damage(game.world, game.skimmer(tab.slot), killer, 200, 0, Weapon.orb, game.events);
    const comeBack = keepOut(server, game.skimmer(tab.slot));
    const card = page.getByTestId("death");
    await card.getByText("Orb").waitFor();
    await page.getByTestId("watch-bar").getByText("Watching").waitFor();
    assert.equal((await watching(page)).slot, killer);
    await screenshot(page, "death-card");
    comeBack();
    game.skimmer(tab.slot).respawnTicks = 1;
    await page.getByTestId("hp").waitFor();
    await card.waitFor({ state: "detached" });
  });

  it("stays out when one asks for it on the death card, which says no more that one comes back", async () => {
    const [{ game }] = server.rooms();
    const me = game.skimmer(tab.slot);
    damage(game.world, me, tab.slot, 200, 0, Weapon.mine, game.events);
    const comeBack = keepOut(server, me);
    const card = page.getByTestId("death");
    await card.getByText(/Back in/).waitFor();
    await page.getByTestId("spectate").click();
    await page.waitForFunction(() => window.__emberline?.view.resting === true);
    comeBack();
    await card.waitFor({ state: "detached" });
    const { tick } = game.world;
    await page.waitForFunction((then) => window.__emberline!.view.state.tick > then + 20, tick);
    assert.equal(await page.getByText(/Back in \d/).count(), 0);
    assert.equal(me.alive, false);
    await screenshot(page, "staying-out");
    await page.getByTestId("watch-bar").getByText("Back to playing").click();
    await page.waitForFunction(() => window.__emberline?.view.own?.alive === true);
    assert.equal(me.alive, true);
  });

  it("does all of it by keys and mouse, once the hand has let go of the fight", async () => {
    const [{ game }] = server.rooms();
    const me = game.skimmer(tab.slot);
    const killer = game.world.skimmers.findIndex((skimmer) => skimmer?.alive && skimmer.slot !== tab.slot);
    const untilOther = (slot: number) =>
      page.waitForFunction((before) => {
        const { mode, slot: now } = window.__emberline!.view.watching;
        return mode === "follow" && now !== before;
      }, slot);
    await page.mouse.move(480, 200);
    await page.mouse.down();
    damage(game.world, me, killer, 200, 0, Weapon.orb, game.events);
    const comeBack = keepOut(server, me);
    await page.waitForFunction((slot) => window.__emberline?.view.watching.slot === slot, killer);
    await page.waitForFunction(() => window.__emberline!.view.outMs > 900);
    assert.equal((await watching(page)).slot, killer, "fire is held since before");
    await page.mouse.up();
    await page.mouse.down();
    await untilOther(killer);
    await page.mouse.up();
    const { slot } = await watching(page);
    await page.keyboard.press("KeyJ");
    await untilOther(slot);
    await page.mouse.click(480, 200, { button: "right" });
    await page.waitForFunction((back) => window.__emberline?.view.watching.slot === back, slot);
    await page.keyboard.press("KeyE");
    await untilMode(page, "free");
    await page.keyboard.press("KeyE");
    await page.waitForFunction((back) => window.__emberline?.view.watching.slot === back, slot);
    await page.evaluate(() => window.__emberline!.view.watch({ mode: "rest" }));
    await page.getByTestId("play-again").getByText("Space").waitFor();
    comeBack();
    await page.getByTestId("death").waitFor({ state: "detached" });
    await screenshot(page, "watch-keys");
    await page.keyboard.press("Space");
    await page.waitForFunction(() => window.__emberline?.view.own?.alive === true);
    assert.equal(await page.evaluate(() => window.__emberline!.view.own!.dashCharges), DASH.charges);
  });

  it("sits out by the menu, follows one after the other, flies free, and plays again", async () => {
    await page.getByTestId("open-settings").click();
    await page.getByTestId("sit-out").click();
    await page.waitForFunction(() => window.__emberline?.view.resting === true);
    await page.getByTestId("watch-next").click();
    await untilMode(page, "follow");
    const { slot } = await watching(page);
    await page.keyboard.press("KeyV");
    await page.waitForFunction((other) => {
      const now = window.__emberline!.view.watching;
      return now.mode === "follow" && now.slot !== other;
    }, slot);
    await screenshot(page, "watching");
    await page.getByTestId("watch-free").click();
    await untilMode(page, "free");
    const from = await watching(page);
    const key = from.x > 1000 ? "KeyA" : "KeyD";
    await page.keyboard.down(key);
    await page.waitForFunction((x) => Math.abs(window.__emberline!.view.watching.x - x) > 200, from.x);
    await page.keyboard.up(key);
    await screenshot(page, "free-camera");
    await page.getByTestId("play-again").click();
    await page.waitForFunction(() => window.__emberline?.view.own?.alive === true);
    await page.getByTestId("hp").waitFor();
    assert.deepEqual(tab.problems, []);
  });
});
