// What is not revealed is not sent, and what is revealed is: every byte of every view, decoded and held against
// the light and the server's state.
import assert from "node:assert/strict";
import { ClientState, SchemaSerializer } from "@colyseus/core";
import { Decoder } from "@colyseus/schema";
import { ArenaGame } from "../../server/game/arena-game.ts";
import { ClientView } from "../../server/rooms/client-view.ts";
import { Bot } from "../../shared/bots/bot.ts";
import {
  type BeamMessage,
  type KillMessage,
  Message,
  type ReceiptMessage,
} from "../../shared/protocol/messages.ts";
import {
  ArenaSchema,
  type BrokenSchema,
  type MineSchema,
  type MoteSchema,
  type ProjectileSchema,
} from "../../shared/schema/arena-schema.ts";
import type { SkimmerSchema } from "../../shared/schema/skimmer-schema.ts";
import { makeArena } from "../../shared/sim/arena.ts";
import { aimFlight, bounce, flyOn, STEP_OF } from "../../shared/sim/flight.ts";
import { type Input, packView } from "../../shared/sim/input.ts";
import { Verdict } from "../../shared/sim/lance.ts";
import { lightOf } from "../../shared/sim/light.ts";
import { Flying } from "../../shared/sim/things.ts";
import { type Arena, Tile, tileUnder } from "../../shared/sim/tiles.ts";
import { arenaSeed, type Skimmer, type World } from "../../shared/sim/world.ts";
import { ARENA, type ArenaSize, CRYSTAL, LIGHT, TICK_HZ } from "../../shared/tunables.ts";
import { decodedSight } from "../load/decoded-sight.ts";

const MINUTES = 10;
const VIEWERS = 6;
/** The last two of them look on: one follows somebody, one stands somewhere with a free camera. */
const FOLLOWER = 4;
const FREE = 5;
/** They choose anew this often, ticks. */
const CHOOSE_TICKS = 200;

const arenas = new Map<number, Arena>();

function makeArenaOnce(seed: number, size: ArenaSize): Arena {
  const arena = arenas.get(seed) ?? makeArena(seed, size);
  arenas.set(seed, arena);
  return arena;
}

/** A client without a socket: it takes the very frames that the room's serializer makes, and decodes them. */
class Ear {
  readonly state = new ArenaSchema();
  readonly view = new ClientView();
  readonly client;
  /** It flies with a bot's hands, so that it gets about; its bot knows what it has decoded. */
  readonly bot = new Bot(7, "hunter", 3);
  readonly size = 1;
  readonly waitedMs = 0;
  /** By projectile: the anchor that it was last told. */
  readonly anchors = new Map<string, number>();
  /** Tiles of broken crystal that it knows of. */
  crystal = new Set<number>();
  /** Patches since the last in which it knew every lit mote. */
  moteLag = 0;
  slot = -1;
  /** While it does not fly: whom it follows, or where its camera stands. */
  looksOn: number | { x: number; y: number } | null = null;
  /** Skimmers beside its own that its patches showed. */
  seen = 0;
  bytes = 0;
  frames = 0;
  private readonly decoder = new Decoder(this.state);

  constructor() {
    const raw = (frame: Uint8Array): void => this.hear(frame);
    this.client = { state: ClientState.JOINED, view: this.view.stateView, raw };
  }

  /** One input for every tick. */
  next(): Input | undefined {
    const { state } = this;
    const self = state.skimmers.get(String(this.slot)) as SkimmerSchema;
    const arena = makeArenaOnce(arenaSeed(state.seed, state.round, state.map), state.size);
    const sight = decodedSight(state, arena, self);
    if (state.tick % 4 === 0) this.bot.think(sight);
    return Object.assign(this.bot.act(sight), { view: packView(state.tick - 2) });
  }

  hear(frame: Uint8Array): void {
    this.bytes += frame.length;
    this.frames += 1;
    this.decoder.decode(Uint8Array.from(frame.subarray(1)));
  }
}

const far = (a: { x: number; y: number }, x: number, y: number): number => Math.hypot(a.x - x, a.y - y);

const middleOf = (arena: Arena, at: number) => ({
  x: ((at % arena.columns) + 0.5) * ARENA.tile,
  y: (Math.floor(at / arena.columns) + 0.5) * ARENA.tile,
});

/** Tiles of broken crystal that this patch has told an ear of. */
function news(ear: Ear): number[] {
  const told = [...(ear.state.broken.values() as Iterable<BrokenSchema>)].map(({ at }) => at);
  const fresh = told.filter((at) => !ear.crystal.has(at));
  ear.crystal = new Set(told);
  return fresh;
}

