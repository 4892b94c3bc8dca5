// What may be said when asking for a seat, as the server checks it.
// Owns: the shape and its limits. Must not: decide who gets a seat.
import { z } from "zod";
import { HUES, NAME_MAX_CODE_POINTS } from "../tunables.ts";
import { cleanName } from "./join-request.ts";

const name = z
  .string()
  .max(NAME_MAX_CODE_POINTS * 4, "is too long")
  .transform(cleanName)
  .refine((s) => [...s].length <= NAME_MAX_CODE_POINTS, `has more than ${NAME_MAX_CODE_POINTS} characters`);

const hue = z
  .number()
  .int()
  .min(0)
  .max(HUES.length - 1);

export const JoinOptions = z.strictObject({
  version: z.number().int(),
  name: name.default(""),
  hue: hue.default(0),
  watch: z.boolean().default(false),
});
export type JoinOptions = z.infer<typeof JoinOptions>;
