// Shots in flight: one's own from the key press on, others' as they come into the light.
// Owns: every shot's flight on screen and its end. Must not: decide hits; the server does.
import { Callbacks, type Predict, type PredictedSpawns, type Room, type SpawnEntry } from "colyseus.js";
import type { ArenaSchema, ProjectileSchema } from "../../shared/schema/arena-schema.ts";
import { aimFlight, type Flight, STEP_OF } from "../../shared/sim/flight.ts";
import { cos, sin } from "../../shared/sim/math.ts";
import { Flying } from "../../shared/sim/things.ts";
import type { Arena, Place } from "../../shared/sim/tiles.ts";
import { ORB } from "../../shared/tunables/arsenal.ts";
import type { Emitter } from "./emitter.ts";
import type { Eyes } from "./eyes.ts";
import type { GameEvents, ShotPose } from "./game-view.ts";
import { follow, placeOn, startFlight } from "./shot-flight.ts";
import type { TickClock } from "./tick-clock.ts";

/** One's own shot before the server has it. */
interface LocalShot {
  kind: number;
  shot: number;
  x: number;
  y: number;
  aim: number;
  /** The input that fired it. */
  seq: number;
}

/** What is known of a shot while it is on screen. */
interface Shown {
  key: number;
  owner: number;
  own: boolean;
  /** The line that it flies, from where it was at `from`. */
  way: Flight;
  /** Tick (or, for one's own, input). */
  from: number;
  /** Tick at which the server ended it; Infinity while it flies. */
  endTick: number;
  over: boolean;
  /** The server's own flight is known and drawn, but for (offX, offY), u, which fade away. */
  adopted: boolean;
  offX: number;
  offY: number;
}

type Entry = SpawnEntry<ProjectileSchema, LocalShot, { flight: Shown | null }>;

/** The anchor on the wire is rounded, and moved anchors are rounded again, u. */
const WIRE_GRAIN = 0.5;
const FRESH = { endTick: Infinity, over: false, adopted: false, offX: 0, offY: 0 };

/** Within this distance of oneself, u, others' shots are drawn in one's own present, so that dodging is fair: while one lives. */
const NEAR = 80;
const FAR = 340;
/** What is left of a wrong prediction fades by this many u/s: 1.7 u in a frame of 1/60 s. */
const FADE_SPEED = 100;

export interface ShotParts {
  room: Room<unknown, ArenaSchema>;
  predict: Predict<ArenaSchema>;
  clock: TickClock;
  /** The tick at which the others are drawn. */
  drawnTick: () => number;
  events: Emitter<GameEvents>;
  arena: () => Arena;
  slot: () => number;
  /** Newest own input and the share of the next one that has passed, as one number. */
  inputTime: () => number;
  /** One's own skimmer while it lives. */
  own: () => Place | null;
  /** Where one looks from, and how far one sees there. */
  eyes: () => Eyes | null;
}

export class Shots {
  private readonly spawns: PredictedSpawns<ProjectileSchema, LocalShot, { flight: Shown | null }>;
  /** Flights that the server has ended but the screen has not reached the end of. */
  private readonly ending: Shown[] = [];
  private readonly parts: ShotParts;
  private readonly pose: ShotPose = { key: 0, kind: 0, owner: 0, own: false, x: 0, y: 0, aim: 0 };
  private lastMs = 0;
  private passedMs = 0;

  constructor(parts: ShotParts) {
    this.parts = parts;
    const callbacks = Callbacks.get(parts.room);
    // Before the store's own listener, which forgets the entry.
    callbacks.onRemove("projectiles", (server) => this.ended(server as ProjectileSchema));
    this.spawns = parts.predict.spawns<"projectiles", LocalShot, { flight: Shown | null }>("projectiles", {
      owned: (server) => server.owner === parts.slot(),
      correlate: (local, server) => local.shot === server.shot,
      data: () => ({ flight: null }),
    });
  }

