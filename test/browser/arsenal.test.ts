// Every weapon and every pickup, played by keyboard and mouse: the server's world and the page show the same.
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { preparePage } from "../../server/ops/page.ts";
import { clearMotes, putMote } from "../../shared/sim/motes.ts";
import { launch } from "../../shared/sim/projectile.ts";
import { Flying, Pickup } from "../../shared/sim/things.ts";
import { type Skimmer, Weapon, type World } from "../../shared/sim/world.ts";
import { MINE, MOTHER, ORB, PICKUPS, SCATTER } from "../../shared/tunables/arsenal.ts";
import { EMBERS, GUARD, LANCE, SKIMMER } from "../../shared/tunables.ts";
import { screenshot } from "../helpers/browser.ts";
import {
  everyTick,
  joinDummy,
  type PlayingPage,
  placeInTheOpen,
  playPage,
  untilTick,
} from "../helpers/play-page.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

/** Brads. */
const WEST = 32768;
/** Of the target from the shooter, u; and where the mouse points at it. */
const AWAY = 150;
const EAST_OF_MIDDLE = [560, 180] as const;

/** What the page has shown so far: whose key is in `sights` was seen at least once. */
type WithSights = typeof window & { sights: Set<string> };

/** Runs in the page: notes what its picture is told to draw, toasts, and what had to be waited for. */
function noteSights(): void {
  const sights = new Set<string>();
  Object.assign(window, { sights });
  const { view } = window.__emberline!;
  // A Pulse strikes after 0.17 s: it may lie between two frames.
  view.on("shotFired", ({ own, kind }) => own && sights.add(`shot ${kind}`));
  view.on("scatterFired", ({ own }) => own && sights.add("scatter"));
  view.on("beamFired", ({ own, hit }) => own && hit && sights.add("beam"));
  view.on("burst", ({ weapon }) => sights.add(`burst ${weapon}`));
  view.on("reflected", ({ by }) => by === view.slot && sights.add("reflected"));
  const look = (): void => {
    view.eachMine(({ own }) => own && sights.add("mine"));
    requestAnimationFrame(look);
  };
  look();
  new MutationObserver(() => {
    for (const said of document.querySelectorAll("[data-testid=toast], [data-testid=herald-mother]"))
      if (said.textContent) sights.add(said.textContent);
    for (const chip of document.querySelectorAll("[data-ready=false]")) {
      sights.add(`waits ${chip.getAttribute("data-testid")}`);
    }
  }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
}

const untilSeen = (page: Page, sight: string) =>
  page.waitForFunction((key) => (window as WithSights).sights.has(key), sight);

interface Shot {
  hand: number;
  name: string;
  /** It is in the server's world. */
  flies(world: World, owner: number): boolean;
  sight: string;
  /** In the weapons bar, before and after one shot. */
  shells: readonly [string, string];
}

const SHOTS: readonly Shot[] = [
  {
    hand: 0,
    name: "Pulse",
    flies: ({ projectiles }, owner) => projectiles.some((p) => p.owner === owner && p.kind === Flying.pulse),
    sight: `shot ${Flying.pulse}`,
    shells: ["∞", "∞"],
  },
  {
    hand: 1,
    name: "Scatter",
    flies: ({ pellets }, owner) => pellets.some((pellet) => pellet.owner === owner),
    sight: "scatter",
    shells: [String(SCATTER.shells), String(SCATTER.shells - 1)],
  },
  {
    hand: 2,
    name: "Orb",
    flies: ({ projectiles }, owner) => projectiles.some((p) => p.owner === owner && p.kind === Flying.orb),
    sight: `shot ${Flying.orb}`,
    shells: [String(ORB.shells), String(ORB.shells - 1)],
  },
];

interface Find {
  name: string;
  kind: number;
  value?: number;
  /** Of the skimmer, before and after. */
  from: Partial<Skimmer>;
  to: Partial<Skimmer>;
  toast: string;
  /** What the page shows of it: a part of the HUD, with an attribute or text. */
  shows: readonly [testId: string, what: string, value: string];
}

const { repair, overshield } = PICKUPS;
const FINDS: readonly Find[] = [
  {
    name: "a Repair",
    kind: Pickup.repair,
    from: { hitPoints: 40 },
    to: { hitPoints: 40 + repair },
    toast: `Repair +${repair}`,
    shows: ["hp", "data-value", String(40 + repair)],
  },
  {
    name: "an Overshield",
    kind: Pickup.overshield,
    from: { overshield: 0 },
    to: { overshield },
    toast: `Overshield +${overshield}`,
    shows: ["hp", "data-over", String(overshield)],
  },
  {
    name: "a Lantern",
    kind: Pickup.lantern,
    from: {},
    to: {},
    toast: "Lantern",
    shows: ["lantern", "text", ""],
  },
  { name: "a Cloak", kind: Pickup.cloak, from: {}, to: {}, toast: "Cloak", shows: ["cloak", "text", ""] },
  {
    name: "a Surge",
    kind: Pickup.surge,
    from: { dashCharges: 0, dashRefillTicks: 0 },
    to: { dashCharges: 2 },
    toast: "Surge",
    shows: ["dash", "data-value", "2"],
  },
  {
    name: "a Scatter crate",
    kind: Pickup.scatter,
    from: { scatterAmmo: 0 },
    to: { scatterAmmo: SCATTER.shells },
    toast: `Scatter +${SCATTER.shells}`,
    shows: ["weapon-1", "text", String(SCATTER.shells)],
  },
  {
    name: "an Orb crate",
    kind: Pickup.orb,
    from: { orbAmmo: 0 },
    to: { orbAmmo: ORB.shells },
    toast: `Orb +${ORB.shells}`,
    shows: ["weapon-2", "text", String(ORB.shells)],
  },
  {
    name: "a Mine crate",
    kind: Pickup.mine,
    from: { mineAmmo: 0 },
    to: { mineAmmo: MINE.shells },
    toast: `Mine +${MINE.shells}`,
    shows: ["weapon-3", "text", String(MINE.shells)],
  },
  {
    name: "a shard",
    kind: Pickup.ember,
    value: EMBERS.shardValue,
    from: { embers: 0 },
    to: { embers: EMBERS.shardValue },
    toast: `+${EMBERS.shardValue} embers`,
    shows: ["embers", "text", String(EMBERS.shardValue)],
  },
  {
    name: "the mother-ember",
    kind: Pickup.ember,
    value: MOTHER.value,
    from: { embers: 0 },
    to: { embers: MOTHER.value },
    toast: `+${MOTHER.value} embers`,
    shows: ["herald-mother", "text", "You took the mother-ember"],
  },
];

describe("the arsenal in a browser", function () {
  this.timeout(240_000);
  let server: TestServer;
  let tab: PlayingPage;
  let page: Page;
  let me: Skimmer;
  let target: Skimmer;
  let world: World;

  before(async () => {
    await preparePage(() => {});
    server = await startServer({
      EMBERLINE_DEV: "",
      ARENA_BOTS_FILL_TO: "0",
      ARENA_SEED: "7",
      ROUND_SECONDS: "3600",
    });
    const size = { width: 960, height: 360 };
    tab = await playPage(server, size, (menu) => menu.getByTestId("play-button").click());
    page = tab.page;
    await page.evaluate(noteSights);
    ({ world } = server.rooms()[0].game);
    target = joinDummy(server, "Target");
  });
  beforeEach(async () => {
    clearMotes(world);
    // It counts as full: no ember grows back where one flies.
    world.moteCount = EMBERS.maxMotes;
    me = Object.assign(placeInTheOpen(server, tab.slot), {
      hitPoints: SKIMMER.hitPoints,
      cooldownTicks: 0,
      scatterAmmo: SCATTER.shells,
      orbAmmo: ORB.shells,
      mineAmmo: MINE.shells,
    });
    const { x, y } = me;
    Object.assign(target, { x: x + AWAY, y, vx: 0, vy: 0, hitPoints: SKIMMER.hitPoints });
    await page.waitForFunction((at) => window.__emberline?.view.own?.x === at, x);
    await page.evaluate(() => (window as WithSights).sights.clear());
    await page.mouse.move(480, 100);
    await page.mouse.move(EAST_OF_MIDDLE[0] + 160, EAST_OF_MIDDLE[1]);
  });
  afterEach(() => assert.deepEqual(tab.problems, []));
  after(async () => {
    await tab.close();
    await server.close();
  });

  const chip = (hand: number) => page.getByTestId(`weapon-${hand}`);
  const shells = (hand: number, count: string) =>
    chip(hand).locator("b").getByText(count, { exact: true }).waitFor();
  /** Takes a weapon by its key, as the bar says. */
  const take = async (hand: number): Promise<void> => {
    await page.keyboard.press(`Digit${hand + 1}`);
    await page.locator(`[data-testid=weapon-${hand}][aria-pressed=true]`).waitFor();
    assert.equal(await chip(hand).locator("kbd").textContent(), String(hand + 1));
  };
  const click = () => page.mouse.click(EAST_OF_MIDDLE[0] + 160, EAST_OF_MIDDLE[1]);

  for (const {
    hand,
    name,
    flies,
    sight,
    shells: [full, less],
  } of SHOTS) {
    it(`fires the ${name}, hits with it, and counts what is left`, async () => {
      await shells(hand, full);
      await take(hand);
      const flying = untilTick(server, () => flies(world, tab.slot));
      const hit = untilTick(server, () => target.hitPoints < SKIMMER.hitPoints);
      await click();
      await flying;
      await untilSeen(page, sight);
      await screenshot(page, `arsenal-${name.toLowerCase()}`);
      await hit;
      await shells(hand, less);
      if (name === "Orb") await untilSeen(page, `burst ${Weapon.orb}`);
    });
  }

  it("lays a Mine, which goes off under who comes near", async () => {
    await take(3);
    const laid = untilTick(server, () => world.mines.some((mine) => mine?.owner === tab.slot));
    await click();
    await laid;
    await untilSeen(page, "mine");
    await shells(3, String(MINE.shells - 1));
    const mine = world.mines.find((lies) => lies?.owner === tab.slot)!;
    const { x, y, armedTick } = mine;
    // Away from it, but with it in sight.
    me.x -= AWAY;
    await untilTick(server, () => world.tick >= armedTick);
    const hurt = untilTick(server, () => target.hitPoints === SKIMMER.hitPoints - MINE.damage);
    Object.assign(target, { x, y });
    await hurt;
    await untilSeen(page, `burst ${Weapon.mine}`);
    assert.equal(me.hitPoints, SKIMMER.hitPoints);
  });

  it("charges the Lance, strikes with it, and waits until it is ready again", async () => {
    const struck = untilTick(server, () => target.hitPoints === SKIMMER.hitPoints - LANCE.damage);
    await page.mouse.down({ button: "right" });
    await struck;
    // While it is held the next one is charged: the target must not be ended.
    const whole = everyTick(server, () => Object.assign(target, { hitPoints: SKIMMER.hitPoints }));
    await untilSeen(page, "beam");
    await untilSeen(page, "waits power-lance");
    await page.mouse.up({ button: "right" });
    whole();
    await page.locator("[data-testid=power-lance][data-ready=true]").waitFor();
  });

  it("throws a shot back with the guard, and is not hurt", async () => {
    const { x, y } = me;
    const up = untilTick(server, () => me.guardTicks > 0);
    const back = untilTick(server, () => target.hitPoints < SKIMMER.hitPoints);
    await page.keyboard.press("KeyE");
    await up;
    launch(world, target.slot, 1, x + AWAY - 40, y, WEST);
    await back;
    await untilSeen(page, "reflected");
    // For as long as the page takes to show it.
    const wait = everyTick(server, () => Object.assign(me, { guardCooldownTicks: GUARD.cooldownTicks }));
    await untilSeen(page, "waits power-guard");
    wait();
    await page.locator("[data-testid=power-guard][data-ready=true]").waitFor();
    assert.equal(me.hitPoints, SKIMMER.hitPoints);
  });

  for (const { name, kind, value, from, to, toast, shows } of FINDS) {
    it(`finds ${name} by flying over it`, async () => {
      Object.assign(target, { x: me.x, y: me.y + 260 });
      Object.assign(me, from);
      const id = putMote(world, me.x + 60, me.y, kind, value ?? 0);
      const thing = world.motes[id];
      // Its id may be another's in the same tick: embers grow back.
      const taken = untilTick(server, () => world.motes[id] !== thing);
      await page.keyboard.down("KeyD");
      await taken;
      // In the very tick: some of it wears off.
      for (const [field, wanted] of Object.entries(to))
        assert.equal(me[field as keyof Skimmer], wanted, field);
      if (kind === Pickup.lantern) assert.ok(me.lanternUntilTick > world.tick);
      if (kind === Pickup.cloak) assert.ok(me.cloakUntilTick > world.tick);
      // For as long as the page takes to show it.
      const { lanternUntilTick, cloakUntilTick } = me;
      const left = [lanternUntilTick - world.tick, cloakUntilTick - world.tick];
      const lasts = everyTick(server, () => {
        if (kind === Pickup.lantern) me.lanternUntilTick = world.tick + left[0];
        if (kind === Pickup.cloak) me.cloakUntilTick = world.tick + left[1];
      });
      await page.keyboard.up("KeyD");
      await untilSeen(page, toast);
      const [testId, what, wanted] = shows;
      const part = page.getByTestId(testId);
      if (testId.startsWith("herald-")) await untilSeen(page, wanted);
      else if (what === "text") await part.filter({ hasText: wanted }).waitFor();
      else await page.locator(`[data-testid=${testId}][${what}="${wanted}"]`).waitFor();
      lasts();
      // Wherever it has flown: nothing pulls it here, or moves it from where the next test puts it.
      placeInTheOpen(server, tab.slot);
      await page.waitForFunction(() => window.__emberline?.view.own?.vx === 0);
    });
  }
});
