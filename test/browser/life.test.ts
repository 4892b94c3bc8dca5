// One life in a real browser: gather, bank, wear the crown, be ended by a person with a ping, and come back far away.
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { preparePage } from "../../server/ops/page.ts";
import { plainProfile } from "../../shared/lab/profile.ts";
import { Button } from "../../shared/sim/input.ts";
import { clearMotes, putMote } from "../../shared/sim/motes.ts";
import type { Place } from "../../shared/sim/tiles.ts";
import type { Skimmer, World } from "../../shared/sim/world.ts";
import { BANK, CROWN, EMBERS, RESPAWN, SKIMMER } from "../../shared/tunables.ts";
import { screenshot } from "../helpers/browser.ts";
import {
  joinDummy,
  keepOut,
  noteWords,
  type PlayingPage,
  placeInTheOpen,
  playPage,
  untilSaid,
  untilTick,
} from "../helpers/play-page.ts";
import { IDLE, joinPlayer, type Player } from "../helpers/player.ts";
import { startServer, type TestServer } from "../helpers/server.ts";
import { distance } from "../helpers/world.ts";
import { type LabProxy, startProxy } from "../lab/proxy.ts";

/** Brads. */
const EAST = 0;
const PING_MS = 100;

/** Of the map's pixels within 8 of a place (of 320 to a side), those that are gold, and the most opaque one's alpha. */
const onMap = (page: Page, place: Place) =>
  page.evaluate(({ x, y }) => {
    const canvas = document.querySelector<HTMLCanvasElement>("[data-testid=minimap]")!;
    const scale = canvas.width / window.__emberline!.view.arena.side;
    const { data } = canvas
      .getContext("2d")!
      .getImageData(Math.round(x * scale) - 8, Math.round(y * scale) - 8, 16, 16);
    let [gold, most] = [0, 0];
    for (let i = 0; i < data.length; i += 4) {
      const [red, green, blue, alpha] = data.subarray(i, i + 4);
      if (alpha > 160 && red > 200 && green > 120 && blue < 130) gold += 1;
      most = Math.max(most, alpha);
    }
    return { gold, most };
  }, place);

/** Resolves once the map, drawn five times a second, shows what is expected at a place. */
async function untilOnMap(
  page: Page,
  place: Place,
  holds: (seen: { gold: number; most: number }) => boolean,
): Promise<void> {
  while (!holds(await onMap(page, place))) await page.evaluate(() => new Promise(requestAnimationFrame));
}

