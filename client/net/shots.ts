// Shots in flight: one's own from the key press on, others' as they come into the light.
// Owns: every shot's flight on screen and its end. Must not: decide hits; the server does.
import { Callbacks, type Predict, type PredictedSpawns, type Room, type SpawnEntry } from "colyseus.js";
import type { ArenaSchema, ProjectileSchema } from "../../shared/schema/arena-schema.ts";
import { cos, sin } from "../../shared/sim/math.ts";
import { pulseReach } from "../../shared/sim/projectile.ts";
import type { Arena } from "../../shared/sim/tiles.ts";
import { DT, lightRadius, PULSE } from "../../shared/tunables.ts";
import type { Emitter } from "./emitter.ts";
import type { GameEvents, ShotPose } from "./game-view.ts";
import type { TickClock } from "./tick-clock.ts";

/** One's own shot before the server has it. */
interface LocalShot {
  shot: number;
  x: number;
  y: number;
  aim: number;
  /** The input that fired it. */
  seq: number;
}

/** What is known of a flight while it is on screen; (x, y) is where it was at `from`. */
interface Flight extends ShotPose {
  /** Tick (or, for one's own, input) at which it was at (x, y). */
  from: number;
  reach: number;
  /** Tick at which the server ended it; Infinity while it flies. */
  endTick: number;
  over: boolean;
  /** The server's own flight is known and drawn, but for (offX, offY), u, which fade away. */
  adopted: boolean;
  offX: number;
  offY: number;
}

type Entry = SpawnEntry<ProjectileSchema, LocalShot, { flight: Flight | null }>;

/** The anchor on the wire is rounded, and moved anchors are rounded again, u. */
const WIRE_GRAIN = 0.5;
const FRESH = { endTick: Infinity, over: false, adopted: false, offX: 0, offY: 0 };

/** Within this distance of oneself, u, others' shots are drawn in one's own present, so that dodging is fair. */
const NEAR = 80;
const FAR = 340;
const SPEED = PULSE.speed * DT;
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
  own: () => { x: number; y: number; embers: number } | null;
}

export class Shots {
  private readonly spawns: PredictedSpawns<ProjectileSchema, LocalShot, { flight: Flight | null }>;
  /** Flights that the server has ended but the screen has not reached the end of. */
  private readonly ending: Flight[] = [];
  private readonly parts: ShotParts;
  private readonly pose: ShotPose = { key: 0, owner: 0, own: false, x: 0, y: 0, aim: 0 };
  private lastMs = 0;
  private passedMs = 0;

  constructor(parts: ShotParts) {
    this.parts = parts;
    const callbacks = Callbacks.get(parts.room);
    // Before the store's own listener, which forgets the entry.
    callbacks.onRemove("projectiles", (server) => this.ended(server as ProjectileSchema));
    this.spawns = parts.predict.spawns<"projectiles", LocalShot, { flight: Flight | null }>("projectiles", {
      owned: (server) => server.owner === parts.slot(),
      correlate: (local, server) => local.shot === server.shot,
      data: () => ({ flight: null }),
    });
  }

