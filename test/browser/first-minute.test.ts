// The first minute of a beginner: hints for the device in hand, one after the other, gone when done; and soon a fight.
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { preparePage } from "../../server/ops/page.ts";
import { clearMotes } from "../../shared/sim/motes.ts";
import { placeAtSpawn } from "../../shared/sim/respawn.ts";
import { EMBERS, TICK_HZ } from "../../shared/tunables.ts";
import { type PageOptions, screenshot } from "../helpers/browser.ts";
import { type PlayingPage, placeInTheOpen, playPage } from "../helpers/play-page.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

/** A fight is to be had within this, ticks. */
const SOON = 20 * TICK_HZ;
const STARTS = 5;
/** Somebody who gathers looks for the next ember this often, ticks. */
const LEG = 10;

const hint = (page: Page, name: string) => page.locator(`[data-testid=hint][data-hint=${name}]`);

describe("the first minute", function () {
  this.timeout(400_000);
  let server: TestServer;
  let tab: PlayingPage | undefined;

  before(() => preparePage(() => {}));
  afterEach(async () => {
    assert.deepEqual(tab?.problems, []);
    await tab?.close();
    await server.close();
  });

  const enter = async (bots: Record<string, string>, options: PageOptions = {}): Promise<Page> => {
    server = await startServer({ EMBERLINE_DEV: "", ARENA_SEED: "7", ...bots });
    const press = options.hasTouch ? "tap" : "click";
    tab = await playPage(server, options, (menu) => menu.getByTestId("play-button")[press]());
    return tab.page;
  };
  const alone = { ARENA_BOTS_FILL_TO: "0" };

  it("tells one thing after the other with the keys that do it, until each was done; and never again", async () => {
    const page = await enter(alone);
    const { slot } = tab!;
    const me = placeInTheOpen(server, slot);
    // Flown for long, five embers on the way would be the gathering that is to be told of; it counts as full.
    const { world } = server.rooms()[0].game;
    clearMotes(world);
    world.moteCount = EMBERS.maxMotes;
    await hint(page, "move").getByText("WASD").waitFor();
    await page.keyboard.down("KeyD");
    await hint(page, "fire").getByText("Mouse").waitFor();
    await page.keyboard.up("KeyD");
    await page.mouse.click(500, 100);
    await hint(page, "gather").waitFor();
    me.embers = 6;
    await hint(page, "bank").waitFor();
    // Where to: an arrow.
    await hint(page, "bank").locator(".way").waitFor();
    Object.assign(me, world.arena.beacons[0], { vx: 0, vy: 0 });
    await hint(page, "dash").getByText("Space").waitFor();
    await page.keyboard.press("Space");
    await hint(page, "guard").getByText("E").first().waitFor();
    await page.keyboard.press("KeyE");
    await page.getByTestId("hint").waitFor({ state: "detached" });
    await page.reload();
    await page.waitForFunction(() => window.__emberline?.view.own?.alive === true);
    const { tick } = world;
    await page.waitForFunction((then) => window.__emberline!.view.state.tick > then + 20, tick);
    assert.equal(await page.getByTestId("hint").count(), 0);
  });

  it("speaks of thumbs to who plays by touch, and lets a hint be waved away", async () => {
    const page = await enter(alone, { hasTouch: true, isMobile: true });
    await hint(page, "move").getByText("Left stick").waitFor();
    await page.getByTestId("hint-done").tap();
    await hint(page, "fire").getByText("Right stick").waitFor();
    await screenshot(page, "first-minute-touch");
  });

  it("has somebody to fight in the light within 20 s of most fresh starts, on a server as it comes", async () => {
    const page = await enter({});
    const [{ game }] = server.rooms();
    const me = game.skimmer(tab!.slot);
    const took: number[] = [];
    for (let start = 0; start < STARTS; start++) {
      placeAtSpawn(game.world, me);
      // Nobody ends it meanwhile: the fight would be had.
      me.hitPoints = 250;
      const from = game.world.tick;
      let seen = -1;
      let keys: string[] = [];
      while (seen < 0 && game.world.tick - from < 2 * SOON) {
        const wanted = await keysToEmbers(page);
        for (const key of keys) if (!wanted.includes(key)) await page.keyboard.up(key);
        for (const key of wanted) if (!keys.includes(key)) await page.keyboard.down(key);
        keys = wanted;
        seen = await seesSomebody(page, from, game.world.tick + LEG);
      }
      for (const key of keys) await page.keyboard.up(key);
      took.push(seen < 0 ? 2 * SOON : seen - from);
    }
    await screenshot(page, "first-fight");
    took.sort((a, b) => a - b);
    assert.ok(took[STARTS >> 1] <= SOON, `ticks until somebody was seen: ${took}`);
  });
});

/** The tick, after `from`, at which somebody else is seen; -1 when nobody was until a later one. */
async function seesSomebody(page: Page, from: number, until: number): Promise<number> {
  const found = await page.waitForFunction(
    ([after, last]) => {
      const { view } = window.__emberline!;
      const { tick } = view.state;
      let others = 0;
      view.eachSkimmer(({ own, alive }) => (others += !own && alive ? 1 : 0));
      if (tick > after && others > 0) return { tick };
      return tick > last ? { tick: -1 } : null;
    },
    [from, until] as const,
  );
  return ((await found.jsonValue()) as { tick: number }).tick;
}

/** The keys that lead to the nearest ember that is seen, as the hints say, or else to the nearest beacon. */
function keysToEmbers(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { state, arena, own } = window.__emberline!.view;
    if (own === null) return [];
    const far = ({ x, y }: { x: number; y: number }): number => Math.hypot(x - own.x, y - own.y);
    const motes = [...state.motes.values()];
    const [goal] = (motes.length > 0 ? motes : [...arena.beacons]).sort((a, b) => far(a) - far(b));
    const [dx, dy] = [goal.x - own.x, goal.y - own.y];
    const keys: string[] = [];
    if (Math.abs(dx) > 16) keys.push(dx > 0 ? "KeyD" : "KeyA");
    if (Math.abs(dy) > 16) keys.push(dy > 0 ? "KeyS" : "KeyW");
    return keys;
  });
}
