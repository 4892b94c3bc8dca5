// Keyboard and mouse in a real browser: what they are bound to, also after that changed in mid-game.
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { preparePage } from "../../server/ops/page.ts";
import { load, type PlayingPage, placeInTheOpen, playPage, untilDone } from "../helpers/play-page.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

type WithWeapon = typeof window & { weapon: number };

/** Notes which weapon the game is told of with every frame. */
const noteWeapon = (page: Page) =>
  page.evaluate(() => {
    const { view } = window.__emberline!;
    const frame = view.frame.bind(view);
    view.frame = (nowMs, controls) => {
      (window as WithWeapon).weapon = controls.weapon;
      frame(nowMs, controls);
    };
  });

const untilWeapon = (page: Page, weapon: number) =>
  page.waitForFunction((wanted) => (window as WithWeapon).weapon === wanted, weapon);

/** By where it is: on a slow machine it may stand before rock again by the time one looks. */
const untilNorthOf = (page: Page, y: number) =>
  page.waitForFunction((from) => (window.__emberline?.view.own?.y ?? from) < from - 20, y);

const untilAtRest = (page: Page) =>
  page.waitForFunction(() => {
    const own = window.__emberline?.view.own;
    return own?.vx === 0 && own.vy === 0;
  });

describe("keyboard and mouse", function () {
  this.timeout(240_000);
  let server: TestServer;
  let tab: PlayingPage;
  let page: Page;

  before(async () => {
    await preparePage(() => {});
    server = await startServer({ EMBERLINE_DEV: "", ARENA_BOTS_FILL_TO: "0", ARENA_SEED: "7" });
  });
  beforeEach(async () => {
    tab = await playPage(server, {}, (menu) => menu.getByTestId("play-button").click());
    page = tab.page;
  });
  afterEach(async () => {
    assert.deepEqual(tab.problems, []);
    await tab.close();
  });
  after(() => server.close());

  it("select weapons by number, by wheel and round by Q, and fire what is in hand", async () => {
    await noteWeapon(page);
    const skimmer = await load(server, tab);
    await untilWeapon(page, 0);
    await page.keyboard.press("Digit3");
    await untilWeapon(page, 2);
    await page.keyboard.press("KeyQ");
    await untilWeapon(page, 3);
    await page.mouse.move(320, 180);
    await page.mouse.wheel(0, 120);
    await untilWeapon(page, 0);
    await page.mouse.wheel(0, -120);
    await untilWeapon(page, 3);
    await page.keyboard.press("Digit2");
    await page.mouse.down();
    // Six shells, and then it is the Pulse again.
    await untilWeapon(page, 0);
    await page.mouse.up();
    await page.waitForFunction(() => {
      const view = window.__emberline?.view;
      return view?.state.skimmers.get(String(view.slot))?.scatterAmmo === 0;
    });
    assert.deepEqual([skimmer.scatterAmmo, skimmer.orbAmmo, skimmer.mineAmmo], [0, 3, 2]);
  });

  it("follow a change of the bindings in mid-game", async () => {
    // As another tab tells of it.
    await page.evaluate(() => {
      const newValue = JSON.stringify({ bindings: { fire: ["KeyP"], guard: ["Mouse0"] } });
      window.dispatchEvent(new StorageEvent("storage", { key: "emberline.settings.1", newValue }));
    });
    await page.mouse.click(320, 100);
    const { shots } = await untilDone(page, "guarded");
    assert.deepEqual(shots, []);
    // Held: nobody fires through the own guard.
    await page.keyboard.down("KeyP");
    await untilDone(page, "shots");
    await page.keyboard.up("KeyP");
  });

  it("do not steer while letters go into a field", async () => {
    await page.evaluate(() => {
      const field = document.createElement("input");
      document.getElementById("screen")?.append(field);
      field.focus();
    });
    await page.keyboard.type("jjj");
    assert.equal(await page.evaluate(() => document.querySelector("input")?.value), "jjj");
    const tick = await page.evaluate(() => window.__emberline!.view.state.tick);
    await page.waitForFunction((then) => window.__emberline!.view.state.tick > then + 10, tick);
    assert.equal(await page.evaluate(() => window.__emberline?.view.own?.shots), 0);
    // A click on the world takes the focus back.
    await page.mouse.click(320, 100);
    await untilDone(page, "shots");
    await page.keyboard.press("KeyE");
    await untilDone(page, "guarded");
  });

  it("let go when the window loses the focus", async () => {
    const { y } = placeInTheOpen(server, tab.slot);
    await page.waitForFunction((at) => window.__emberline?.view.own?.y === at, y);
    await page.keyboard.down("ArrowUp");
    await page.keyboard.down("Tab");
    await untilNorthOf(page, y);
    await page.getByTestId("scoreboard").waitFor();
    await page.evaluate(() => window.dispatchEvent(new Event("blur")));
    placeInTheOpen(server, tab.slot);
    await untilAtRest(page);
    await page.getByTestId("scoreboard").waitFor({ state: "detached" });
    await page.keyboard.up("Tab");
    await page.keyboard.up("ArrowUp");
  });
});
