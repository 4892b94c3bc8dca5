// Oneself: what the server knows of who asks, and what one is called.
// Owns: these routes; an email is told here and nowhere else. Must not: tell of another player.
import { z } from "zod";
import { JoinOptions } from "../../shared/protocol/join-options.ts";
import { Me } from "../../shared/protocol/profile.ts";
import { cleanWords } from "../chat/filter.ts";
import { type Caller, type Route, route } from "../http/route.ts";
import type { Records } from "../persistence/records.ts";
import { type ProfileSource, profileOf } from "./profile.ts";

const { name, hue } = JoinOptions.shape;
const Called = z.strictObject({ name: name.unwrap().optional(), hue: hue.unwrap().optional() });

type Selves = ProfileSource & Pick<Records, "accountOf" | "keepPlayer">;

export function meRoutes(records: Selves, now: () => number = Date.now): Route[] {
  return [
    route({
      method: "get",
      path: "/api/me",
      summary: "Oneself: name, account, ratings, and what one has played.",
      access: "player",
      limit: "looksPerMinute",
      answers: { 200: Me },
      async handle({ caller }) {
        return { status: 200, body: await selfOf(caller as Caller, records) };
      },
    }),
    route({
      method: "patch",
      path: "/api/me",
      summary: "Another name or colour.",
      access: "player",
      limit: "changesPerMinute",
      body: Called,
      answers: { 200: Me },
      async handle({ body, caller }) {
        const { id } = caller as Caller;
        const before = await records.player(id);
        await records.keepPlayer({
          id,
          name: cleanWords(body.name ?? before?.name ?? ""),
          hue: body.hue ?? before?.hue ?? 0,
          nowMs: now(),
        });
        return { status: 200, body: await selfOf(caller as Caller, records) };
      },
    }),
  ];
}

async function selfOf({ id }: Caller, records: Selves): Promise<Me> {
  const [row, account] = await Promise.all([records.player(id), records.accountOf(id)]);
  const profile = await profileOf(id, row, records);
  return { ...profile, email: account?.email ?? null, chosen: row?.name ?? "" };
}
