// What operators say of players and are told of what was done: the shapes of these routes.
// Owns: the shapes and their limits. Must not: know HTTP.
import { z } from "zod";
import { cleanLine } from "../../shared/protocol/chat.ts";
import { RoomId } from "../../shared/protocol/seat-request.ts";
import { PlayerId } from "../rooms/room-shapes.ts";

const MOST_ROWS = 100;
/** A year. */
const MOST_MINUTES = 525_600;
const MOST_REASON = 200;

const when = z.number().int();

export const Operator = z.object({ name: z.string() });
export const Act = z.object({ player: z.string() });

export const PageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(MOST_ROWS).default(50),
  before: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
});

export const BanOrder = z.strictObject({
  player: PlayerId,
  minutes: z.number().int().min(1).max(MOST_MINUTES),
  reason: z
    .string()
    .max(4 * MOST_REASON)
    .transform(cleanLine)
    .refine((said) => [...said].length <= MOST_REASON, `has more than ${MOST_REASON} characters`)
    .default(""),
  /** Where the player is now: guests of that address are banned with it. */
  room: RoomId.optional(),
});

/** `address`: guests of the player's address are banned, too. */
export const Ban = z.object({
  playerId: z.string(),
  address: z.boolean(),
  atMs: when,
  untilMs: when,
  by: z.string(),
  reason: z.string(),
});
export const Banned = z.object({ ban: Ban });
export const Bans = z.object({ bans: z.array(Ban) });

const Audit = z.object({
  id: z.string(),
  atMs: when,
  by: z.string(),
  act: z.string(),
  target: z.string(),
  detail: z.string(),
});
const next = z.number().int().nullable();
export const Audits = z.object({ acts: z.array(Audit), next });

export const Report = z.object({
  id: z.string(),
  atMs: when,
  byId: z.string(),
  aboutId: z.string(),
  aboutName: z.string(),
  roomId: z.string(),
  reason: z.string(),
  /** Up to ten lines before it, and the line. */
  words: z.string(),
  /** "" while nobody has looked at it. */
  done: z.string(),
  doneBy: z.string(),
  doneMs: when,
});
export const Reports = z.object({ reports: z.array(Report), next });
