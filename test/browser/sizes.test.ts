// Screens from a small phone to a large desk: nothing sticks out, in either language, with large letters too.
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { preparePage } from "../../server/ops/page.ts";
import { finishMotions, screenshot, type TestPage } from "../helpers/browser.ts";
import { lettersReady, newChinesePage } from "../helpers/chinese-page.ts";
import { everyTick } from "../helpers/play-page.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

const SIZES = [
  [360, 640],
  [390, 844],
  [640, 360],
  [768, 1024],
  [844, 390],
  [1280, 720],
  [2560, 1440],
] as const;
const LARGEST = JSON.stringify({ textScale: 1.5 });

/** Drawn things that are cut by a side of the window; `down`: or by its top and foot (what scrolls may be).
 * What moves in is at its end first, in the same breath: a line of kills may come at any moment. */
const sticksOut = (page: Page, root: string, down: boolean) =>
  page.evaluate(
    ([selector, both]) => {
      for (const motion of document.getAnimations()) {
        if (motion.effect?.getComputedTiming().endTime !== Infinity) motion.finish();
      }
      return [...document.querySelectorAll<HTMLElement>(`${selector} *`)]
        .filter((element) => element.closest('[aria-hidden="true"], .unseen, .stick-zone') === null)
        .filter((element) => {
          const { left, right, top, bottom, width } = element.getBoundingClientRect();
          const across = left < -1 || right > innerWidth + 1;
          return width > 0 && (across || (both && (top < -1 || bottom > innerHeight + 1)));
        })
        .map((element) => `${selector}: ${element.outerHTML.slice(0, 140)}`);
    },
    [root, down] as const,
  );

/** A panel that scrolls sideways. */
const scrollsAcross = (page: Page) =>
  page.evaluate(() => {
    const panel = document.querySelector(".settings-panel");
    return panel !== null && panel.scrollWidth > panel.clientWidth
      ? [`${panel.id} ${panel.getAttribute("data-section")}: ${panel.scrollWidth} of ${panel.clientWidth}`]
      : [];
  });

/** Chips of weapons that are narrower than what they say. */
const clipped = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll(".chip")]
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
      .map(({ outerHTML }) => `clipped: ${outerHTML.slice(0, 140)}`),
  );

/** Pieces of the HUD that lie over each other. */
const overlaps = (page: Page) =>
  page.evaluate(() => {
    const pieces = [".timer", ".top5", ".minimap", ".vitals", ".ping", ".gear-button", ".hint"];
    const found: string[] = [];
    pieces.forEach((first, i) => {
      for (const second of pieces.slice(i + 1)) {
        const [a, b] = [first, second].map((piece) => document.querySelector(piece)?.getBoundingClientRect());
        if (a === undefined || b === undefined) continue;
        const apart = a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
        if (!apart) found.push(`${first} and ${second}`);
      }
    });
    return found;
  });

/** The page in another window: what follows a change of size has followed it. */
async function resize(page: Page, width: number, height: number): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null)))),
  );
}

for (const [locale, largest] of [
  ["en-US", false],
  ["zh-CN", false],
  ["en-US", true],
] as const) {
  const sizes = largest ? SIZES.slice(0, 4) : SIZES;
  describe(`the screen's size (${locale}${largest ? ", large letters" : ""})`, function () {
    // The largest is drawn by the CPU: a minute on a busy machine.
    this.timeout(600_000);
    let server: TestServer;
    let tab: TestPage;
    let page: Page;
    const shot = (what: string, width: number): Promise<string> =>
      screenshot(page, `size-${what}-${locale}${largest ? "-large" : ""}-${width}`);

    before(async () => {
      await preparePage(() => {});
      server = await startServer({ EMBERLINE_DEV: "", ARENA_BOTS_FILL_TO: "8", ROUND_SECONDS: "3600" });
      tab = await newChinesePage({ width: 1280, height: 720, locale });
      ({ page } = tab);
      if (largest)
        await tab.context.addInitScript(
          (text) => localStorage.setItem("emberline.settings.1", text),
          LARGEST,
        );
      await page.goto(`${server.endpoint}/?renderer=canvas&preset=low`);
      await page.getByTestId("menu").waitFor();
      await lettersReady(page);
    });
    after(async () => {
      await tab?.close();
      await server.close();
    });

    for (const [width, height] of sizes)
      it(`may be ${width} by ${height} in the menu`, async () => {
        await resize(page, width, height);
        const found = await sticksOut(page, ".menu", false);
        await shot("menu", width);
        for (const way of ["rooms", "private"]) {
          await page.getByTestId(`way-${way}`).click();
          await page.locator(".page").waitFor();
          found.push(...(await sticksOut(page, ".page", false)));
          await shot(way, width);
          await page.getByTestId("page-back").click();
        }
        await page.getByTestId("menu-settings").click();
        await page.getByTestId("settings").waitFor();
        for (const section of ["player", "controls", "sound", "display", "language", "network"]) {
          await page.getByTestId(`tab-${section}`).click();
          await page.locator(`[data-section="${section}"]`).waitFor();
          found.push(...(await scrollsAcross(page)), ...(await sticksOut(page, ".settings", false)));
          if (section === "display") await shot("settings", width);
        }
        await page.getByTestId("close-settings").click();
        assert.deepEqual(found, []);
        assert.deepEqual(tab.problems, []);
      });

    describe("in the game", () => {
      before(async () => {
        await resize(page, 1280, 720);
        await page.getByTestId("play-button").click();
        await page.getByTestId("overlay").waitFor({ state: "attached" });
        await page.getByTestId("top5").locator("li").first().waitFor();
        // The bars at their highest, beside what wears off; and no bot ends anybody while one looks.
        everyTick(server, () => {
          const [{ game }] = server.rooms();
          const until = game.world.tick + 6_000;
          for (const skimmer of game.world.skimmers)
            if (skimmer?.alive)
              Object.assign(skimmer, { hitPoints: 100, lanternUntilTick: until, cloakUntilTick: until });
        });
      });

      /** Alive, and with all bars. */
      async function equip(): Promise<void> {
        await page.waitForFunction(() => window.__emberline?.view.own?.alive === true);
        await page.getByTestId("lantern").waitFor();
      }

      for (const [width, height] of sizes)
        it(`may be ${width} by ${height}`, async () => {
          await resize(page, width, height);
          await equip();
          await finishMotions(page);
          const found = [
            ...(await sticksOut(page, ".hud", true)),
            ...(await overlaps(page)),
            ...(await clipped(page)),
          ];
          await shot("hud", width);
          await page.keyboard.down("Tab");
          await page.getByTestId("scoreboard").waitFor();
          found.push(...(await sticksOut(page, ".scores", false)));
          await page.keyboard.up("Tab");
          assert.deepEqual(found, []);
          assert.deepEqual(tab.problems, []);
        });
    });
  });
}
