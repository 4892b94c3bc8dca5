// A page that plays, and notes what its own skimmer does: for the tests of devices.
// Owns: the way into the game and the notes. Must not: press anything but Play.
import type { Page } from "playwright-core";
import type { ArenaGame } from "../../server/game/arena-game.ts";
import { type Arena, Tile, tileAt } from "../../shared/sim/tiles.ts";
import type { Skimmer } from "../../shared/sim/world.ts";
import { ARENA, RESPAWN, SKIMMER } from "../../shared/tunables.ts";
import { newPage, type PageOptions, type TestPage } from "./browser.ts";
import type { TestServer } from "./server.ts";

/** What one's own skimmer has done since it was last asked. */
export interface Deeds {
  /** Aims of the shots, brads. */
  shots: number[];
  /** Aims of the Lances, brads. */
  beams: number[];
  dashes: number;
  guarded: boolean;
}

export interface PlayingPage extends TestPage {
  slot: number;
}

/** Joins through the menu. `prepare` is called before the page is loaded, `play` has to press Play. */
export async function playPage(
  server: TestServer,
  options: PageOptions,
  play: (page: Page) => Promise<unknown>,
  prepare: (page: Page) => Promise<unknown> = async () => {},
): Promise<PlayingPage> {
  const tab = await newPage(options);
  const { page } = tab;
  await prepare(page);
  await page.goto(`${server.endpoint}/?renderer=canvas`);
  await page.getByTestId("play-button").waitFor();
  await play(page);
  await page.getByTestId("hud").waitFor();
  await page.waitForFunction(() => window.__emberline?.view.own?.alive === true);
  const slot = await page.evaluate(() => window.__emberline!.view.slot);
  await page.evaluate(noteDeeds);
  const close = async (): Promise<void> => {
    // Who leaves takes the skimmer along; one that is cut off stands in the way of the next for a while.
    await page.evaluate(() => window.__emberline?.view.leave());
    await tab.close();
  };
  return { ...tab, slot, close };
}

/** Runs in the page. */
function noteDeeds(): void {
  const deeds: Deeds = { shots: [], beams: [], dashes: 0, guarded: false };
  Object.assign(window, { deeds });
  const { view } = window.__emberline!;
  view.on("shotFired", ({ own, aim }) => own && deeds.shots.push(aim));
  view.on("beamFired", ({ own, aim }) => own && deeds.beams.push(aim));
  view.on("dashed", ({ own }) => own && deeds.dashes++);
  let cooldown = 0;
  // By its cooldown: on a slow machine a whole guard may lie between two frames.
  const look = (): void => {
    const now = view.own?.guardCooldownTicks ?? 0;
    deeds.guarded ||= now > cooldown;
    cooldown = now;
    requestAnimationFrame(look);
  };
  look();
}

type Asked = "shots" | "beams" | "dashes" | "guarded";

/** Resolves once the skimmer has done `what`; notes from nothing on afterwards. */
export async function untilDone(page: Page, what: Asked): Promise<Deeds> {
  await page.waitForFunction((name) => {
    const done = (window as unknown as { deeds: Deeds }).deeds[name];
    return Array.isArray(done) ? done.length > 0 : Boolean(done);
  }, what);
  return forget(page);
}

/** Begins the notes anew; what they held. */
export function forget(page: Page): Promise<Deeds> {
  return page.evaluate(() => {
    const { deeds } = window as unknown as { deeds: Deeds };
    const told = structuredClone(deeds);
    Object.assign(deeds, { shots: [], beams: [], dashes: 0, guarded: false });
    return told;
  });
}

type WithWords = typeof window & { words: { part: string; text: string }[] };

