// What the server tells of a player.
// Owns: the shapes. Must not: be imported but for its types where a validator is too heavy (the browser).
import { z } from "zod";
import { MODE_NAMES } from "../tunables/modes.ts";

const mode = z.enum(MODE_NAMES);
const count = z.number().int();

/** All of it is public. */
export const Profile = z.object({
  player: z.object({
    id: z.string(),
    /** As others read it. */
    name: z.string(),
    /** Index into HUES. */
    hue: count,
    /** Has no account. */
    guest: z.boolean(),
    /** When it was first seen; null when that never was. */
    sinceMs: z.number().nullable(),
  }),
  /** Rated modes alone. Points are what one is believed to be worth at least, see `shownRating`. */
  ratings: z.array(z.object({ mode, points: z.number(), matches: count })),
  totals: z.array(
    z.object({
      mode,
      matches: count,
      /** Matches in which nobody had a better place. */
      wins: count,
      kills: count,
      deaths: count,
      /** The highest score of one match. */
      best: count,
      playedMs: z.number(),
    }),
  ),
});
export type Profile = z.output<typeof Profile>;

/** What the player alone is told. */
export const Me = Profile.extend({
  /** null for guests. */
  email: z.string().nullable(),
  /** The name that one gave oneself; empty when there is none. */
  chosen: z.string(),
});
export type Me = z.output<typeof Me>;
