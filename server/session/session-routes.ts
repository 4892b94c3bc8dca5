// Becoming somebody, and staying so: a guest's first tokens, and new ones for old.
// Owns: these routes. Must not: know accounts beyond that there is one.
import { z } from "zod";
import { Refusal } from "../http/refusal.ts";
import { type Route, route } from "../http/route.ts";
import { type Records, RecordsAway } from "../persistence/records.ts";
import { type Bans, refuseBanned } from "./bans.ts";
import { Session, sessionOf } from "./session-answer.ts";
import { type Claims, newPlayerId, verify } from "./tokens.ts";

type Who = Pick<Records, "epoch" | "accountOf">;

export function sessionRoutes(records: Who, bans: Pick<Bans, "until">): Route[] {
  return [
    route({
      method: "post",
      path: "/api/session/guest",
      summary: "Become somebody: a new player, known by these tokens alone.",
      access: "anybody",
      limit: "guestsPerMinute",
      body: z.strictObject({}),
      answers: { 201: Session },
      refuses: { 403: ["banned"] },
      async handle({ address }) {
        refuseBanned(bans.until("", address));
        return { status: 201, body: await sessionOf({ id: newPlayerId(), guest: true, epoch: 0 }) };
      },
    }),
    route({
      method: "post",
      path: "/api/session/refresh",
      summary: "New tokens for a refresh token that is still good.",
      access: "anybody",
      limit: "renewalsPerMinute",
      body: z.strictObject({ refresh: z.string().max(2048) }),
      answers: { 200: Session },
      refuses: { 401: ["notSignedIn"] },
      async handle({ body: { refresh } }) {
        const claims = await verify("refresh", refresh);
        if (claims === null) throw new Refusal(401, "notSignedIn");
        const known = await lookUp(claims, records);
        // While the records are away one may play, but the long token stays as it is: whether its owner has taken it
        // back cannot be read, and nothing of an account can be changed.
        if (known === null) return { status: 200, body: { ...(await sessionOf(claims)), refresh } };
        if (claims.epoch < known.epoch) throw new Refusal(401, "notSignedIn");
        return { status: 200, body: await sessionOf(known) };
      },
    }),
  ];
}

/** What holds of the player now; null while the records are away. */
async function lookUp({ id }: Claims, records: Who): Promise<Claims | null> {
  try {
    const [epoch, account] = await Promise.all([records.epoch(id), records.accountOf(id)]);
    return { id, guest: account === null, epoch };
  } catch (error) {
    if (error instanceof RecordsAway) return null;
    throw error;
  }
}