/** Notes from now on, in the page, what toasts, heralds and one's own lines of the kill feed say: each is there for a moment only. */
export function noteWords(page: Page): Promise<void> {
  return page.evaluate(() => {
    const words: { part: string; text: string }[] = [];
    Object.assign(window, { words });
    const parts = "[data-testid=toast], [data-testid^=herald-], .killfeed .own";
    new MutationObserver(() => {
      for (const said of document.querySelectorAll<HTMLElement>(parts))
        words.push({ part: said.dataset.testid ?? "kill", text: said.textContent ?? "" });
    }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  });
}

/** Resolves once one of them, by its test id or "kill", has said `text`, now or since `noteWords`. */
export const untilSaid = (page: Page, part: string, text: string) =>
  page.waitForFunction(
    ([by, words]) =>
      (window as WithWords).words.some((said) => said.part === by && said.text.includes(words)),
    [part, text] as const,
  );

/** The page's skimmer on the server, at rest in the middle of plain floor. */
export function placeInTheOpen(server: TestServer, slot: number): Skimmer {
  const [room] = server.rooms();
  return Object.assign(room.game.skimmer(slot), openGround(room.game.world.arena), { vx: 0, vy: 0 });
}

/** What is waited for after each tick, by game. */
const waiting = new WeakMap<ArenaGame, Set<() => void>>();

/** Resolves after the first tick of the server's game in which something holds, before the next one. */
export function untilTick(server: TestServer, holds: () => boolean): Promise<void> {
  const [{ game }] = server.rooms();
  const looks = waiting.get(game) ?? lookAfterTicks(game);
  return new Promise((resolve) => {
    const look = (): void => {
      if (!holds()) return;
      looks.delete(look);
      resolve();
    };
    looks.add(look);
  });
}

/** Does something after every tick of the server's game, from now on until what it returns is called. */
export function everyTick(server: TestServer, act: () => void): () => void {
  const [{ game }] = server.rooms();
  const looks = waiting.get(game) ?? lookAfterTicks(game);
  looks.add(act);
  act();
  return () => void looks.delete(act);
}

/**
 * The next life of who has been ended, and does not sit out, does not come before what it returns is called: 8 s are too
 * short for what a slow page is to show of a death.
 */
export function keepOut(server: TestServer, skimmer: Skimmer): () => void {
  const longest = RESPAWN.resting - 1;
  return everyTick(server, () => {
    if (!skimmer.alive && skimmer.respawnTicks < longest) skimmer.respawnTicks = longest;
  });
}

/** Nobody who lives comes to an end by a fight that goes on meanwhile, until what it returns is called. */
export function keepWhole(server: TestServer): () => void {
  return everyTick(server, () => {
    for (const skimmer of server.rooms()[0].game.world.skimmers)
      if (skimmer?.alive) skimmer.hitPoints = SKIMMER.hitPoints;
  });
}

function lookAfterTicks(game: ArenaGame): Set<() => void> {
  const looks = new Set<() => void>();
  waiting.set(game, looks);
  const tick = game.tick.bind(game);
  game.tick = (lost) => {
    tick(lost);
    for (const look of looks) look();
  };
  return looks;
}

/** A skimmer that nobody steers, to be shot at: its slot. Its place is to be set. */
export function joinDummy(server: TestServer, name: string): Skimmer {
  const [{ game }] = server.rooms();
  const queue = { size: 0, next: () => undefined, waitedMs: 0 };
  const slot = game.join({ name, hue: 1, bot: false, id: "", team: -1 }, { queue, view: null, link: null });
  return game.skimmer(slot);
}

/** Rounds of every weapon for the page's skimmer; resolves when the page knows. */
export async function load(server: TestServer, { page, slot }: PlayingPage): Promise<Skimmer> {
  const [room] = server.rooms();
  const skimmer = Object.assign(room.game.skimmer(slot), { scatterAmmo: 6, orbAmmo: 3, mineAmmo: 2 });
  await page.waitForFunction(() => window.__emberline?.view.own?.mineAmmo === 2);
  return skimmer;
}

/** The middle of five by five tiles of plain floor, out of reach of what pulls, carries off or turns. */
function openGround(arena: Arena): { x: number; y: number } {
  const near = [-2, -1, 0, 1, 2];
  const movers = [...arena.wells, ...arena.portals, ...arena.gates];
  for (let row = 2; row < arena.columns - 2; row++) {
    for (let column = 2; column < arena.columns - 2; column++) {
      const open = near.every((dy) =>
        near.every((dx) => tileAt(arena, column + dx, row + dy) === Tile.floor),
      );
      const place = { x: (column + 0.5) * ARENA.tile, y: (row + 0.5) * ARENA.tile };
      if (open && movers.every(({ x, y }) => Math.hypot(x - place.x, y - place.y) > 450)) return place;
    }
  }
  throw new Error("no open ground on this map");
}
