// The same input log gives the same hash at every tick: live on the server, replayed on Node, replayed in Chromium.
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { build, type Rolldown } from "vite";
import { ArenaGame } from "../../server/game/arena-game.ts";
import { ArenaSchema } from "../../shared/schema/arena-schema.ts";
import { hash } from "../../shared/sim/hash.ts";
import type { InputLog } from "../../shared/sim/input-log.ts";
import { GOLDEN_MATCHES, readGolden } from "../golden/matches.ts";
import { newPage } from "../helpers/browser.ts";
import { hashesOf, type replayInPage } from "./replay-page.ts";

const TICKS = 60 * 30;
const SEEDS = [1, 20261121, Math.floor(Math.random() * 2 ** 32)];

/** Plays a minute with 24 bots; the log and the hash after every tick. */
function playMinute(seed: number): { log: InputLog; hashes: number[] } {
  const state = new ArenaSchema();
  const game = new ArenaGame(state, { seed, size: "medium", fillTo: 24 }, { toAll() {}, toSlot() {} });
  const hashes: number[] = [];
  for (let tick = 0; tick < TICKS; tick++) {
    game.tick();
    if (tick % 3 !== 0) game.beforePatch();
    hashes.push(hash(game.world));
  }
  return { log: game.runningResult().log, hashes };
}

/** The simulation as one script, as Vite makes it for browsers. */
async function bundle(): Promise<string> {
  const entry = fileURLToPath(new URL("./replay-page.ts", import.meta.url));
  const output = (await build({
    configFile: false,
    logLevel: "error",
    build: { write: false, minify: true, lib: { entry, formats: ["iife"], name: "replay" } },
  })) as Rolldown.RolldownOutput[];
  return output[0].output[0].code;
}

/** Hash of the world after every tick, as Chromium replays it. */
async function replayInChromium(log: InputLog): Promise<number[]> {
  const { page, close } = await newPage();
  await page.addScriptTag({ content: await bundle() });
  const hashes = await page.evaluate(
    (plain) => (globalThis as unknown as { replayInPage: typeof replayInPage }).replayInPage(plain),
    { ...log, records: [...log.records], hashes: [...log.hashes] },
  );
  await close();
  return hashes;
}

/** Index of the first difference, or -1. */
const firstDifference = (a: number[], b: number[]): number => a.findIndex((value, i) => value !== b[i]);

describe("determinism across engines", function () {
  this.timeout(240_000);

  for (const seed of SEEDS) {
    it(`[D1] gives the same ${TICKS} hashes live, on Node and in Chromium (seed ${seed})`, async () => {
      const { log, hashes } = playMinute(seed);
      const onNode = hashesOf(log);
      assert.equal(onNode.length, TICKS);
      assert.equal(
        firstDifference(hashes, onNode),
        -1,
        `Node differs at tick ${firstDifference(hashes, onNode) + 1}`,
      );
      const inChromium = await replayInChromium(log);
      assert.equal(inChromium.length, TICKS);
      const at = firstDifference(hashes, inChromium);
      assert.equal(at, -1, `Chromium differs at tick ${at + 1}`);
      assert.ok(new Set(hashes).size > TICKS * 0.99, "the world stands still");
    });
  }

  for (const name of GOLDEN_MATCHES) {
    it(`[D1] gives the hashes of the golden match ${name} in Chromium`, async () => {
      const log = await readGolden(name);
      const at = firstDifference([...log.hashes], await replayInChromium(log));
      assert.equal(at, -1, `Chromium differs at tick ${at + 1}`);
    });
  }
});
