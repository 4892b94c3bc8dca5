// Ways into a game: a new seat, or one's own again.
// Owns: the requests. Must not: keep anything.
import { makeJoinRequest } from "../../shared/protocol/join-request.ts";
import type { SeatAnswer, SeatReservation, SeatWant } from "../../shared/protocol/seats.ts";
import { ArenaSchema } from "../../shared/schema/arena-schema.ts";
import { call } from "./calls.ts";
import { GameSession, type SessionParts } from "./game-session.ts";
import { connect } from "./hearing-client.ts";
import type { Identity, TokenStore } from "./identity.ts";
import { READY_MS } from "./lifeline.ts";
import type { ArenaConnection } from "./live-room.ts";

/** For the answer to who wants a seat: three processes may be asked for a room, 2 s each. */
const SEAT_MS = 8000;

export interface Joining {
  /** The server, as in `https://example.org`. */
  endpoint: string;
  identity: Identity;
  name: string;
  /** Index into HUES. */
  hue: number;
  /** To look on. */
  watch?: boolean;
  /** Where the seat's token is kept, so that a reload can come back. */
  store?: TokenStore | null;
}

/**
 * Asks for a seat and takes it. Resolves when the game can be drawn. Rejects with CallError (SeatError's codes, and a
 * room to go to instead), or with the framework's error when the seat could not be taken.
 */
export async function joinGame(joining: Joining, want: SeatWant): Promise<GameSession> {
  const { seat } = await askSeat(joining, want);
  return takeSeat(joining.endpoint, seat, { store: joining.store, joining });
}

export async function askSeat(
  { endpoint, identity, name, hue, watch = false }: Omit<Joining, "store">,
  want: SeatWant,
): Promise<SeatAnswer> {
  const body = { ...makeJoinRequest(name, hue, watch), want };
  const token = await identity.access();
  return call<SeatAnswer>(endpoint, "POST", "/api/seats", { body, token, patienceMs: SEAT_MS });
}

/** What a game may be given beside its seat. */
export interface Extras extends Pick<SessionParts, "store" | "arenaOf" | "drawn"> {
  /** The WebSocket of the first connection is open: for who measures. */
  opened?: () => void;
  /** Who asks for another seat when this one's room is gone; undefined: nobody does. */
  joining?: Omit<Joining, "store">;
}

/** Takes a seat that was given. */
export async function takeSeat(
  endpoint: string,
  seat: SeatReservation,
  { opened, joining, ...parts }: Extras = {},
): Promise<GameSession> {
  const room = await enter(endpoint, seat, opened);
  const session = new GameSession(room, { ...parts, ...ways(endpoint, joining) });
  await session.ready();
  return session;
}

/** Takes one's own seat again after a reload. Rejects when it is gone. */
export async function rejoinGame(
  endpoint: string,
  token: string,
  store: TokenStore | null = null,
  joining?: Omit<Joining, "store">,
): Promise<GameSession> {
  const to = ways(endpoint, joining);
  const session = new GameSession(await to.back(token), { store, ...to });
  await session.ready();
  return session;
}

/** The ways to every connection of a game after its first. */
function ways(
  endpoint: string,
  joining: Extras["joining"],
): Pick<SessionParts, "back" | "take" | "elsewhere"> {
  const take = (seat: SeatReservation): Promise<ArenaConnection> => enter(endpoint, seat);
  return {
    take,
    back: async (token) => {
      const asked = { body: { token }, patienceMs: READY_MS };
      return take(await call(endpoint, "POST", "/api/seats/back", asked));
    },
    ...(joining && {
      elsewhere: async (mode) => take((await askSeat(joining, { kind: "quick", mode })).seat),
    }),
  };
}

const enter = (endpoint: string, seat: SeatReservation, opened?: () => void): Promise<ArenaConnection> =>
  connect(endpoint, seat, {
    state: ArenaSchema,
    // What others are told at that moment is for nobody yet: the SDK would warn of it.
    hear: (room) => room.onMessage("*", () => {}),
    opened,
  });
