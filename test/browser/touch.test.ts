// The game played with thumbs: sticks and buttons, at once, on phones of several shapes.
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { preparePage } from "../../server/ops/page.ts";
import { finishMotions, screenshot } from "../helpers/browser.ts";
import { Fingers } from "../helpers/fingers.ts";
import {
  forget,
  joinDummy,
  load,
  type PlayingPage,
  placeInTheOpen,
  playPage,
  untilDone,
} from "../helpers/play-page.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

/** Phones: width and height in CSS pixels. */
const PHONES = [
  [360, 640],
  [640, 360],
  [844, 390],
  // Under a browser's bars.
  [640, 320],
  [740, 300],
] as const;
/** What lies round the thumbs' buttons. */
const PANELS = [".top5", ".minimap", ".timer", ".bars", ".embers", ".arms", ".hint", ".ping"];
const BUTTONS = ["lance", "dash", "guard", "weapon", "scores", "settings"];
/** From the middle of the right half of 640 × 360 to its resting stick, clear of the buttons round it. */
const AT_REST = [80, 100] as const;
/** Brads. */
const NORTH = 49152;
const EAST = 0;

/** How far two directions are apart, brads. */
const apart = (a: number, b: number): number => Math.abs(((((a - b) & 0xffff) + 32768) & 0xffff) - 32768);

/** Where something is drawn; null when it is not. */
const boxOf = async (page: Page, selector: string) => {
  const found = page.locator(selector);
  return (await found.count()) > 0 ? found.boundingBox() : null;
};

const waitForX = (page: Page, x: number) =>
  page.waitForFunction((least) => (window.__emberline?.view.own?.x ?? 0) > least, x);