  /** One's own shot, predicted by input `seq`. */
  fire(seq: number, kind: number, owner: number, shot: number, x: number, y: number, aim: number): void {
    this.spawns.spawn({ kind, shot, x, y, aim, seq });
    this.parts.events.emit("shotFired", { kind, owner, own: true, x, y, aim });
  }

  /** Visits every shot on screen, and tells of those that end there. */
  each(nowMs: number, visit: (pose: ShotPose) => void): void {
    this.passedMs = Math.min(100, nowMs - this.lastMs);
    this.lastMs = nowMs;
    for (const entry of this.spawns.entries()) {
      const flight = this.flightOf(entry as Entry);
      if (!flight.over) this.show(flight, nowMs, visit);
    }
    let kept = 0;
    for (const flight of this.ending) {
      this.show(flight, nowMs, visit);
      if (!flight.over) this.ending[kept++] = flight;
    }
    this.ending.length = kept;
  }

  /** The map has changed: what would have ended a flight may be gone. */
  lookAgain(): void {
    for (const { data } of this.spawns.entries()) {
      if (data.flight !== null) aimFlight(this.parts.arena(), data.flight.way);
    }
  }

  private flightOf(entry: Entry): Shown {
    const known = entry.data.flight;
    const { server, local } = entry;
    if (known !== null) {
      // The anchor of someone's shot may move along its line, when others come to see it.
      if (!known.own && server !== undefined && server.anchorTick !== known.from) {
        known.way = this.wayOf(server);
        known.from = server.anchorTick;
      }
      if (known.own && server !== undefined && !known.adopted) this.adopt(known, server);
      return known;
    }
    const flight =
      local !== undefined ? this.ownFlight(entry.id, local) : this.foreignFlight(entry.id, server!);
    entry.data.flight = flight;
    return flight;
  }

  private ownFlight(key: number, { kind, x, y, aim, seq }: LocalShot): Shown {
    const way = startFlight(this.parts.arena(), kind, x, y, aim, bouncesOf(kind));
    return { key, owner: this.parts.slot(), own: true, way, from: seq, ...FRESH };
  }

  /** One's own shot is the server's from here on: along the same line where it was predicted right, gliding to it where not. */
  private adopt(flight: Shown, server: ProjectileSchema): void {
    flight.adopted = true;
    const { way } = flight;
    // Anchored anew behind a bounce, or bounced here already: the lines are not to be compared.
    if (server.bounces !== bouncesOf(server.kind) || way.flown > 0) return;
    const dx = cos(way.heading);
    const dy = sin(way.heading);
    const offX = server.ax - way.x;
    const offY = server.ay - way.y;
    // Its anchor may have been moved by whole ticks along the line, for somebody who came to see it.
    const along = offX * dx + offY * dy;
    const step = STEP_OF[server.kind];
    const moved = Math.round(along / step) * step;
    flight.offX = -(offX - moved * dx);
    flight.offY = -(offY - moved * dy);
    if (Math.hypot(flight.offX, flight.offY) < WIRE_GRAIN) {
      flight.offX = flight.offY = 0;
      return;
    }
    const { kind, heading, left } = way;
    const [x, y] = [way.x - flight.offX, way.y - flight.offY];
    flight.way = startFlight(this.parts.arena(), kind, x, y, heading, left);
  }

  private foreignFlight(key: number, server: ProjectileSchema): Shown {
    const { owner, kind, ax, ay, aim } = server;
    const way = this.wayOf(server);
    this.parts.events.emit("shotFired", { kind, owner, own: false, x: ax, y: ay, aim });
    return { key, owner, own: false, way, from: server.anchorTick, ...FRESH };
  }

  private wayOf({ kind, ax, ay, aim, bounces }: ProjectileSchema): Flight {
    return startFlight(this.parts.arena(), kind, ax, ay, aim, bounces);
  }

