// What operators say of rooms and are told of them: the shapes of the HTTP interface and of the command.
// Owns: the shapes and their limits. Must not: know HTTP, or the framework.
import { z } from "zod";
import { cleanLine } from "../../shared/protocol/chat.ts";
import { RoomId, RoomWish } from "../../shared/protocol/seat-request.ts";
import { CHAT } from "../../shared/tunables/chat.ts";
import { MODE_NAMES } from "../../shared/tunables/modes.ts";
import { Card } from "../matchmaking/seat-routes.ts";

/** A day: a room that waits longer is forgotten about. */
const MOST_WAIT_SECONDS = 86_400;
/** Places are kept so long at most, s. */
const MOST_KEEP_SECONDS = 600;
/** Rooms on a page, and rooms that are opened ahead of need in one call. */
const MOST_ROOMS = 200;

const whole = (min: number, max: number) => z.number().int().min(min).max(max);
const mode = z.enum(MODE_NAMES);
export const PlayerId = z.string().regex(/^u_[1-9A-Za-z]{20}$/, "is no player's id");
/** A flag of a query. */
const flag = z.enum(["true", "false"]).transform((said) => said === "true");

/** `waiting`: nobody is in yet; `full`: nobody else can be. */
export const STATES = ["waiting", "open", "full", "locked"] as const;

/** What a room is made with by an operator. `waitSeconds`: for its first person. */
export const RoomOrder = RoomWish.extend({ waitSeconds: whole(1, MOST_WAIT_SECONDS).default(60) });

export const SpareOrder = z.strictObject({
  mode,
  count: whole(1, MOST_ROOMS),
  waitSeconds: whole(1, MOST_WAIT_SECONDS).default(3600),
});

export const RoomsQuery = z.strictObject({
  mode: mode.optional(),
  listed: flag.optional(),
  state: z.enum(STATES).optional(),
  /** Rooms on a page. */
  limit: z
    .string()
    .regex(/^\d{1,3}$/, "is no number of rooms")
    .transform(Number)
    .refine((n) => n >= 1 && n <= MOST_ROOMS, `is not from 1 to ${MOST_ROOMS}`)
    .optional(),
  /** The `next` of the page before. */
  after: RoomId.optional(),
});
export type RoomsQuery = z.output<typeof RoomsQuery>;

export const RoomChange = z.strictObject({ locked: z.boolean() });

export const Announcement = z.strictObject({
  text: z
    .string()
    .max(4 * CHAT.announcement)
    .refine((said) => cleanLine(said) !== "", "says nothing")
    .refine(
      (said) => [...cleanLine(said)].length <= CHAT.announcement,
      `has more than ${CHAT.announcement} characters`,
    ),
});

export const Keeping = z.strictObject({
  players: z.array(PlayerId).min(1).max(100),
  seconds: whole(1, MOST_KEEP_SECONDS).default(MOST_KEEP_SECONDS),
});

/** A room as operators see it in a list. */
export const RoomRow = Card.extend({
  /** What leads into it, "" when none does. */
  code: z.string(),
  /** Player who made it, "" for the server. */
  owner: z.string(),
  state: z.enum(STATES),
});
export type RoomRow = z.output<typeof RoomRow>;

const count = z.number().int();
const percentiles = { p50: z.number(), p99: z.number() };

const Game = z.object({
  seed: count,
  size: z.string(),
  round: count,
  /** False while scores are shown. */
  playing: z.boolean(),
  tick: count,
  skimmers: count,
  /** Of the last minute. */
  tickMs: z.object({ ...percentiles, max: z.number() }),
  refreshMs: z.object(percentiles),
  patchMs: z.object(percentiles),
  /** Counts are of the room's whole life. */
  starvedTicks: count,
  outages: count,
  droppedInputs: count,
  lances: count,
  clampedViews: count,
});

const PlayerRow = z.object({
  id: z.string(),
  slot: count,
  name: z.string(),
  pingMs: z.number(),
  resting: z.boolean(),
});

export const RoomLook = z.object({
  room: RoomRow,
  ageSeconds: z.number(),
  players: z.array(PlayerRow),
  kept: z.array(z.object({ player: z.string(), seconds: count })),
  /** Null before the first person came. */
  game: Game.nullable(),
});
export type RoomLook = z.output<typeof RoomLook>;

/** `total`: of all pages. `next`: what the next page is asked for with, null after the last. */
export const RoomPage = z.object({ rooms: z.array(RoomRow), total: count, next: z.string().nullable() });
export const RoomAnswer = z.object({ room: RoomRow });
export const SpareAnswer = z.object({ rooms: z.array(RoomRow) });
export const KeptAnswer = RoomLook.pick({ kept: true });
/** How many rooms were told. */
export const AnnouncedAnswer = z.object({ rooms: count });
export const ClosedAnswer = z.object({ closed: z.string() });