describe("the game by touch", function () {
  this.timeout(240_000);
  let server: TestServer;
  let tab: PlayingPage;
  let page: Page;
  let fingers: Fingers;

  const open = async (width = 640, height = 360): Promise<void> => {
    const phone = { width, height, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
    tab = await playPage(server, phone, (menu) => menu.getByTestId("play-button").tap());
    page = tab.page;
    fingers = new Fingers(page);
    await page.getByTestId("touch").waitFor();
  };
  const crowd = () => server.rooms()[0].game.world.scores.filter((score) => score !== null);
  const part = (name: string) => page.getByTestId(`touch-${name}`);

  before(async () => {
    await preparePage(() => {});
    server = await startServer({ EMBERLINE_DEV: "", ARENA_BOTS_FILL_TO: "0", ARENA_SEED: "7" });
  });
  afterEach(async () => {
    assert.deepEqual(tab.problems, []);
    await tab.close();
  });
  after(() => server.close());

  it("thrusts with the left stick, aims and fires with the right one, and dashes meanwhile", async () => {
    await open();
    const { x } = placeInTheOpen(server, tab.slot);
    await page.waitForFunction((at) => window.__emberline?.view.own?.x === at, x);
    await fingers.put(1, part("thrust"));
    await fingers.move(1, 60, 0);
    await waitForX(page, x + 40);
    await fingers.put(2, part("aim"), ...AT_REST);
    await fingers.move(2, 0, -60);
    const { shots } = await untilDone(page, "shots");
    assert.ok(apart(shots[0], NORTH) < 400, `fired at ${shots[0]}`);
    await fingers.put(3, part("dash"));
    const { dashes } = await untilDone(page, "dashes");
    assert.equal(dashes, 1);
    await screenshot(page, "touch-playing");
    for (const id of [3, 2, 1]) await fingers.lift(id);
    // Wherever it has flown: nothing pulls it here.
    placeInTheOpen(server, tab.slot);
    await page.waitForFunction(() => window.__emberline?.view.own?.vx === 0);
    assert.equal(await page.evaluate(() => visualViewport?.scale), 1);
  });

  it("aims without firing while the right stick is half out", async () => {
    await open();
    placeInTheOpen(server, tab.slot);
    await fingers.put(1, part("aim"), ...AT_REST);
    await fingers.move(1, 0, -26);
    await page.waitForFunction((north) => window.__emberline?.view.own?.aim === north >> 8, NORTH);
    assert.equal(await page.evaluate(() => window.__emberline?.view.own?.shots), 0);
    await fingers.lift(1);
  });

  it("charges a Lance for as long as its button is held, and aims it by a pull", async () => {
    await open();
    placeInTheOpen(server, tab.slot);
    await fingers.put(1, part("lance"));
    await fingers.move(1, 0, -50);
    await fingers.move(1, 60, 50);
    // A slow machine may have fired north before the second pull: it is held, and fires again.
    await page.waitForFunction(() => (window.__emberline?.view.own?.aim ?? 255) < 4);
    await forget(page);
    const { beams } = await untilDone(page, "beams");
    await fingers.lift(1);
    assert.ok(apart(beams[0], EAST) < 400, `fired at ${beams[0]}`);
  });

  it("guards, goes round the weapons, and holds up the scores", async () => {
    await open();
    await part("guard").tap();
    await untilDone(page, "guarded");
    const { mineAmmo } = await load(server, tab);
    for (const name of ["Scatter", "Orb", "Mine", "Pulse"]) {
      if (name === "Pulse") await part("weapon").getByText(String(mineAmmo)).waitFor();
      await part("weapon").tap();
      await page.getByRole("button", { name: new RegExp(`Weapon: ${name}`) }).waitFor();
    }
    await fingers.put(1, part("scores"));
    await page.getByTestId("scoreboard").waitFor();
    await fingers.lift(1);
    await page.getByTestId("scoreboard").waitFor({ state: "detached" });
  });

  it("gives way to the mouse, lets go, and comes back", async () => {
    await open();
    const { x } = placeInTheOpen(server, tab.slot);
    await page.waitForFunction((at) => window.__emberline?.view.own?.x === at, x);
    await fingers.put(1, part("thrust"));
    await fingers.move(1, -60, 0);
    // By where it is: on a slow machine it may stand before rock again by the time one looks.
    await page.waitForFunction((at) => (window.__emberline?.view.own?.x ?? at) < at - 20, x);
    await page.mouse.move(300, 100);
    await page.getByTestId("touch").waitFor({ state: "detached" });
    placeInTheOpen(server, tab.slot);
    await page.waitForFunction(() => window.__emberline?.view.own?.vx === 0);
    await fingers.lift(1);
    await fingers.put(2, page.locator("#world"));
    await fingers.lift(2);
    await page.getByTestId("touch").waitFor();
  });

  for (const [width, height] of PHONES) {
    it(`has every button whole, large enough and clear of all else at ${width} × ${height}`, async () => {
      await open(width, height);
      await load(server, tab);
      await page.getByTestId("hint").waitFor();
      for (const name of ["Ann", "Ben", "Cleo", "Dan", "Eve"].slice(0, 6 - crowd().length)) {
        joinDummy(server, name);
      }
      crowd().forEach((score, i) => Object.assign(score, { banked: score.slot === tab.slot ? 0 : 100 + i }));
      await page.locator(".top5 li").nth(5).waitFor({ state: "attached" });
      // Nothing slides in any more.
      await finishMotions(page);
      const boxes = await Promise.all(BUTTONS.map((name) => part(name).boundingBox()));
      const panels = await Promise.all(PANELS.map((panel) => boxOf(page, panel)));
      for (const [i, box] of boxes.entries()) {
        assert.ok(box !== null && box.width >= 44 && box.height >= 44, BUTTONS[i]);
        assert.ok(box.x >= 0 && box.y >= 0, BUTTONS[i]);
        assert.ok(box.x + box.width <= width && box.y + box.height <= height, BUTTONS[i]);
        const radius = box.width / 2;
        const [x, y] = [box.x + radius, box.y + radius];
        for (const other of boxes.slice(0, i)) {
          const dx = x - (other!.x + other!.width / 2);
          const dy = y - (other!.y + other!.height / 2);
          assert.ok(Math.hypot(dx, dy) >= radius + other!.width / 2, BUTTONS[i]);
        }
        for (const [n, panel] of panels.entries()) {
          if (panel === null) continue;
          const dx = x - Math.max(panel.x, Math.min(x, panel.x + panel.width));
          const dy = y - Math.max(panel.y, Math.min(y, panel.y + panel.height));
          assert.ok(Math.hypot(dx, dy) >= radius, `${BUTTONS[i]} on ${PANELS[n]}`);
        }
      }
      await screenshot(page, `touch-${width}x${height}`);
    });
  }

  it("has room for the shells of every weapon in the bar", async () => {
    await open(360, 640);
    const skimmer = await load(server, tab);
    Object.assign(skimmer, { scatterAmmo: 20, orbAmmo: 6, mineAmmo: 6 });
    await page.getByTestId("weapon-1").getByText("20").waitFor();
    for (const hand of [0, 1, 2, 3]) {
      const chip = (await boxOf(page, `[data-testid=weapon-${hand}]`))!;
      const count = (await boxOf(page, `[data-testid=weapon-${hand}] b`))!;
      assert.ok(count.x >= chip.x && count.x + count.width <= chip.x + chip.width, `weapon ${hand}`);
    }
  });
});
