// The pictures that show the game, one by one.
// Owns: what each shows and on which screen. Must not: know how a picture is kept.
import type { Page } from "playwright-core";
import type { ArenaGame } from "../../server/game/arena-game.ts";
import { ROUND } from "../../shared/tunables.ts";
import { lettersReady } from "../helpers/chinese-page.ts";
import { Fingers } from "../helpers/fingers.ts";
import { arrangeFight, arrangeScores, end, keepDead, keepWhole } from "./scenes.ts";

export interface Stage {
  page: Page;
  /** The page's own game on the server; only once it has joined. */
  game: () => ArenaGame;
  slot: () => number;
  /** Does something again and again, until the picture is taken. */
  keep(what: () => void): void;
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

/** Fights on, aim to the right above, until something is to be seen: with the mouse, or with both thumbs. */
async function fight(stage: Stage, bots: number, touch = false): Promise<void> {
  const { page, game, slot } = stage;
  arrangeFight(game(), slot(), bots);
  const { width, height } = page.viewportSize() ?? { width: 1280, height: 720 };
  if (touch) {
    const fingers = new Fingers(page);
    await fingers.put(1, page.getByTestId("touch-thrust"));
    await fingers.put(2, page.getByTestId("touch-aim"), width * 0.1, height * 0.25);
    await fingers.move(2, 40, -30);
  } else {
    await page.mouse.move(width * 0.7, height * 0.3);
    await page.mouse.down();
  }
  stage.keep(() => keepWhole(game(), slot()));
  await page.waitForTimeout(FIGHT_MS);
  // So many at once may end even who is made whole thirty times a second: then they meet once more.
  if (!game().skimmer(slot()).alive) {
    await page.waitForFunction(() => window.__emberline?.view.own?.alive === true);
    arrangeFight(game(), slot(), bots);
    await page.waitForTimeout(FIGHT_MS / 2);
  }
}

/** A bot ends the player, whose card stays until the picture is taken. */
async function die(stage: Stage): Promise<void> {
  const { game, slot, page } = stage;
  end(game(), slot());
  stage.keep(() => keepDead(game(), slot()));
  await page.getByTestId("death").waitFor();
  await page.waitForTimeout(500);
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
      await fight(stage, 7);
      await die(stage);
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
  { name: "phone-portrait", width: 390, height: 844, touch: true, act: (stage) => fight(stage, 5, true) },
  { name: "phone-landscape", width: 844, height: 390, touch: true, act: (stage) => fight(stage, 6, true) },
  {
    name: "chinese",
    width: 1280,
    height: 720,
    chinese: true,
    act: async (stage) => {
      await fight(stage, 7);
      await die(stage);
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
