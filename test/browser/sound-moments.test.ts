// Which sounds a real game starts: crystal, others' mines, blows that strike, and what is near the eyes that one has.
import "../../client/sound/no-audio.ts";
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { SOUND_NAMES, SOUNDS, type SoundName } from "../../client/sound/recipes.ts";
import { synthesise } from "../../client/sound/synth.ts";
import { preparePage } from "../../server/ops/page.ts";
import { damage } from "../../shared/sim/combat.ts";
import { hitCrystal } from "../../shared/sim/crystal.ts";
import { Tile, tileAt } from "../../shared/sim/tiles.ts";
import { Weapon } from "../../shared/sim/world.ts";
import { ARENA, CRYSTAL } from "../../shared/tunables.ts";
import { keepOut, load, type PlayingPage, placeInTheOpen, playPage } from "../helpers/play-page.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

/** Samples of each sound: by them a buffer is known. */
const LENGTHS = new Map(
  SOUND_NAMES.map((name) => [name, synthesise(SOUNDS[name].layers, SOUNDS[name].loudness).length]),
);

interface Notes {
  /** Sounds that have been made. */
  made: number;
  /** Samples of what was started, in order. */
  lengths: number[];
}
type Noting = typeof window & { notes: Notes };

/** Runs in the page before it loads. */
function noteSounds(): void {
  const notes: Notes = { made: 0, lengths: [] };
  const { copyToChannel } = AudioBuffer.prototype;
  AudioBuffer.prototype.copyToChannel = function (...args) {
    notes.made += 1;
    return copyToChannel.apply(this, args);
  };
  const { start } = AudioBufferSourceNode.prototype;
  AudioBufferSourceNode.prototype.start = function (...args) {
    notes.lengths.push(this.buffer?.length ?? 0);
    return start.apply(this, args);
  };
  Object.assign(window, { notes });
}

describe("what is heard in a game", function () {
  this.timeout(240_000);
  let server: TestServer;
  let tab: PlayingPage;
  let rival: PlayingPage;
  let page: Page;

  const forget = () => page.evaluate(() => void (window as Noting).notes.lengths.splice(0));
  const untilHeard = (name: SoundName) =>
    page.waitForFunction(
      (length) => (window as Noting).notes.lengths.includes(length),
      LENGTHS.get(name) ?? 0,
    );
  const play = (menu: Page) => menu.getByTestId("play-button").click();
  /** The rival, so far to the east of one's own skimmer in the open; resolves when the page shows both. */
  const face = async (east: number): Promise<void> => {
    const { x, y } = placeInTheOpen(server, tab.slot);
    Object.assign(placeInTheOpen(server, rival.slot), { x: x + east, y });
    for (const [{ page }, at] of [
      [tab, x],
      [rival, x + east],
    ] as const) {
      await page.waitForFunction((wanted) => window.__emberline?.view.own?.x === wanted, at);
    }
  };

  before(async () => {
    await preparePage(() => {});
    server = await startServer({ EMBERLINE_DEV: "", ARENA_BOTS_FILL_TO: "0", ARENA_SEED: "7" });
    tab = await playPage(server, {}, play, (blank) => blank.addInitScript(noteSounds));
    page = tab.page;
    rival = await playPage(server, {}, play);
    await page.waitForFunction((all) => (window as Noting).notes.made === all, SOUND_NAMES.length);
  });
  beforeEach(forget);
  after(async () => {
    for (const each of [rival, tab]) {
      assert.deepEqual(each.problems, []);
      await each.close();
    }
    await server.close();
  });

  it("crystal that breaks", async () => {
    const [{ game }] = server.rooms();
    const { world } = game;
    const { arena } = world;
    const at = arena.tiles.findIndex(
      (tile, i) =>
        tile === Tile.crystal &&
        tileAt(arena, (i % arena.columns) - 1, Math.floor(i / arena.columns)) === Tile.floor,
    );
    const y = (Math.floor(at / arena.columns) + 0.5) * ARENA.tile;
    const x = ((at % arena.columns) + 0.5) * ARENA.tile;
    Object.assign(placeInTheOpen(server, tab.slot), { x: x - ARENA.tile, y });
    await page.waitForFunction((wanted) => window.__emberline?.view.own?.y === wanted, y);
    hitCrystal(world, x, y, 0, CRYSTAL.hitPoints);
    await untilHeard("crystal");
  });

  it("another's mine that is laid and arms near by", async () => {
    await load(server, rival);
    await face(100);
    await rival.page.keyboard.press("Digit4");
    await rival.page.keyboard.press("KeyJ");
    await untilHeard("minePlaced");
    await untilHeard("mineArmed");
  });

  it("a Scatter of one's own that strikes", async () => {
    await load(server, tab);
    await face(-100);
    await page.keyboard.press("Digit2");
    await page.mouse.move(20, 180);
    await page.mouse.down();
    await untilHeard("hit");
    await page.mouse.up();
  });

  it("what is near the one whose eyes one has", async () => {
    const [{ game }] = server.rooms();
    const { world } = game;
    const own = game.skimmer(tab.slot);
    damage(world, own, rival.slot, 1000, 0, Weapon.pulse, game.events);
    const comeBack = keepOut(server, own);
    const gap = (place: { x: number; y: number }) => Math.hypot(place.x - own.x, place.y - own.y);
    const { x, y } = world.arena.spawns.reduce((far, place) => (gap(place) > gap(far) ? place : far));
    assert.ok(gap({ x, y }) > 1100, "out of one's own hearing");
    Object.assign(game.skimmer(rival.slot), { x, y, vx: 0, vy: 0 });
    await page.waitForFunction(
      (place) =>
        Math.hypot(
          window.__emberline!.view.watching.x - place.x,
          window.__emberline!.view.watching.y - place.y,
        ) < 100,
      { x, y },
    );
    await forget();
    await rival.page.keyboard.press("Digit1");
    await rival.page.mouse.move(500, 180);
    await rival.page.mouse.down();
    await untilHeard("pulse");
    await rival.page.mouse.up();
    comeBack();
  });

  it("by buffers that can be told apart", () => {
    const told = ["crystal", "minePlaced", "mineArmed", "hit", "pulse"] as const;
    for (const name of told) {
      const same = SOUND_NAMES.filter((other) => LENGTHS.get(other) === LENGTHS.get(name));
      assert.deepEqual(same, [name]);
    }
  });
});
