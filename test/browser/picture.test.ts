// The whole picture in a real browser: everything that can be drawn, at once, and nothing throws.
import assert from "node:assert/strict";
import { preparePage } from "../../server/ops/page.ts";
import { hitCrystal } from "../../shared/sim/crystal.ts";
import { Tile } from "../../shared/sim/tiles.ts";
import { ARENA, CRYSTAL } from "../../shared/tunables.ts";
import { newPage, screenshot, type TestPage } from "../helpers/browser.ts";
import { startServer, type TestServer } from "../helpers/server.ts";
import { arrangeFight, arrangeLand, arrangePickups, openMiddle } from "../helpers/showcase.ts";

describe("the picture", function () {
  this.timeout(240_000);
  let server: TestServer;
  let tab: TestPage | undefined;

  before(async () => {
    await preparePage(() => {});
    server = await startServer({
      EMBERLINE_DEV: "",
      ARENA_BOTS_FILL_TO: "0",
      ARENA_SEED: "7",
      ARENA_SIZE: "small",
    });
  });
  afterEach(async () => {
    await tab?.page.evaluate(() => window.__emberline?.view.leave());
    await tab?.close();
  });
  after(() => server.close());

  // The first: what the others leave lying about may go off.
  it("shows the floor where crystal broke", async () => {
    tab = await newPage();
    const { page, problems } = tab;
    await page.goto(`${server.endpoint}/?renderer=canvas&preset=low`);
    await page.getByTestId("play-button").click();
    await page.waitForFunction(() => window.__emberline?.view.own?.alive === true);
    const slot = await page.evaluate(() => window.__emberline!.view.slot);
    const [{ game }] = server.rooms();
    const { world } = game;
    const { x, y } = openMiddle(world.arena);
    Object.assign(game.skimmer(slot), { x, y, vx: 0, vy: 0 });
    const at = Math.floor(y / ARENA.tile) * world.arena.columns + Math.floor(x / ARENA.tile) + 1;
    world.arena.tiles[at] = Tile.crystal;
    await page.waitForFunction(
      ([stoodX, tile, crystal]) => {
        const { view } = window.__emberline!;
        view.arena.tiles[tile] = crystal;
        return Math.abs((view.own?.x ?? 0) - stoodX) < 1;
      },
      [x, at, Tile.crystal] as const,
    );
    /** Until the middle of the tile on the right, within the light, looks like crystal, or not. */
    const untilGreen = (green: boolean) =>
      page.waitForFunction(
        ([wanted, tile, half]) => {
          const canvas = document.querySelector<HTMLCanvasElement>("canvas:not([data-testid])")!;
          const zoom = canvas.height / (2 * half);
          const side = 20;
          const left = canvas.width / 2 + tile * zoom - side / 2;
          const { data } = canvas
            .getContext("2d")!
            .getImageData(left, (canvas.height - side) / 2, side, side);
          let [reds, greens] = [0, 0];
          for (let i = 0; i < data.length; i += 4) {
            reds += data[i];
            greens += data[i + 1];
          }
          // Crystal has 3.5 times as much green as red, the floor in this light as much.
          return greens > reds * 2 === wanted;
        },
        [green, ARENA.tile, 410] as const,
      );
    await untilGreen(true);
    hitCrystal(world, x + ARENA.tile / 2, y, 0, CRYSTAL.hitPoints);
    await untilGreen(false);
    assert.deepEqual(problems, []);
  });

  for (const [renderer, preset] of [
    ["canvas", "medium"],
    ["canvas", "low"],
    ["webgl", "high"],
  ]) {
    it(`holds everything at once (${renderer}, ${preset})`, async () => {
      const wide = process.env.SHOTS === "wide";
      tab = await newPage(wide ? { width: 1280, height: 720 } : {});
      const { page, problems } = tab;
      await page.goto(`${server.endpoint}/?renderer=${renderer}&preset=${preset}`);
      await page.getByTestId("name-input").fill("Painter");
      await page.getByTestId("play-button").click();
      await page.waitForFunction(() => window.__emberline?.view.own?.alive === true);
      const slot = await page.evaluate(() => window.__emberline!.view.slot);
      const [{ game }] = server.rooms();
      const middle = openMiddle(game.world.arena);
      await arrangeLand(game, page, middle);
      // Before any of it happens: the pickups come but once.
      await page.evaluate(() => {
        const { view } = window.__emberline!;
        const left = new Set(["scatterFired", "reflected", "shotFired", "moteAdded"] as const);
        Object.assign(window, { left });
        for (const name of left) view.on(name, () => void left.delete(name));
      });
      const stop = arrangeFight(game, slot, middle);
      arrangePickups(game, middle);
      await page.waitForFunction(() => (window as unknown as { left: Set<string> }).left.size === 0);
      await page.waitForFunction(() => {
        const { view } = window.__emberline!;
        let [mines, orbs, cloaked] = [0, 0, 0];
        view.eachMine(() => mines++);
        view.eachShot(({ kind }) => (orbs += kind));
        view.eachSkimmer((pose) => (cloaked += pose.cloaked ? 1 : 0));
        return mines > 0 && orbs > 0 && cloaked > 0;
      });
      await screenshot(page, `picture-${renderer}-${preset}`);
      stop();
      assert.deepEqual(problems, []);
    });
  }

  for (const deviceScaleFactor of [1, 2]) {
    it(`fills the window after its size changes (${deviceScaleFactor} pixels to one of CSS)`, async () => {
      tab = await newPage({ width: 480, height: 270, deviceScaleFactor });
      const { page, problems } = tab;
      await page.goto(`${server.endpoint}/?renderer=canvas&preset=medium`);
      await page.getByTestId("play-button").click();
      await page.waitForFunction(() => window.__emberline?.view.own?.alive === true);
      for (const [width, height] of [
        [640, 400],
        [360, 500],
      ]) {
        await page.setViewportSize({ width, height });
        await page.waitForFunction(
          ([wide, high, ratio]) => {
            const canvas = document.querySelector<HTMLCanvasElement>("canvas:not([data-testid])")!;
            const box = canvas.getBoundingClientRect();
            return box.width === wide && box.height === high && canvas.width === wide * ratio;
          },
          [width, height, Math.min(1.5, deviceScaleFactor)] as const,
        );
      }
      assert.deepEqual(problems, []);
    });
  }

  it("steps down by itself, in mid-game, when frames take too long", async () => {
    // Medium draws up to 1.5 pixels to one of CSS, low draws 1.
    tab = await newPage({ width: 480, height: 270, deviceScaleFactor: 2 });
    const { page, problems } = tab;
    // From the first frame on: a slow machine may have stepped down before anybody looks.
    await page.addInitScript(() => {
      const widths = new Set<number>();
      Object.assign(window, { widths });
      const look = (): void => {
        widths.add(document.querySelector("canvas")?.width ?? 0);
        requestAnimationFrame(look);
      };
      look();
    });
    await page.goto(`${server.endpoint}/?renderer=canvas`);
    await page.getByTestId("play-button").click();
    await page.waitForFunction(() => window.__emberline?.view.own?.alive === true);
    await page.waitForFunction(() => (window as unknown as { widths: Set<number> }).widths.has(720));
    await page.evaluate(() => {
      const dawdle = (): void => {
        const until = performance.now() + 40;
        while (performance.now() < until);
        requestAnimationFrame(dawdle);
      };
      dawdle();
    });
    await page.waitForFunction(() => document.querySelector("canvas")?.width === 480);
    // It goes on drawing.
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    assert.deepEqual(problems, []);
  });
});
