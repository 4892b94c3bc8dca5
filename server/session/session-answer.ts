// What every route answers that lets somebody in.
// Owns: that answer's shape. Must not: decide who is let in.
import { z } from "zod";
import { type Claims, issue } from "./tokens.ts";

export const Session = z.object({
  player: z.object({ id: z.string(), guest: z.boolean() }),
  access: z.string(),
  /** Good for 180 days; each use gives a new one. */
  refresh: z.string(),
  /** How long the access token is good, s. */
  accessSeconds: z.number(),
});

export async function sessionOf(claims: Claims): Promise<z.output<typeof Session>> {
  const { id, guest } = claims;
  return { player: { id, guest }, ...(await issue(claims)) };
}
