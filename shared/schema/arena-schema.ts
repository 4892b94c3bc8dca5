// The state of an arena room: what everybody knows, and what the views reveal.
// Owns: the shape of the synced tree.
import { type SchemaType, schema, t } from "@colyseus/schema";
import type { Mode } from "../tunables/modes.ts";
import type { ArenaSize } from "../tunables.ts";
import { position, SkimmerSchema, velocity } from "./skimmer-schema.ts";

/** A projectile travels as its spawn; the flight follows from (ax, ay, aim) at anchorTick on both sides. */
export const ProjectileSchema = schema(
  {
    /** One of `Flying`. */
    kind: t.uint8().default(0),
    owner: t.uint8().default(0),
    shot: t.uint16().default(0),
    aim: t.uint16().default(0),
    bounces: t.uint8().default(0),
    ax: position(),
    ay: position(),
    anchorTick: t.uint32().default(0),
    id: t.number().default(0).noSync(),
    /** Place in the interest's tables, -1 when none was free. */
    index: t.number().default(-1).noSync(),
    x: t.number().default(0).noSync(),
    y: t.number().default(0).noSync(),
    flown: t.number().default(0).noSync(),
    reach: t.number().default(0).noSync(),
    heading: t.number().default(0).noSync(),
    left: t.number().default(0).noSync(),
  },
  "Projectile",
);
export type ProjectileSchema = SchemaType<typeof ProjectileSchema>;

export const MoteSchema = schema(
  {
    x: position(),
    y: position(),
    /** One of `Pickup`. */
    kind: t.uint8().default(0),
    value: t.uint8().default(1),
    /** Place in the world's pool. Reused, so it is not the key of the map. */
    id: t.number().default(0).noSync(),
    /** Key in the map, never reused. */
    key: t.string().default("").noSync(),
  },
  "Mote",
);
export type MoteSchema = SchemaType<typeof MoteSchema>;

export const MineSchema = schema(
  {
    owner: t.uint8().default(0),
    x: position(),
    y: position(),
    armedTick: t.uint32().default(0),
    /** Place in the world's pool. Reused, so it is not the key of the map. */
    id: t.number().default(0).noSync(),
    key: t.string().default("").noSync(),
  },
  "Mine",
);
export type MineSchema = SchemaType<typeof MineSchema>;

/** A tile of crystal that was broken: sent at once, and for the rest of the round, to whoever's light came near it. */
export const BrokenSchema = schema(
  {
    at: t.uint16().default(0),
    opensTick: t.uint32().default(0),
  },
  "Broken",
);
export type BrokenSchema = SchemaType<typeof BrokenSchema>;

/** Where the core is, and whereto it goes: everybody knows. */
export const CoreSchema = schema(
  {
    x: position(),
    y: position(),
    vx: velocity(),
    vy: velocity(),
    touchedBy: t.number().default(-1).noSync(),
  },
  "Core",
);
export type CoreSchema = SchemaType<typeof CoreSchema>;

/** What everybody knows of a player: no place, no embers in hand. */
export const RosterSchema = schema(
  {
    slot: t.uint8().default(0),
    name: t.string().default(""),
    /** Index into HUES. */
    hue: t.uint8().default(0),
    bot: t.boolean().default(false),
    banked: t.uint16().default(0),
    kills: t.uint16().default(0),
    deaths: t.uint16().default(0),
    /** Usual round trip, ms, in steps of 4; 0 for bots. */
    pingMs: t.quantized({ min: 0, max: 1020, bits: 8 }).default(0),
    /** 0 or 1 in a match of two teams, -1 for who plays for none. */
    team: t.int8().default(-1),
    /** Sits out. */
    resting: t.boolean().default(false),
  },
  "Roster",
);
export type RosterSchema = SchemaType<typeof RosterSchema>;

export const ArenaSchema = schema(
  {
    tick: t.uint32().default(0),
    seed: t.uint32().default(0),
    mode: t.string<Mode>().default("swarm"),
    size: t.string<ArenaSize>().default("medium"),
    round: t.uint32().default(0),
    /** Which of the round's maps is played. */
    map: t.uint8().default(0),
    /** Size of the next round's maps, and the votes for each of them: while the scores are shown. */
    nextSize: t.string<ArenaSize>().default("medium"),
    votes: t.array("uint8"),
    phase: t.uint8().default(0),
    phaseEndsTick: t.uint32().default(0),
    /** Of a match of two teams: bouts or goals by team, bouts so far, whether the running one is a sudden death … */
    wins: t.array("uint8"),
    bout: t.uint8().default(0),
    sudden: t.boolean().default(false),
    /** … which team won the last one (2: nobody), the slot of who did it, and which has won the match; -1 for none yet. */
    lastWon: t.int8().default(-1),
    lastBy: t.int8().default(-1),
    winner: t.int8().default(-1),
    /** Ticks that are left to play when the running phase is over. */
    clockTicks: t.uint16().default(0),
    /** What every light has on top, u. */
    glow: t.uint16().default(0),
    core: t.ref(CoreSchema).optional(),
    /** Longest time between two ticks since the last patch, ms, when it was more than half a tick too long; else 0. */
    tickGapMs: t.uint16().default(0),
    /** Longest tick of the last second, ms. */
    tickMs: t.uint8().default(0),
    /** Slot of who wears the crown, or -1. */
    crown: t.int8().default(-1),
    /** By beacon, the tick until which nobody banks there. */
    coldUntil: t.array("uint32"),
    /** Tick at which the next mother-ember appears. */
    motherTick: t.uint32().default(0),
    /** By slot. */
    roster: t.map(RosterSchema),
    /** By slot; each client gets those that its light or theirs reveals. */
    skimmers: t.map(SkimmerSchema).view(),
    projectiles: t.map(ProjectileSchema).view(),
    motes: t.map(MoteSchema).view().stream(),
    mines: t.map(MineSchema).view(),
    /** By index of the tile. */
    broken: t.map(BrokenSchema).view(),
  },
  "Arena",
);
export type ArenaSchema = SchemaType<typeof ArenaSchema>;
