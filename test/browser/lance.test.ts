// Lance and Guard in a real browser: from the buttons to what the picture is told.
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { preparePage } from "../../server/ops/page.ts";
import { type Arena, Tile, tileAt } from "../../shared/sim/tiles.ts";
import type { Skimmer } from "../../shared/sim/world.ts";
import { ARENA, DASH } from "../../shared/tunables.ts";
import { newPage, screenshot, type TestPage } from "../helpers/browser.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

interface Seen {
  beams: { own: boolean; fromMuzzle: boolean; hit: boolean; length: number }[];
  most: { charge: number };
  /** Guards that were raised: by their cooldown, for a whole guard may lie between two frames. */
  guards: number;
}

/** Begins to note, in the page, the beams that it is told of, the most charge of one's own pose, and guards. */
const watch = (page: Page) =>
  page.evaluate(() => {
    const seen: Seen = { beams: [], most: { charge: 0 }, guards: 0 };
    Object.assign(window, { seen });
    const view = window.__emberline!.view;
    view.on("beamFired", ({ own, fromMuzzle, hit, x, y, toX, toY }) => {
      seen.beams.push({ own, fromMuzzle, hit, length: Math.hypot(toX - x, toY - y) });
    });
    let cooldown = 0;
    const look = (): void => {
      view.eachSkimmer((pose) => {
        if (pose.own) seen.most.charge = Math.max(seen.most.charge, pose.chargeTicks);
      });
      const now = view.own?.guardCooldownTicks ?? 0;
      if (now > cooldown) seen.guards += 1;
      cooldown = now;
      requestAnimationFrame(look);
    };
    look();
  });

const seenBy = (page: Page): Promise<Seen> => page.evaluate(() => (window as unknown as { seen: Seen }).seen);

const untilBeams = (page: Page, count: number) =>
  page.waitForFunction((least) => (window as unknown as { seen: Seen }).seen.beams.length >= least, count);

const untilGuarding = (page: Page) =>
  page.waitForFunction(() => (window as unknown as { seen: Seen }).seen.guards > 0);

/** While it is held: one charge may lie between two frames, another comes. */
const untilCharging = (page: Page) =>
  page.waitForFunction(() => (window as unknown as { seen: Seen }).seen.most.charge > 0);

/** Nothing pulls, carries off or turns: a gate 180 u away shoved the target out of the beam's way at times. */
function calm(arena: Arena): void {
  arena.wells.length = arena.gates.length = arena.portals.length = 0;
}

/** Of the places with five by three tiles of plain floor round them, far enough from each other, the nth. */
function plainGround(arena: Arena, nth: number): { x: number; y: number } {
  let left = nth;
  for (let row = 2; row < arena.columns - 2; row += 3) {
    for (let column = 2; column < arena.columns - 5; column += 5) {
      const plain = [-1, 0, 1].every((dy) =>
        [-1, 0, 1, 2, 3].every((dx) => tileAt(arena, column + dx, row + dy) === Tile.floor),
      );
      if (plain && left-- === 0) return { x: (column + 0.5) * ARENA.tile, y: (row + 0.5) * ARENA.tile };
    }
  }
  throw new Error("too little plain ground on this map");
}