/** Where a client may see from, and how far: its own place, or while it does not fly that of whom it follows. */
function eyesOf(world: World, { slot, looksOn }: Ear): { x: number; y: number; light: number } {
  const own = world.skimmers[slot];
  assert.ok(own !== null);
  if (own.alive || looksOn === null) return { x: own.x, y: own.y, light: lightOf(own, world.tick) };
  if (typeof looksOn === "object") return { ...looksOn, light: LIGHT.base };
  const followed = world.skimmers[looksOn] ?? assert.fail();
  return { x: followed.x, y: followed.y, light: lightOf(followed, world.tick) };
}

/** What one client knows and must not, as words. */
function leaksOf(world: World, ear: Ear): string[] {
  const leaks: string[] = [];
  const own = eyesOf(world, ear);
  const light = own.light * LIGHT.hysteresis;
  for (const s of ear.state.skimmers.values() as Iterable<SkimmerSchema>) {
    if (s.slot === ear.slot) continue;
    const theirs = lightOf(world.skimmers[s.slot] ?? s, world.tick) * LIGHT.hysteresis;
    if (far(own, s.x, s.y) > Math.min(Math.max(light, theirs), hiddenBeyond(world, s) * LIGHT.hysteresis))
      leaks.push(`skimmer ${s.slot} at ${far(own, s.x, s.y)}`);
    for (const field of OWN_FIELDS)
      if (s[field] !== undefined) leaks.push(`${field}, which only the owner of skimmer ${s.slot} may know`);
  }
  for (const at of news(ear)) {
    const { x, y } = middleOf(world.arena, at);
    if (far(own, x, y) > own.light + CRYSTAL.margin) leaks.push(`crystal at ${far(own, x, y)}`);
  }
  for (const m of ear.state.motes.values() as Iterable<MoteSchema>) {
    if (far(own, m.x, m.y) > light) leaks.push(`mote at ${far(own, m.x, m.y)}`);
  }
  for (const [key, p] of ear.state.projectiles.entries() as Iterable<[string, ProjectileSchema]>) {
    if (ear.anchors.get(key) !== p.anchorTick && far(own, p.ax, p.ay) > light) {
      leaks.push(`a shot's origin at ${far(own, p.ax, p.ay)}`);
    }
    ear.anchors.set(key, p.anchorTick);
    // A view is refreshed before a patch: an anchor was in the light when it was told, and so is the shot now.
    const now = far(own, ...placeOf(world, p));
    if (now > light + 1) leaks.push(`projectile at ${now}, light ${light}`);
  }
  for (const m of ear.state.mines.values() as Iterable<MineSchema>) {
    const reach = m.owner === ear.slot ? light : Math.min(light, 120 * LIGHT.hysteresis);
    if (far(own, m.x, m.y) > reach) leaks.push(`mine of ${m.owner} at ${far(own, m.x, m.y)}`);
  }
  return leaks;
}

/** From how far away haze and Cloak hide a skimmer that a client knows of, u. */
function hiddenBeyond(world: World, s: SkimmerSchema): number {
  if (s.cloakUntilTick > world.tick) return 90;
  return tileUnder(world.arena, s.x, s.y) === Tile.haze ? 140 : Infinity;
}

/** Where a projectile is, by its anchor: on its line, or beyond its bounces. */
function placeOf(
  world: World,
  { kind, ax, ay, aim, bounces, anchorTick }: ProjectileSchema,
): [number, number] {
  const flown = (world.tick - anchorTick) * STEP_OF[kind];
  if (kind === Flying.pulse) {
    const angle = (aim / 65536) * Math.PI * 2;
    return [ax + Math.cos(angle) * flown, ay + Math.sin(angle) * flown];
  }
  const way = { kind, x: ax, y: ay, heading: aim, left: bounces, flown: 0, reach: 0 };
  aimFlight(world.arena, way);
  while (flown >= way.reach) {
    flyOn(way, way.reach - way.flown);
    if (!bounce(world.arena, way)) break;
  }
  flyOn(way, flown - way.flown);
  return [way.x, way.y];
}

/** How many haze hides from one client that their lights would show it. */
function hiddenFrom({ world, interest }: ArenaGame, ear: Ear): number {
  const { slot } = ear;
  const own = eyesOf(world, ear);
  return world.skimmers.filter(
    (s) =>
      s !== null &&
      s.slot !== slot &&
      (tileUnder(world.arena, s.x, s.y) === Tile.haze || s.cloakUntilTick > world.tick) &&
      far(own, s.x, s.y) < Math.max(own.light, lightOf(s, world.tick)) &&
      !interest.skimmers.bits.has(s.slot, slot),
  ).length;
}