describe("a life in a browser", function () {
  this.timeout(240_000);
  let server: TestServer;
  let tab: PlayingPage;
  let page: Page;
  let world: World;
  let rival: Player | undefined;
  let longWay: LabProxy;

  before(async () => {
    await preparePage(() => {});
    server = await startServer({
      EMBERLINE_DEV: "",
      ARENA_BOTS_FILL_TO: "0",
      ARENA_SEED: "7",
      ROUND_SECONDS: "3600",
    });
    tab = await playPage(server, { width: 960, height: 720 }, async (menu) => {
      await menu.getByTestId("name-input").fill("Wren");
      await menu.getByTestId("play-button").click();
    });
    page = tab.page;
    await noteWords(page);
    ({ world } = server.rooms()[0].game);
    const target = { host: "127.0.0.1", port: server.port };
    longWay = await startProxy({ target, profile: plainProfile(PING_MS) });
  });
  beforeEach(() => {
    clearMotes(world);
    // It counts as full: no ember grows back.
    world.moteCount = EMBERS.maxMotes;
  });
  afterEach(() => assert.deepEqual(tab.problems, []));
  after(async () => {
    await rival?.leave();
    await longWay.close();
    await tab.close();
    await server.close();
  });

  const gauge = (testId: string, text: string) => page.getByTestId(testId).getByText(text, { exact: true });
  const banked = (): number => world.scores[tab.slot]!.banked;
  const atBeacon = (which: number): Skimmer =>
    Object.assign(server.rooms()[0].game.skimmer(tab.slot), world.arena.beacons[which], { vx: 0, vy: 0 });

  it("gathers embers by flying over them, and each one widens the light", async () => {
    const me = Object.assign(placeInTheOpen(server, tab.slot), { embers: 0 });
    await page.waitForFunction((x) => window.__emberline?.view.own?.x === x, me.x);
    const ring = page.locator(".ring-lit");
    const light = async () => Number.parseFloat((await ring.getAttribute("stroke-dasharray"))!);
    const before = await light();
    for (let i = 1; i <= 5; i++) putMote(world, me.x + 30 + 18 * i, me.y);
    const gathered = untilTick(server, () => me.embers === 5);
    await page.keyboard.down("KeyD");
    await gathered;
    await page.keyboard.up("KeyD");
    await gauge("embers", "5").waitFor();
    assert.ok((await light()) > before);
    // Wherever it has flown: nothing pulls it here.
    placeInTheOpen(server, tab.slot);
    await page.waitForFunction(() => window.__emberline?.view.own?.vx === 0);
  });

  it("banks them in a warm beacon's ring, and wears the crown for it", async () => {
    const me = atBeacon(0);
    assert.equal(me.embers, 5);
    await untilTick(server, () => banked() === 5);
    await untilSaid(page, "toast", "+5 banked");
    await gauge("embers", "0").waitFor();
    await page.locator(".top5 .own b").getByText("5", { exact: true }).waitFor();
    await untilSaid(page, "herald-crown", "You wear the crown");
    await page.getByTestId("own-crown").waitFor();
    await screenshot(page, "life-banked");
  });

  it("is told that a cold beacon is cold, and banks there when it is warm again", async () => {
    const me = atBeacon(1);
    world.coldUntil[1] = world.tick + BANK.coldTicks;
    me.embers = 7;
    await page
      .getByTestId("cold")
      .getByText(/cold for \d+ s/)
      .waitFor();
    assert.equal(await page.getByTestId("hint").isVisible(), false);
    await screenshot(page, "life-cold");
    world.coldUntil[1] = world.tick + BANK.coldTicks;
    const later = world.tick + 2 * BANK.channelTicks;
    await untilTick(server, () => world.tick >= later);
    assert.deepEqual([banked(), me.embers], [5, 7]);
    world.coldUntil[1] = world.tick;
    await untilTick(server, () => banked() === 12);
    await page.getByTestId("cold").waitFor({ state: "detached" });
  });

  it("shows on the map which beacons are warm, and nobody who is in the dark", async () => {
    const me = placeInTheOpen(server, tab.slot);
    const { beacons, portals, forge } = world.arena;
    world.coldUntil.fill(0);
    for (const place of beacons) await untilOnMap(page, place, ({ gold }) => gold > 0);
    world.coldUntil[2] = world.tick + BANK.coldTicks;
    await untilOnMap(page, beacons[2], ({ gold, most }) => gold === 0 && most > 120);
    for (const place of [...portals, forge]) await untilOnMap(page, place, ({ most }) => most > 160);
    const other = joinDummy(server, "Lurker");
    const dark = { x: me.x, y: me.y + 700 };
    Object.assign(other, dark);
    const tick = world.tick + 30;
    await untilTick(server, () => world.tick >= tick);
    assert.ok((await onMap(page, dark)).most < 120);
    // Its light reaches further than one's own: it is seen by what it carries.
    other.embers = SKIMMER.maxEmbers;
    await untilOnMap(page, dark, ({ most }) => most > 200);
    await screenshot(page, "life-map");
    server.rooms()[0].game.leave(other.slot);
  });

  it("is ended by a person: by whom, with what, at whose ping; and comes back whole, far from the fight", async () => {
    rival = await joinPlayer(`http://127.0.0.1:${longWay.port}`, "Kestrel");
    const [{ game }] = server.rooms();
    const { session } = rival;
    await untilTick(server, () => (game.link(session.slot)?.pingMs ?? 0) > 0);
    const me = Object.assign(placeInTheOpen(server, tab.slot), { hitPoints: 30, embers: 10 });
    const { x, y } = me;
    const killer = Object.assign(game.skimmer(session.slot), { x: x - 180, y, vx: 0, vy: 0 });
    const ended = untilTick(server, () => !me.alive);
    rival.act = () => ({ ...IDLE, aim: EAST, buttons: Button.alternate });
    await ended;
    rival.act = () => IDLE;
    const comeBack = keepOut(server, me);
    const card = page.getByTestId("death");
    for (const words of [/ended by Kestrel/, /Lance/, /at \d+ ms/, /seen \d+ ms ago/, /Back in \d/]) {
      await card.filter({ hasText: words }).waitFor();
    }
    const [, ping] = /at (\d+) ms/.exec((await card.textContent())!)!;
    assert.ok(Number(ping) >= PING_MS - 2, `at ${ping} ms`);
    await page.getByTestId("watch-bar").getByText("Watching Kestrel").waitFor();
    assert.equal(await page.evaluate(() => window.__emberline?.view.watching.slot), killer.slot);
    await untilSaid(page, "kill", "Kestrel");
    await untilSaid(page, "herald-bounty", "Kestrel took the bounty");
    assert.equal(world.scores[killer.slot]?.banked, CROWN.bounty);
    const dropped = world.motes.filter((mote) => mote !== null && distance(mote, { x, y }) < 100);
    assert.equal(dropped.length, 7);
    await screenshot(page, "life-death");
    await page.keyboard.down("Tab");
    await page.locator(".scores .own td:nth-child(5)").getByText("1", { exact: true }).waitFor();
    await page.keyboard.up("Tab");
    comeBack();
    me.respawnTicks = 1;
    await untilTick(server, () => me.alive);
    const back = { x: me.x, y: me.y };
    await page.waitForFunction(() => window.__emberline?.view.own?.alive === true);
    await card.waitFor({ state: "detached" });
    await page.locator(`[data-testid=hp][data-value="${SKIMMER.hitPoints}"]`).waitFor();
    // Some of the places lie in a well, which pulls from there on.
    await page.waitForFunction((at) => {
      const own = window.__emberline?.view.own;
      return own != null && Math.hypot(own.x - at.x, own.y - at.y) < 360;
    }, back);
    assert.equal(me.embers, 0);
    for (const fight of [killer, { x, y }]) assert.ok(distance(back, fight) >= RESPAWN.clearDistance);
  });

  it("ends another, and is told so in the feed and the scores", async () => {
    const { x, y } = placeInTheOpen(server, tab.slot);
    await page.waitForFunction((at) => window.__emberline?.view.own?.x === at, x);
    const victim = Object.assign(joinDummy(server, "Moth"), { x: x + 150, y, hitPoints: 5 });
    await page.mouse.move(860, 200);
    await page.mouse.move(860, 360);
    await page.mouse.down();
    await untilTick(server, () => !victim.alive);
    await page.mouse.up();
    await untilSaid(page, "kill", "Moth");
    assert.equal(world.scores[tab.slot]?.kills, 1);
    await page.keyboard.down("Tab");
    await page.locator(".scores .own td:nth-child(4)").getByText("1", { exact: true }).waitFor();
    await page.keyboard.up("Tab");
  });
});