describe("Lance and Guard in a browser", function () {
  this.timeout(240_000);
  let server: TestServer;
  let tabs: TestPage[] = [];
  /** Every test has a place of its own: who left in the last one stands there for a while yet. */
  let turn = 0;

  const join = async (name: string, query = "?renderer=canvas"): Promise<Page> => {
    const tab = await newPage();
    tabs.push(tab);
    const { page } = tab;
    await page.goto(`${server.endpoint}/${query}`);
    await page.getByTestId("name-input").fill(name);
    await page.getByTestId("play-button").click();
    await page.getByTestId("hud").waitFor();
    await page.waitForFunction(() => window.__emberline?.view.own != null);
    calm(server.rooms()[0].game.world.arena);
    await page.evaluate(`(${calm})(window.__emberline.view.arena)`);
    await watch(page);
    return page;
  };

  /** The server's skimmer of a page, at rest on this test's place, or `x` beside it. */
  const place = async (page: Page, x = 0): Promise<Skimmer> => {
    const slot = await page.evaluate(() => window.__emberline!.view.slot);
    const [room] = server.rooms();
    const spot = plainGround(room.game.world.arena, turn);
    return Object.assign(room.game.skimmer(slot), { x: spot.x + x, y: spot.y, vx: 0, vy: 0 });
  };

  const noProblems = () => {
    for (const tab of tabs) assert.deepEqual(tab.problems, []);
  };

  before(async () => {
    await preparePage(() => {});
    server = await startServer({ EMBERLINE_DEV: "", ARENA_BOTS_FILL_TO: "0", ARENA_SEED: "7" });
  });
  afterEach(async () => {
    for (const tab of tabs) await tab.close();
    tabs = [];
    turn += 1;
  });
  after(() => server.close());

  for (const renderer of ["canvas", "webgl"]) {
    it(`charges while the right button is held, and fires by itself (${renderer})`, async () => {
      const page = await join("Lancer", `?renderer=${renderer}`);
      const skimmer = await place(page);
      await page.mouse.move(500, 180);
      await page.mouse.down({ button: "right" });
      await untilBeams(page, 1);
      await screenshot(page, `beam-${renderer}`);
      await untilCharging(page);
      await page.mouse.up({ button: "right" });
      const { beams, most } = await seenBy(page);
      assert.ok(most.charge > 0);
      assert.deepEqual([beams[0].own, beams[0].fromMuzzle], [true, true]);
      assert.equal(skimmer.dashCharges, DASH.charges, "the right button no longer dashes");
      noProblems();
    });
  }

  it("charges with a second button while the first one fires", async () => {
    const page = await join("Chord");
    await place(page);
    await page.mouse.move(500, 180);
    await page.mouse.down();
    await page.mouse.down({ button: "right" });
    await untilBeams(page, 1);
    await page.mouse.up({ button: "right" });
    await page.mouse.up();
    noProblems();
  });

  it("guards with E, L and the middle button", async () => {
    const page = await join("Guard");
    const skimmer = await place(page);
    await page.mouse.move(500, 180);
    const raise = [
      () => page.keyboard.press("KeyE"),
      () => page.keyboard.press("KeyL"),
      () => page.mouse.click(500, 180, { button: "middle" }),
    ];
    for (const how of raise) {
      await page.waitForFunction(() => window.__emberline?.view.own?.guardCooldownTicks === 0);
      await page.evaluate(() => {
        (window as unknown as { seen: Seen }).seen.guards = 0;
      });
      await how();
      await untilGuarding(page);
    }
    await screenshot(page, "guard");
    assert.ok(skimmer.guardCooldownTicks > 0);
    noProblems();
  });

  it("shows a Lance, its charge and where everybody is said to be to who is hit by it", async () => {
    const shooter = await join("Shooter");
    const target = await join("Target");
    await place(shooter);
    const victim = await place(target, 90);
    await target.evaluate(() => {
      window.__emberline!.view.lab.ghosts = true;
    });
    await shooter.waitForFunction(
      (slot) => window.__emberline?.view.state.skimmers.has(String(slot)),
      victim.slot,
    );
    await shooter.mouse.move(500, 180);
    // The picture has followed it to its place: from there the mouse is in the east.
    await shooter.waitForFunction(() => [255, 0].includes(window.__emberline?.view.own?.aim ?? -1));
    await shooter.keyboard.down("KeyK");
    await untilBeams(target, 1);
    await screenshot(target, "lanced");
    await shooter.keyboard.up("KeyK");
    const [beam] = (await seenBy(target)).beams;
    assert.deepEqual([beam.own, beam.fromMuzzle, beam.hit], [false, true, true]);
    assert.ok(beam.length < 90);
    assert.ok(victim.hitPoints < 100);
    noProblems();
  });
});
