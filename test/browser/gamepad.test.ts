// The game played with a gamepad that the page is made to believe in.
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { preparePage } from "../../server/ops/page.ts";
import { damage } from "../../shared/sim/combat.ts";
import { Weapon } from "../../shared/sim/world.ts";
import { screenshot } from "../helpers/browser.ts";
import {
  forget,
  joinDummy,
  keepOut,
  load,
  type PlayingPage,
  placeInTheOpen,
  playPage,
  untilDone,
} from "../helpers/play-page.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

interface FakePad {
  axes: number[];
  buttons: { pressed: boolean; value: number }[];
  connected: boolean;
  mapping: string;
  timestamp: number;
  shakes: number;
}
type WithPad = typeof window & { pad: FakePad };

/** Places of the standard mapping. */
const [A, B, Y, LT, RT, BACK, START, UP, DOWN, RIGHT] = [0, 1, 3, 6, 7, 8, 9, 12, 13, 15];
/** Brads. */
const SOUTH = 16384;

/** Runs in the page before it loads: a pad in the second place, not plugged in yet. */
function fakePad(): void {
  const pad = {
    axes: [0, 0, 0, 0],
    buttons: Array.from({ length: 17 }, () => ({ pressed: false, value: 0 })),
    connected: false,
    mapping: "standard",
    timestamp: 0,
    shakes: 0,
    vibrationActuator: {
      playEffect: (): Promise<string> => {
        pad.shakes += 1;
        return Promise.resolve("complete");
      },
    },
  };
  Object.assign(window, { pad });
  Object.assign(navigator, { getGamepads: () => [null, pad.connected ? pad : null] });
}

const plug = (page: Page, connected: boolean) =>
  page.evaluate((is) => {
    (window as WithPad).pad.connected = is;
    window.dispatchEvent(new Event(is ? "gamepadconnected" : "gamepaddisconnected"));
  }, connected);

const tilt = (page: Page, axes: number[]) =>
  page.evaluate((now) => void Object.assign((window as WithPad).pad.axes, now), axes);

const hold = (page: Page, button: number, value: number) =>
  page.evaluate(
    ([index, value]) =>
      void Object.assign((window as WithPad).pad.buttons[index], { pressed: value === 1, value }),
    [button, value],
  );

/** Presses and lets go once the page has drawn a frame with it. */
async function tap(page: Page, button: number): Promise<void> {
  await hold(page, button, 1);
  await page.evaluate(() => new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(then))));
  await hold(page, button, 0);
  await page.evaluate(() => new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(then))));
}

