// Asking for a seat over HTTP.
// Owns: these routes. Must not: decide who gets which seat (seat-desk.ts does).
import { z } from "zod";
import { SeatRequest } from "../../shared/protocol/seat-request.ts";
import { SeatError } from "../../shared/protocol/seats.ts";
import { PROTOCOL_VERSION } from "../../shared/protocol/version.ts";
import type { RateLimits } from "../http/rate-limits.ts";
import { Refusal } from "../http/refusal.ts";
import { type Caller, type Route, route } from "../http/route.ts";
import { type Bans, refuseBanned } from "../session/bans.ts";
import type { SeatDesk } from "./seat-desk.ts";

const Seat = z.object({
  name: z.string(),
  sessionId: z.string(),
  roomId: z.string(),
  processId: z.string().optional(),
  publicAddress: z.string().optional(),
  reconnectionToken: z.string().optional(),
});

export const Card = z.object({
  id: z.string(),
  mode: z.string(),
  title: z.string(),
  size: z.string().nullable(),
  bots: z.boolean(),
  people: z.number().int(),
  seats: z.number().int(),
  locked: z.boolean(),
  listed: z.boolean(),
  rated: z.boolean(),
  version: z.number().int(),
  home: z.string(),
});

export function seatRoutes<R>(desk: SeatDesk<R>, rates: RateLimits, bans: Pick<Bans, "until">): Route[] {
  return [
    route({
      method: "post",
      path: "/api/seats",
      summary: "A seat in a room, or in the lobby: to be taken over WebSocket within 5 s.",
      access: "player",
      limit: "seatsPerMinute",
      bodyLimit: "seatBytes",
      // A page of another version may ask in another shape: it is told to reload, not what is wrong with it.
      precheck: (body) => {
        const version = (body as { version?: unknown } | undefined)?.version;
        if (Number.isInteger(version) && version !== PROTOCOL_VERSION)
          throw new Refusal(426, SeatError.version);
      },
      body: SeatRequest,
      answers: { 200: z.object({ seat: Seat, room: Card.nullable(), code: z.string().nullable() }) },
      refuses: {
        403: ["banned"],
        404: [SeatError.gone],
        409: [SeatError.full],
        423: [SeatError.locked],
        426: [SeatError.version],
        429: [SeatError.tooManyRooms],
        503: [SeatError.busy],
      },
      async handle({ body, caller, address }) {
        const { id, guest } = caller as Caller;
        refuseBanned(bans.until(id, guest ? address : null));
        if (body.want.kind === "create") await rates.count("roomsPerMinute", address);
        return { status: 200, body: await desk.give(body, caller as Caller, address) };
      },
    }),
    route({
      method: "post",
      path: "/api/seats/back",
      summary: "One's own seat again, after the connection was lost: by its token.",
      access: "anybody",
      limit: "returnsPerMinute",
      body: z.strictObject({ token: z.string().regex(/^[\w-]{1,40}:[\w-]{1,40}$/, "is no seat's token") }),
      answers: { 200: Seat },
      refuses: { 404: [SeatError.gone], 503: [SeatError.busy] },
      async handle({ body }) {
        return { status: 200, body: await desk.back(body.token) };
      },
    }),
  ];
}
