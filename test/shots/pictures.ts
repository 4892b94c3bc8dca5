// The pictures that show the game, one by one.
// Owns: what each shows and on which screen. Must not: know how a picture is kept.
import type { Page } from "playwright-core";
import type { ArenaGame } from "../../server/game/arena-game.ts";
import { ROUND } from "../../shared/tunables.ts";
import { lettersReady } from "../helpers/chinese-page.ts";
import { arrangeFight, arrangeScores, end, keepWhole } from "./scenes.ts";

export interface Stage {
  page: Page;
  /** The page's own game on the server; only once it has joined. */
  game: () => ArenaGame;
  slot: () => number;
}

export interface Picture {
  name: string;
  width: number;
  height: number;
  touch?: boolean;
  chinese?: boolean;
  /** Settings as the page has stored them. */
  settings?: Record<string, unknown>;
  /** Stays in the menu. */
  menu?: boolean;
  /** Brings the page to what is to be seen. */
  act(stage: Stage): Promise<void>;
}

/** A fight goes on for this long before it is taken, ms: shots are in the air, and nobody has left the picture. */
const FIGHT_MS = 1400;

/** Fights on, aim turning, until something is to be seen. */
async function fight({ page, game, slot }: Stage, bots = 7): Promise<void> {
  arrangeFight(game(), slot(), bots);
  const { width, height } = page.viewportSize() ?? { width: 1280, height: 720 };
  await page.mouse.move(width * 0.7, height * 0.3);
  await page.mouse.down();
  const whole = setInterval(() => keepWhole(game(), slot()), 30);
  await page.waitForTimeout(FIGHT_MS);
  clearInterval(whole);
}

export const PICTURES: readonly Picture[] = [
  {
    name: "menu",
    width: 1280,
    height: 720,
    menu: true,
    act: async ({ page }) => page.getByTestId("play-button").waitFor(),
  },
  { name: "fight", width: 1280, height: 720, act: (stage) => fight(stage, 9) },
  {
    name: "death",
    width: 1280,
    height: 720,
    act: async (stage) => {
      await fight(stage);
      end(stage.game(), stage.slot());
      await stage.page.getByTestId("death").waitFor();
      await stage.page.waitForTimeout(500);
    },
  },
  {
    name: "scoreboard",
    width: 1280,
    height: 720,
    act: async (stage) => {
      arrangeScores(stage.game());
      const { world } = stage.game();
      world.phaseEndsTick = world.tick + 1;
      await stage.page.getByTestId("scoreboard").waitFor();
      await stage.page.waitForTimeout(1200);
      world.phaseEndsTick = world.tick + ROUND.scoresTicks;
    },
  },
  {
    name: "spectating",
    width: 1280,
    height: 720,
    act: async (stage) => {
      await stage.page.evaluate(() => window.__emberline!.view.watch({ mode: "rest" }));
      await stage.page.waitForFunction(() => window.__emberline!.view.own?.alive === false);
      const target = stage
        .game()
        .world.skimmers.findIndex((s) => s?.alive === true && s.slot !== stage.slot());
      await stage.page.evaluate((slot) => window.__emberline!.view.watch({ mode: "follow", slot }), target);
      await stage.page.waitForTimeout(1500);
    },
  },
  {
    name: "settings",
    width: 1280,
    height: 720,
    act: async ({ page }) => {
      await page.keyboard.press("Escape");
      await page.getByTestId("tab-controls").click();
      await page.waitForTimeout(300);
    },
  },
  { name: "phone-portrait", width: 390, height: 844, touch: true, act: (stage) => fight(stage, 5) },
  { name: "phone-landscape", width: 844, height: 390, touch: true, act: (stage) => fight(stage, 6) },
  {
    name: "chinese",
    width: 1280,
    height: 720,
    chinese: true,
    act: async (stage) => {
      await fight(stage);
      end(stage.game(), stage.slot());
      await stage.page.getByTestId("death").waitFor();
      await lettersReady(stage.page);
    },
  },
  {
    name: "chinese-menu",
    width: 1280,
    height: 720,
    chinese: true,
    menu: true,
    act: async ({ page }) => {
      await page.getByTestId("play-button").waitFor();
      await lettersReady(page);
    },
  },
  {
    name: "colour-blind",
    width: 1280,
    height: 720,
    settings: { palette: "deuteranopia" },
    act: (stage) => fight(stage, 9),
  },
];