/** What one client should know and does not, or knows wrongly, as words. */
function gapsOf(game: ArenaGame, ear: Ear): string[] {
  const gaps: string[] = [];
  const { world, interest } = game;
  const viewer = interest.viewer(ear.slot);
  assert.ok(viewer !== null);
  for (const s of world.skimmers) {
    if (s === null) continue;
    const known = ear.state.skimmers.get(String(s.slot)) as SkimmerSchema | undefined;
    if (interest.skimmers.bits.has(s.slot, ear.slot) !== (known !== undefined))
      gaps.push(`skimmer ${s.slot}`);
    for (const field of known === undefined ? [] : SEEN_FIELDS) {
      if (known?.[field] !== s[field]) gaps.push(`${field} of ${s.slot}: ${known?.[field]}, not ${s[field]}`);
    }
  }
  const own = eyesOf(world, ear);
  for (const { at } of world.broken) {
    const { x, y } = middleOf(world.arena, at);
    const lit = far(own, x, y) <= own.light + CRYSTAL.margin;
    if (lit && !ear.state.broken.has(String(at))) gaps.push(`broken crystal ${at}`);
  }
  const flying = viewer.projectiles.map((index) => interest.projectiles[index] as ProjectileSchema);
  for (const p of flying) {
    const known = ear.state.projectiles.get(String(p.id)) as ProjectileSchema | undefined;
    if (known?.ax !== p.ax || known.ay !== p.ay || known.aim !== p.aim) gaps.push(`projectile ${p.id}`);
  }
  if (flying.length !== ear.state.projectiles.size) gaps.push("a projectile that is gone");
  // Motes are streamed: a view may lag behind what is lit, by as many as a few patches bring.
  const lag = viewer.motes.length - ear.state.motes.size;
  ear.moteLag = lag === 0 ? 0 : ear.moteLag + 1;
  if (lag < 0 || ear.moteLag > 5) gaps.push(`${lag} motes for ${ear.moteLag} patches`);
  return gaps;
}

const SEEN_FIELDS = [
  "x",
  "y",
  "aim",
  "alive",
  "embers",
  "hitPoints",
  "dashTicks",
  "bankTicks",
  "chargeTicks",
  "guardTicks",
  "guardAim",
  "hop",
] as const;
const OWN_FIELDS = [
  "vx",
  "vy",
  "shots",
  "dashCharges",
  "cooldownTicks",
  "guardCooldownTicks",
  "scatterAmmo",
  "orbAmmo",
  "mineAmmo",
  "looking",
  "eyesX",
  "eyesY",
  "inputSlack",
  "inputDepth",
  "starved",
  "queued",
] as const;

/** What a beam tells one client of the dark, as words: both its ends lie in the light of who is told. */
function leaksOfBeam({ x, y, light }: ReturnType<typeof eyesOf>, beam: BeamMessage): string[] {
  const aim = (beam.aim / 65536) * Math.PI * 2;
  const ends = [0, beam.length].map((at) =>
    far({ x, y }, beam.x + Math.cos(aim) * at, beam.y + Math.sin(aim) * at),
  );
  return ends.filter((away) => away > light + 1).map((away) => `an end of a beam at ${away}, light ${light}`);
}

/** What a receipt tells its shooter of somebody that it was not sent, as words. */
function leaksOfReceipt(ear: Ear, { target, verdict, seen, real }: ReceiptMessage): string[] {
  if (target === -1) return seen === null && real === null ? [] : ["a place of nobody"];
  if (ear.state.skimmers.has(String(target))) return [];
  if (seen !== null || real !== null) return [`a place of skimmer ${target}, which is out of sight`];
  return verdict === Verdict.miss ? [`skimmer ${target} was nearly hit, out of sight`] : [];
}

/** Holds every message to an ear against what it may know, and counts what it was told. */
class Listener {
  readonly leaks: string[] = [];
  beams = 0;
  /** Beams that begin at the rim of the light. */
  cut = 0;
  receipts = 0;
  private readonly ears: readonly Ear[];
  private readonly world: () => World;

  constructor(ears: readonly Ear[], world: () => World) {
    this.ears = ears;
    this.world = world;
  }

  /** Whoever is ended looks through the eyes of who did it. */
  toAll(type: string, payload: object): void {
    if (type !== Message.kill) return;
    const { victim, by } = payload as KillMessage;
    const ear = this.ears.find((one) => one.slot === victim);
    if (ear !== undefined)
      ear.looksOn = by !== victim && this.world().skimmers[by]?.alive === true ? by : null;
  }

