// Duel and Core Rush in a real browser: what is said, how it stands, the core and the goals, the result.
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { preparePage } from "../../server/ops/page.ts";
import { Phase, type World } from "../../shared/sim/world.ts";
import { screenshot } from "../helpers/browser.ts";
import { everyTick, keepWhole, type PlayingPage, playPage } from "../helpers/play-page.ts";
import { startServer, type TestServer } from "../helpers/server.ts";
import { skimmerOf } from "../helpers/world.ts";

const WIDE = { width: 1280, height: 720 };
const NARROW = { width: 390, height: 844 };

describe("modes of two teams in a browser", function () {
  this.timeout(240_000);
  let server: TestServer;
  let tab: PlayingPage;
  let moveOn: () => void;

  const open = async (mode: string, size: { width: number; height: number }): Promise<Page> => {
    server = await startServer({
      EMBERLINE_DEV: "",
      ARENA_MODE: mode,
      ARENA_SEED: "9",
      SCORES_SECONDS: "600",
    });
    tab = await playPage(server, size, async (menu) => {
      await menu.getByTestId("play-button").click();
      // From the first tick on nobody ends anybody, and the page has all the time it needs.
      while (server.rooms()[0]?.begun !== true) await menu.evaluate(() => new Promise(requestAnimationFrame));
      keepWhole(server);
      moveOn = holdPhase();
    });
    return tab.page;
  };
  /** Phases of seconds, but for play, last until what it returns is called: a slow page may take longer to show them. */
  const holdPhase = (): (() => void) => {
    const { phase } = world();
    const short = (now: number): boolean => now === Phase.countdown || now === Phase.interval;
    let least = world().phaseEndsTick - world().tick;
    let last: number = phase;
    return everyTick(server, () => {
      const live = world();
      if (live.phase !== last) least = live.phaseEndsTick - live.tick;
      last = live.phase;
      if (short(live.phase)) live.phaseEndsTick = live.tick + least;
    });
  };
  const world = (): World => server.rooms()[0].game.world;
  const call = (page: Page, name: string) => page.locator(`[data-testid=match-call][data-call=${name}]`);
  const whenPlayed = (page: Page) =>
    page.waitForFunction((playing) => window.__emberline?.view.state.phase === playing, Phase.playing);

  before(() => preparePage(() => {}));
  afterEach(async () => {
    await tab.close();
    await server.close();
  });

  it("plays a duel against a bot, from the countdown to the result", async () => {
    const page = await open("duel", WIDE);
    await call(page, "getReady").waitFor();
    await screenshot(page, "duel-countdown");
    const bar = page.getByTestId("match-bar");
    assert.equal(await bar.getAttribute("data-wins"), "0-0");
    const own = tab.slot;
    const other = 1 - own;
    for (let bout = 1; bout <= 3; bout++) {
      moveOn();
      await whenPlayed(page);
      moveOn = holdPhase();
      if (bout === 1) await screenshot(page, "duel-play");
      const { world: live } = server.rooms()[0].game;
      Object.assign(skimmerOf(live, other), { alive: false, hitPoints: 0 });
      if (bout < 3) await call(page, "boutWon").waitFor();
      if (bout === 1) await screenshot(page, "duel-won");
    }
    const verdict = page.getByTestId("verdict");
    await verdict.waitFor();
    assert.equal(await verdict.getAttribute("data-mood"), "good");
    assert.equal((await bar.getAttribute("data-wins"))?.includes("3"), true);
    await screenshot(page, "duel-result");
    await page.getByTestId("match-leave").click();
    await page.getByTestId("play-button").waitFor();
    assert.deepEqual(tab.problems, []);
  });

  it("shows the core, the goals and who scores, also on a narrow screen", async () => {
    const page = await open("rush", NARROW);
    moveOn();
    await whenPlayed(page);
    moveOn = holdPhase();
    // Nobody else gets at the core.
    const { bots } = server.rooms()[0].game;
    bots.think = () => {};
    const { core, arena } = world();
    assert.ok(core !== null);
    Object.assign(skimmerOf(world(), tab.slot), { x: arena.forge.x - 150, y: arena.forge.y + 40, hop: 77 });
    await page.waitForFunction(
      (x) => Math.abs((window.__emberline?.view.own?.x ?? 0) - x) < 300,
      arena.forge.x - 150,
    );
    await screenshot(page, "rush-narrow");
    await page.setViewportSize(WIDE);
    await screenshot(page, "rush-core");
    const team = world().teams[tab.slot];
    const goal = arena.goals[1 - team];
    const put = (): void => {
      Object.assign(skimmerOf(world(), tab.slot), {
        x: goal.x + (team === 0 ? -300 : 300),
        y: goal.y,
        hop: 99,
      });
      Object.assign(core, {
        x: goal.x + (team === 0 ? -160 : 160),
        y: goal.y,
        vx: team === 0 ? 300 : -300,
        touchedBy: tab.slot,
      });
    };
    put();
    await call(page, "goalBy").waitFor();
    await screenshot(page, "rush-goal");
    assert.equal(Math.max(...world().match.wins), 1);
    await page.keyboard.down("Tab");
    await page.getByTestId("match-board").waitFor();
    await screenshot(page, "rush-board");
    await page.keyboard.up("Tab");
    assert.deepEqual(tab.problems, []);
  });
});