  /** The server removed a shot: its flight goes on to where it ended, in the time in which it is drawn. */
  private ended(server: ProjectileSchema): void {
    const entry = this.spawns.entryFor(server) as Entry | undefined;
    const flight = entry?.data.flight;
    if (!flight || flight.over) return;
    const tick = this.parts.room.state.tick;
    const { way } = flight;
    if (flight.own && way.kind === Flying.orb) {
      this.finish(flight, this.distance(flight, this.lastMs));
      return;
    }
    // From the muzzle: the anchor may have been moved along the line for somebody who came to see the shot.
    const moved = way.kind === Flying.pulse ? Math.hypot(server.ax - way.x, server.ay - way.y) : 0;
    const flown = (tick - server.anchorTick) * STEP_OF[way.kind] + moved;
    const left = this.isDark(flight, flown);
    if (flight.own) {
      // One's own goes on unseen in the dark; rock and range end it here as they do there.
      if (left || flown >= way.reach) this.ending.push(flight);
      else this.finish(flight, flown);
    } else if (left) {
      flight.over = true;
    } else {
      flight.endTick = tick;
      this.ending.push(flight);
    }
  }

  /** True when a shot that has flown this far is at the rim of the light, where shots are hidden, or beyond. */
  private isDark(flight: Shown, flown: number): boolean {
    const eyes = this.parts.eyes();
    if (eyes === null) return false;
    placeOn(flight.way, flown, place);
    const dx = place.x - eyes.x;
    const dy = place.y - eyes.y;
    const rim = eyes.light - 2 * STEP_OF[flight.way.kind];
    return dx * dx + dy * dy > rim * rim;
  }

  /** Distance flown on screen, u. */
  private distance(flight: Shown, nowMs: number): number {
    const step = STEP_OF[flight.way.kind];
    if (flight.own) return Math.max(0, (this.parts.inputTime() - flight.from) * step);
    const { clock, own } = this.parts;
    const past = this.parts.drawnTick();
    const me = own();
    const shown = me === null ? past : past + (clock.ahead(nowMs) - past) * this.nearness(flight, past, me);
    return Math.max(0, (Math.min(shown, flight.endTick) - flight.from) * step);
  }

  /** 1 close to oneself, 0 far away (P. Sharkey et al., "A local perception filter", 1998). */
  private nearness(flight: Shown, tick: number, me: Place): number {
    placeOn(flight.way, Math.max(0, (tick - flight.from) * STEP_OF[flight.way.kind]), place);
    const away = Math.hypot(place.x - me.x, place.y - me.y);
    return Math.max(0, Math.min(1, (FAR - away) / (FAR - NEAR)));
  }

  private show(flight: Shown, nowMs: number, visit: (pose: ShotPose) => void): void {
    const { way } = flight;
    // One's own flight counts in inputs, the server's end in ticks: rock and range end it on both sides alike.
    const last = flight.own
      ? Number.POSITIVE_INFINITY
      : (flight.endTick - flight.from) * STEP_OF[flight.way.kind];
    const flown = Math.min(last, this.distance(flight, nowMs));
    const flies = follow(this.parts.arena(), way, flown);
    if (!flies || flown >= last) {
      this.finish(flight, flown);
      return;
    }
    const { pose } = this;
    pose.key = flight.key;
    pose.kind = way.kind;
    pose.owner = flight.owner;
    pose.own = flight.own;
    pose.aim = way.heading;
    this.fade(flight);
    placeOn(way, flown, pose);
    pose.x += flight.offX;
    pose.y += flight.offY;
    visit(pose);
  }

  private fade(flight: Shown): void {
    const off = Math.hypot(flight.offX, flight.offY);
    if (off === 0) return;
    const keep = Math.max(0, off - (FADE_SPEED * this.passedMs) / 1000) / off;
    flight.offX *= keep;
    flight.offY *= keep;
  }

  private finish(flight: Shown, at: number): void {
    flight.over = true;
    const { owner, own, way } = flight;
    const flown = Math.min(at, way.reach);
    placeOn(way, flown, place);
    const { x, y } = place;
    const { kind, heading: aim } = way;
    this.parts.events.emit("shotEnded", { kind, owner, own, x, y, aim, hit: flown < way.reach - 1 });
  }
}

const place = { x: 0, y: 0 };
const bouncesOf = (kind: number): number => (kind === Flying.orb ? ORB.bounces : 0);