  toSlot(slot: number, type: string, payload: object): void {
    const ear = this.ears.find((one) => one.slot === slot);
    if (ear === undefined) return;
    if (type === Message.beam) {
      const beam = payload as BeamMessage;
      this.beams += 1;
      if (!beam.fromMuzzle) this.cut += 1;
      this.leaks.push(...leaksOfBeam(eyesOf(this.world(), ear), beam));
    }
    if (type === Message.receipt) {
      this.receipts += 1;
      this.leaks.push(...leaksOfReceipt(ear, payload as ReceiptMessage));
    }
  }
}

/** The follower goes from one to the next; the camera is put down far away, then says nothing. */
function chooseEyes(game: ArenaGame, ears: readonly Ear[], tick: number): void {
  const follower = ears[FOLLOWER];
  if (tick % CHOOSE_TICKS === 1) {
    const taken = game.world.skimmers.filter((s) => s !== null && s.slot < FOLLOWER + 20);
    const { slot } = taken[(tick >> 3) % taken.length] as Skimmer;
    game.watch(follower.slot, { mode: "follow", slot });
    follower.looksOn = slot === follower.slot ? null : slot;
  }
  const camera = ears[FREE];
  if (tick % 30 !== 0) return;
  const { side } = game.world.arena;
  const at = (turn: number): number => ((tick * turn) / 30 + 900) % side;
  game.watch(camera.slot, { mode: "free", x: at(37), y: at(61) });
  const { x, y } = game.onlookers.sightOf(camera.slot);
  camera.looksOn = { x, y };
}

/** A connection of 60 ms: what its owner is told of its inputs is in the state, too. */
const LINK = { roundTripMs: 60, pingMs: 50, queuedBytes: 0 };

describe("leaks", () => {
  it(`[S2] [S3] [S6] [S14] [S10] [S11] [M4] [M5] [W2] are none, nor gaps, in ${MINUTES} minutes of 24 bots, heard by ${VIEWERS} clients`, function () {
    this.timeout(300_000);
    const state = new ArenaSchema();
    const serializer = new SchemaSerializer<ArenaSchema>();
    serializer.reset(state);
    state.motes.maxPerTick = 40;
    const ears = Array.from({ length: VIEWERS }, () => new Ear());
    const listener = new Listener(ears, () => game.world);
    const game: ArenaGame = new ArenaGame(state, { seed: 4, size: "medium", fillTo: 24 }, listener);
    for (const [n, ear] of ears.entries()) {
      ear.slot = game.join(
        { name: `Ear ${n}`, hue: 0, bot: false, id: "", team: -1 },
        { queue: ear, view: ear.view, link: LINK },
        n >= FOLLOWER,
      );
      game.interest.refresh();
      ear.hear(serializer.getFullState(ear.client as never));
    }
    const { leaks } = listener;
    let revealed = 0;
    let hidden = 0;
    for (let tick = 1; tick <= MINUTES * 60 * TICK_HZ; tick++) {
      chooseEyes(game, ears, tick);
      game.tick();
      // 20 patches to 30 ticks: after every first and second of three.
      if (tick % 3 === 0) continue;
      game.beforePatch();
      serializer.applyPatches(ears.map((ear) => ear.client) as never, state);
      for (const ear of ears) {
        hidden += hiddenFrom(game, ear);
        ear.seen += ear.state.skimmers.size - 1;
        revealed += ear.state.skimmers.size - 1 + ear.state.projectiles.size;
        for (const leak of leaksOf(game.world, ear)) leaks.push(`tick ${tick}: ${leak}`);
        for (const gap of gapsOf(game, ear)) leaks.push(`tick ${tick}: missing ${gap}`);
      }
      assert.deepEqual(leaks, []);
    }
    assert.ok(revealed > 5000, `only ${revealed} were ever revealed`);
    assert.ok(hidden > 100, `haze hid somebody in ${hidden} patches`);
    const crystal = ears.map((ear) => ear.crystal.size);
    assert.ok(
      Math.max(...crystal) > 0,
      `${crystal.join()} of ${game.world.broken.length} broken tiles were told`,
    );
    for (const { seen } of ears.slice(FOLLOWER)) assert.ok(seen > 2000, `${seen} were shown to who looks on`);
    const { beams, cut, receipts } = listener;
    assert.ok(beams > 100 && cut > 10, `${beams} beams were told, ${cut} of them from the rim on`);
    assert.ok(receipts > 50, `${receipts} receipts`);
    assert.ok(ears.every((ear) => ear.frames >= MINUTES * 60 * 20));
  });
});
