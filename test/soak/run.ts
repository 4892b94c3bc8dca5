// One long game: a browser plays among bots, and everything that complains or grows is written down.
// Owns: the course of it. Must not: print or judge.
import { setTimeout as sleep } from "node:timers/promises";
import { newPage } from "../helpers/browser.ts";
import { type FrameCosts, heapBytes, measureFrames, readFrames } from "./frames.ts";
import { startGameServer } from "./game-server.ts";
import { play } from "./hand.ts";

export interface SoakOptions {
  /** How long it is played, s, and how often it is looked at. */
  seconds: number;
  everySeconds: number;
  bots: number;
  /** How long a round is, s; the default of the server when null. */
  roundSeconds: number | null;
  seed: number;
  renderer: "canvas" | "webgl";
}

export interface Look {
  atSeconds: number;
  heapBytes: number;
  frames: FrameCosts;
  round: number;
  skimmers: number;
}

export interface SoakReport {
  looks: Look[];
  /** Errors of the page's console, uncaught ones, and failed requests. */
  page: string[];
  /** What the server logged from a warning on. */
  server: string[];
  exitCode: number | null;
}

/** `told` gets each look as it is taken. */
export async function soak(options: SoakOptions, told: (look: Look) => void = () => {}): Promise<SoakReport> {
  const { bots, roundSeconds, seed } = options;
  const rounds: Record<string, string> =
    roundSeconds === null ? {} : { ROUND_SECONDS: String(roundSeconds), SCORES_SECONDS: "5" };
  const server = await startGameServer({
    ARENA_BOTS_FILL_TO: String(bots),
    ARENA_SEED: String(seed),
    ...rounds,
  });
  const tab = await newPage();
  const { page } = tab;
  const looks: Look[] = [];
  try {
    await measureFrames(page);
    await page.goto(`${server.endpoint}/${options.renderer === "canvas" ? "?renderer=canvas" : ""}`);
    await page.getByTestId("play-button").click();
    await page.waitForFunction(() => window.__emberline?.view.own?.alive === true, null, { timeout: 60_000 });
    await readFrames(page);
    const over = new AbortController();
    const hand = play(page, seed, over.signal);
    for (let at = options.everySeconds; at <= options.seconds; at += options.everySeconds) {
      await Promise.race([sleep(options.everySeconds * 1000), hand]);
      const frames = await readFrames(page);
      const { round, skimmers } = await page.evaluate(() => {
        const { state } = window.__emberline!.view;
        return { round: state.round, skimmers: state.roster.size };
      });
      const look = { atSeconds: at, heapBytes: await heapBytes(page), frames, round, skimmers };
      looks.push(look);
      told(look);
    }
    over.abort();
    await hand;
    await page.evaluate(() => window.__emberline?.view.leave());
  } finally {
    await tab.close();
  }
  const exitCode = await server.stop();
  return { looks, page: tab.problems, server: server.complaints, exitCode };
}