describe("the game by gamepad", function () {
  this.timeout(240_000);
  let server: TestServer;
  let tab: PlayingPage;
  let page: Page;

  before(async () => {
    await preparePage(() => {});
    server = await startServer({ EMBERLINE_DEV: "", ARENA_BOTS_FILL_TO: "0", ARENA_SEED: "7" });
  });
  beforeEach(async () => {
    const start = async (menu: Page): Promise<void> => {
      await plug(menu, true);
      await menu.waitForFunction(() => document.activeElement !== document.body);
      await tap(menu, A);
    };
    tab = await playPage(server, {}, start, (blank) => blank.addInitScript(fakePad));
    page = tab.page;
  });
  afterEach(async () => {
    assert.deepEqual(tab.problems, []);
    await tab.close();
  });
  after(() => server.close());

  it("thrusts, aims, fires and dashes, and stands still inside the dead zone", async () => {
    const skimmer = placeInTheOpen(server, tab.slot);
    const { x } = skimmer;
    await page.waitForFunction((at) => window.__emberline?.view.own?.x === at, x);
    await tilt(page, [0.1, -0.1, 0, 1]);
    await page.waitForFunction((south) => window.__emberline?.view.own?.aim === south >> 8, SOUTH);
    // The aim stays when the stick comes back; the drift of the other one moves nobody.
    await tilt(page, [0.1, -0.1, 0.05, 0.1]);
    await hold(page, RT, 0.8);
    const { shots } = await untilDone(page, "shots");
    assert.ok(Math.abs(shots[0] - SOUTH) < 400, `fired at ${shots[0]}`);
    await hold(page, RT, 0);
    assert.deepEqual(await page.evaluate(() => window.__emberline?.view.own?.x), x);
    await tilt(page, [1, 0, 0, 0]);
    await page.waitForFunction((at) => (window.__emberline?.view.own?.x ?? 0) > at + 20, x);
    await tap(page, A);
    assert.equal((await untilDone(page, "dashes")).dashes, 1);
    await screenshot(page, "gamepad");
  });

  it("guards, fires a Lance and holds up the scores", async () => {
    await tap(page, B);
    await untilDone(page, "guarded");
    await hold(page, LT, 1);
    await untilDone(page, "beams");
    await hold(page, LT, 0);
    await hold(page, BACK, 1);
    await page.getByTestId("scoreboard").waitFor();
    await hold(page, BACK, 0);
    await page.getByTestId("scoreboard").waitFor({ state: "detached" });
  });

  it("lets go when it is unplugged, and comes back", async () => {
    const { x } = placeInTheOpen(server, tab.slot);
    await page.waitForFunction((at) => window.__emberline?.view.own?.x === at, x);
    // By where it is: on a slow machine it may stand before rock again by the time one looks.
    const untilWest = () =>
      page.waitForFunction((at) => (window.__emberline?.view.own?.x ?? at) < at - 20, x);
    await tilt(page, [-1, 0, 0, 0]);
    await untilWest();
    await plug(page, false);
    placeInTheOpen(server, tab.slot);
    await page.waitForFunction(() => window.__emberline?.view.own?.vx === 0);
    placeInTheOpen(server, tab.slot);
    await page.waitForFunction((at) => window.__emberline?.view.own?.x === at, x);
    await plug(page, true);
    await untilWest();
    await load(server, tab);
    await tap(page, Y);
    await hold(page, RT, 1);
    await page.waitForFunction(() => window.__emberline?.view.own?.scatterAmmo !== 6);
    await hold(page, RT, 0);
  });

  it("walks the settings, changes one and leaves them, and steers nothing meanwhile", async () => {
    const { x } = placeInTheOpen(server, tab.slot);
    await page.waitForFunction((at) => window.__emberline?.view.own?.x === at, x);
    const focused = () =>
      page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.testid ?? "");
    const walkTo = async (id: string, button: number): Promise<void> => {
      for (let n = 0; n < 12 && (await focused()) !== id; n++) await tap(page, button);
      assert.equal(await focused(), id);
    };
    await forget(page);
    await tap(page, START);
    await page.getByTestId("settings").waitFor();
    await walkTo("tab-sound", RIGHT);
    await walkTo("setting-master", DOWN);
    await tap(page, RIGHT);
    await page.waitForFunction(() => localStorage.getItem("emberline.settings.1")?.includes('"master":0.85'));
    await walkTo("setting-muted", DOWN);
    await tap(page, A);
    assert.ok(await page.getByTestId("setting-muted").isChecked());
    await walkTo("setting-ambience", UP);
    await tilt(page, [1, 0, 0, 1]);
    await tap(page, RT);
    await tap(page, B);
    await page.getByTestId("settings").waitFor({ state: "detached" });
    const { shots, guarded, dashes } = await forget(page);
    assert.deepEqual([shots.length, guarded, dashes], [0, false, 0]);
    // The stick that is still tilted steers again.
    await page.waitForFunction((at) => (window.__emberline?.view.own?.x ?? 0) > at + 20, x);
    await tilt(page, [0, 0, 0, 0]);
  });

  it("looks through others' eyes and flies free while it is out, and plays on", async () => {
    const [{ game }] = server.rooms();
    const [killer, other] = [joinDummy(server, "Ann"), joinDummy(server, "Ben")];
    const mode = (wanted: string) =>
      page.waitForFunction((name) => window.__emberline?.view.watching.mode === name, wanted);
    const calm = () => page.waitForFunction(() => (window.__emberline?.view.outMs ?? 0) > 750);
    const me = game.skimmer(tab.slot);
    const untilWatching = (slot: number) =>
      page.waitForFunction((wanted) => window.__emberline?.view.watching.slot === wanted, slot);
    damage(game.world, me, killer.slot, 200, 0, Weapon.pulse, game.events);
    const comeBack = keepOut(server, me);
    await page.getByTestId("death").waitFor();
    await untilWatching(killer.slot);
    await calm();
    await tap(page, RT);
    await untilWatching(other.slot);
    await tap(page, LT);
    await untilWatching(killer.slot);
    await page.getByTestId("watch-bar").getByText("LT").waitFor();
    await tap(page, B);
    await mode("free");
    const { x } = await page.evaluate(() => ({ ...window.__emberline!.view.watching }));
    await tilt(page, [x > 1000 ? -1 : 1, 0, 0, 0]);
    await page.waitForFunction((from) => Math.abs(window.__emberline!.view.watching.x - from) > 100, x);
    await tilt(page, [0, 0, 0, 0]);
    await tap(page, B);
    await untilWatching(killer.slot);
    await page.evaluate(() => window.__emberline!.view.watch({ mode: "rest" }));
    await page.getByTestId("play-again").getByText("A").waitFor();
    comeBack();
    await forget(page);
    await tap(page, A);
    await page.waitForFunction(() => window.__emberline?.view.own?.alive === true);
    await untilWatching(tab.slot);
    assert.equal((await forget(page)).dashes, 0);
    for (const { slot } of [killer, other]) game.leave(slot);
  });

  it("shakes when one is hit", async () => {
    const rival = await playPage(server, {}, (menu) => menu.getByTestId("play-button").click());
    await tilt(page, [0, 0, 1, 0]);
    await page.waitForFunction(() => document.documentElement.dataset.device === "gamepad");
    const { x, y } = placeInTheOpen(server, tab.slot);
    Object.assign(placeInTheOpen(server, rival.slot), { x: x + 120, y });
    await rival.page.waitForFunction((at) => window.__emberline?.view.own?.x === at, x + 120);
    await rival.page.mouse.move(20, 180);
    await rival.page.mouse.down();
    await page.waitForFunction(() => (window as WithPad).pad.shakes > 0);
    await rival.close();
  });
});