  /** One's own shot, predicted by input `seq`. */
  fire(seq: number, owner: number, shot: number, x: number, y: number, aim: number): void {
    this.spawns.spawn({ shot, x, y, aim, seq });
    this.parts.events.emit("shotFired", { owner, own: true, x, y, aim });
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

  private flightOf(entry: Entry): Flight {
    const known = entry.data.flight;
    const { server, local } = entry;
    if (known !== null) {
      // The anchor of someone's shot may move along its line, when others come to see it.
      if (!known.own && server !== undefined && server.anchorTick !== known.from) this.anchor(known, server);
      if (known.own && server !== undefined && !known.adopted) this.adopt(known, server);
      return known;
    }
    const flight =
      local !== undefined ? this.ownFlight(entry.id, local) : this.foreignFlight(entry.id, server!);
    entry.data.flight = flight;
    return flight;
  }

  private ownFlight(key: number, local: LocalShot): Flight {
    const reach = pulseReach(this.parts.arena(), local.x, local.y, local.aim);
    const { x, y, aim, seq } = local;
    const owner = this.parts.slot();
    return { key, owner, own: true, x, y, aim, from: seq, reach, ...FRESH };
  }

  /** One's own shot is the server's from here on: along the same line where it was predicted right, gliding to it where not. */
  private adopt(flight: Flight, server: ProjectileSchema): void {
    flight.adopted = true;
    const dx = cos(flight.aim);
    const dy = sin(flight.aim);
    const offX = server.ax - flight.x;
    const offY = server.ay - flight.y;
    // Its anchor may have been moved by whole ticks along the line, for somebody who came to see it.
    const along = offX * dx + offY * dy;
    const moved = Math.round(along / SPEED) * SPEED;
    flight.offX = -(offX - moved * dx);
    flight.offY = -(offY - moved * dy);
    if (Math.hypot(flight.offX, flight.offY) < WIRE_GRAIN) {
      flight.offX = flight.offY = 0;
      return;
    }
    flight.x -= flight.offX;
    flight.y -= flight.offY;
    flight.reach = pulseReach(this.parts.arena(), flight.x, flight.y, flight.aim);
  }

  private foreignFlight(key: number, server: ProjectileSchema): Flight {
    const { owner, aim } = server;
    const flight = {
      key,
      owner,
      own: false,
      x: 0,
      y: 0,
      aim,
      from: 0,
      reach: 0,
      ...FRESH,
    };
    this.anchor(flight, server);
    this.parts.events.emit("shotFired", { owner, own: false, x: flight.x, y: flight.y, aim });
    return flight;
  }

  private anchor(flight: Flight, server: ProjectileSchema): void {
    flight.x = server.ax;
    flight.y = server.ay;
    flight.from = server.anchorTick;
    flight.reach = pulseReach(this.parts.arena(), server.ax, server.ay, server.aim);
  }

  /** The server removed a shot: its flight goes on to where it ended, in the time in which it is drawn. */
  private ended(server: ProjectileSchema): void {
    const entry = this.spawns.entryFor(server) as Entry | undefined;
    const flight = entry?.data.flight;
    if (!flight || flight.over) return;
    const tick = this.parts.room.state.tick;
    // From the muzzle: the anchor may have been moved along the line for somebody who came to see the shot.
    const moved = Math.hypot(server.ax - flight.x, server.ay - flight.y);
    const flown = (tick - server.anchorTick) * SPEED + moved;
    const left = this.isDark(flight, flown);
    if (flight.own) {
      // One's own goes on unseen in the dark; rock and range end it here as they do there.
      if (left || flown >= flight.reach) this.ending.push(flight);
      else this.finish(flight, flown);
    } else if (left) {
      flight.over = true;
    } else {
      flight.endTick = tick;
      this.ending.push(flight);
    }
  }

  /** True when a shot that has flown this far is at the rim of one's light, where shots are hidden, or beyond. */
  private isDark(flight: Flight, flown: number): boolean {
    const me = this.parts.own();
    if (me === null) return false;
    const dx = flight.x + cos(flight.aim) * flown - me.x;
    const dy = flight.y + sin(flight.aim) * flown - me.y;
    const rim = lightRadius(me.embers) - 2 * SPEED;
    return dx * dx + dy * dy > rim * rim;
  }

  /** Distance flown on screen, u. */
  private distance(flight: Flight, nowMs: number): number {
    if (flight.own) return Math.max(0, (this.parts.inputTime() - flight.from) * SPEED);
    const { clock, own } = this.parts;
    const past = this.parts.drawnTick();
    const me = own();
    const shown = me === null ? past : past + (clock.ahead(nowMs) - past) * this.nearness(flight, past, me);
    return Math.max(0, (Math.min(shown, flight.endTick) - flight.from) * SPEED);
  }

  /** 1 close to oneself, 0 far away (P. Sharkey et al., "A local perception filter", 1998). */
  private nearness(flight: Flight, tick: number, me: { x: number; y: number }): number {
    const flown = Math.max(0, (tick - flight.from) * SPEED);
    const dx = flight.x + cos(flight.aim) * flown - me.x;
    const dy = flight.y + sin(flight.aim) * flown - me.y;
    const away = Math.sqrt(dx * dx + dy * dy);
    return Math.max(0, Math.min(1, (FAR - away) / (FAR - NEAR)));
  }

  private show(flight: Flight, nowMs: number, visit: (pose: ShotPose) => void): void {
    const flown = this.distance(flight, nowMs);
    // One's own flight counts in inputs, the server's end in ticks: rock and range end it on both sides alike.
    const last = flight.own ? flight.reach : Math.min(flight.reach, (flight.endTick - flight.from) * SPEED);
    if (flown >= last) {
      this.finish(flight, last);
      return;
    }
    const { pose } = this;
    pose.key = flight.key;
    pose.owner = flight.owner;
    pose.own = flight.own;
    pose.aim = flight.aim;
    this.fade(flight);
    pose.x = flight.x + cos(flight.aim) * flown + flight.offX;
    pose.y = flight.y + sin(flight.aim) * flown + flight.offY;
    visit(pose);
  }

  private fade(flight: Flight): void {
    const off = Math.hypot(flight.offX, flight.offY);
    if (off === 0) return;
    const keep = Math.max(0, off - (FADE_SPEED * this.passedMs) / 1000) / off;
    flight.offX *= keep;
    flight.offY *= keep;
  }

  private finish(flight: Flight, at: number): void {
    flight.over = true;
    const { owner, own, aim } = flight;
    const flown = Math.min(at, flight.reach);
    const x = flight.x + cos(aim) * flown;
    const y = flight.y + sin(aim) * flown;
    this.parts.events.emit("shotEnded", { owner, own, x, y, aim, hit: flown < flight.reach - 1 });
  }
}
