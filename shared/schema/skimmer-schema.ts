// A skimmer as delta patches carry it: what all who see it get, and what only its owner gets.
// Owns: the wire precision, which sim/math.ts rounds to as well.
import { type SchemaType, schema, t } from "@colyseus/schema";

/** View tag of the fields that only the owner's prediction needs. */
export const OWNER_TAG = 1;

/** Whose eyes a player looks through, beside a slot's: its own skimmer's, or a camera's that flies by itself. */
export const Looking = { free: 254, own: 255 } as const;

/** u in eighths. The wrap never happens (an arena is at most 8192 u); it makes the span a power of two, hence exact. */
export const position = () => t.quantized({ min: 0, max: 8192, bits: 16, mode: "wrap" }).default(0);
const ownPosition = () => position().view(OWNER_TAG);
/** u/s in 1/32, -1024..1024; exact for the same reason. */
export const velocity = () => t.quantized({ min: -1024, max: 1024, bits: 16, mode: "wrap" }).default(0);

export const SkimmerSchema = schema(
  {
    slot: t.uint8().default(0),
    x: position(),
    y: position(),
    aim: t.uint8().default(0),
    alive: t.boolean().default(false),
    hitPoints: t.uint8().default(0),
    embers: t.uint8().default(0),
    dashTicks: t.uint8().default(0),
    bankTicks: t.uint8().default(0),
    chargeTicks: t.uint8().default(0),
    guardTicks: t.uint8().default(0),
    guardAim: t.uint8().default(0),
    hop: t.uint8().default(0),
    overshield: t.uint8().default(0),
    lanternUntilTick: t.uint32().default(0),
    cloakUntilTick: t.uint32().default(0),
    /** Its player's connection is gone; the seat waits. */
    absent: t.boolean().default(false),
    vx: velocity().view(OWNER_TAG),
    vy: velocity().view(OWNER_TAG),
    dashAim: t.uint16().default(0).view(OWNER_TAG),
    dashCharges: t.uint8().default(0).view(OWNER_TAG),
    dashRefillTicks: t.uint8().default(0).view(OWNER_TAG),
    dashHeld: t.boolean().default(false).view(OWNER_TAG),
    cooldownTicks: t.uint8().default(0).view(OWNER_TAG),
    guardCooldownTicks: t.uint8().default(0).view(OWNER_TAG),
    portalTicks: t.uint8().default(0).view(OWNER_TAG),
    scatterAmmo: t.uint8().default(0).view(OWNER_TAG),
    orbAmmo: t.uint8().default(0).view(OWNER_TAG),
    mineAmmo: t.uint8().default(0).view(OWNER_TAG),
    shots: t.uint16().default(0).view(OWNER_TAG),
    respawnTicks: t.uint8().default(0).view(OWNER_TAG),
    /** How its player's inputs keep pace, five times a second (server/game/seat-meter.ts): least slack, in 2 ms … */
    inputSlack: t.int8().default(0).view(OWNER_TAG),
    /** … inputs that wait when a tick begins, in sixteenths … */
    inputDepth: t.uint8().default(0).view(OWNER_TAG),
    /** … ticks that began without one, modulo 256 … */
    starved: t.uint8().default(0).view(OWNER_TAG),
    /** … and bytes that wait to be sent to its player, in 4 KB. */
    queued: t.uint8().default(0).view(OWNER_TAG),
    /** Whose eyes its player looks through: a slot, or one of `Looking` … */
    looking: t.uint8().default(Looking.own).view(OWNER_TAG),
    /** … and where they are, when they are a camera's that flies by itself. */
    eyesX: ownPosition(),
    eyesY: ownPosition(),
    dashedAtTick: t.number().default(0).noSync(),
    guardedAtTick: t.number().default(0).noSync(),
    hurtAtTick: t.number().default(0).noSync(),
    hurtBy: t.number().default(-1).noSync(),
    hurtWith: t.number().default(0).noSync(),
  },
  "Skimmer",
);
export type SkimmerSchema = SchemaType<typeof SkimmerSchema>;
