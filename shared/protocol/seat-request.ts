// What may be said when asking for a seat or a room, as the server checks it.
// Owns: the shapes and their limits. Must not: decide who gets a seat.
import { z } from "zod";
import { MODE_NAMES } from "../tunables/modes.ts";
import { ARENA } from "../tunables.ts";
import { JoinOptions } from "./join-options.ts";
import { cleanName } from "./join-request.ts";
import { CODE_ALPHABET, CODE_LENGTH, cleanCode } from "./seats.ts";

const TITLE_MAX_CODE_POINTS = 32;
const MOST_HOMES = 16;

const mode = z.enum(MODE_NAMES);
export const RoomId = z.string().regex(/^[\w-]{1,32}$/, "is no room's id");
const code = z
  .string()
  .max(32)
  .transform(cleanCode)
  .refine((s) => s.length === CODE_LENGTH && [...s].every((c) => CODE_ALPHABET.includes(c)), "is no code");
const title = z
  .string()
  .max(TITLE_MAX_CODE_POINTS * 4, "is too long")
  .transform(cleanName)
  .refine((s) => [...s].length <= TITLE_MAX_CODE_POINTS, `has more than ${TITLE_MAX_CODE_POINTS} characters`);
const pings = z
  .record(z.string().max(200), z.number().min(0).max(60_000))
  .refine((said) => Object.keys(said).length <= MOST_HOMES, `has more than ${MOST_HOMES} homes`);

export const RoomWish = z.strictObject({
  mode: mode.default("swarm"),
  seed: z.number().int().min(0).max(0xffffffff).optional(),
  size: z.enum(Object.keys(ARENA.sides) as (keyof typeof ARENA.sides)[]).optional(),
  bots: z.boolean().default(true),
  listed: z.boolean().default(false),
  title: title.default(""),
  seats: z.number().int().min(1).max(100).optional(),
});
export type RoomWish = z.output<typeof RoomWish>;

const SeatWant = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("quick"), mode, pings: pings.default({}) }),
  z.strictObject({ kind: z.literal("room"), id: RoomId }),
  z.strictObject({ kind: z.literal("code"), code }),
  z.strictObject({ kind: z.literal("create"), room: RoomWish.prefault({}) }),
  z.strictObject({ kind: z.literal("lobby") }),
]);
export type SeatWant = z.output<typeof SeatWant>;

export const SeatRequest = JoinOptions.extend({ want: SeatWant });
export type SeatRequest = z.output<typeof SeatRequest>;
