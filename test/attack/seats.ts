// Ways into a room for attackers: who they are, a seat, and the socket of it, all from an address of their choice.
// Owns: the requests. Must not: be polite on the socket (intruder.ts).
import type { Agent } from "node:http";
import type { SeatAnswer, SeatReservation, SeatWant } from "../../shared/protocol/seats.ts";
import { PROTOCOL_VERSION } from "../../shared/protocol/version.ts";
import { type Answer, call, said } from "./http.ts";
import { type Closing, Intruder } from "./intruder.ts";

export interface Place {
  port: number;
  address: string;
  /** Keeps connections; without one, each call has its own. */
  agent?: Agent;
}

/** A join is given up after this, ms. */
const JOIN_MS = 30_000;

export const SWARM: SeatWant = { kind: "quick", mode: "swarm" };

/** A new guest's access token. Throws when there is none to be had. */
export async function guest(place: Place): Promise<string> {
  const answer = await call({ ...place, method: "POST", path: "/api/session/guest", body: {} });
  if (answer.status !== 201) throw new Error(`no guest: ${answer.status} ${answer.text.slice(0, 80)}`);
  return said<{ access: string }>(answer).access;
}

export function askSeat(place: Place, token: string, want: SeatWant, more: object = {}): Promise<Answer> {
  const body = { version: PROTOCOL_VERSION, want, ...more };
  return call({ ...place, method: "POST", path: "/api/seats", token, body });
}

/** The way to the socket of a seat. */
export const pathOf = ({ processId, roomId, sessionId, reconnectionToken }: SeatReservation): string =>
  `/${processId}/${roomId}?sessionId=${sessionId}${
    reconnectionToken === undefined ? "" : `&reconnectionToken=${reconnectionToken}`
  }`;

/** A seat as somebody new. Throws when it is refused. */
export async function seatFor(place: Place, want: SeatWant = SWARM): Promise<SeatAnswer> {
  const answer = await askSeat(place, await guest(place), want);
  if (answer.status !== 200) throw new Error(`no seat: ${answer.status} ${answer.text.slice(0, 80)}`);
  return said<SeatAnswer>(answer);
}

export interface Joined {
  intruder: Intruder;
  seat: SeatReservation;
  /** Of a private room: what leads others in. */
  code: string;
  /** What takes the seat back. */
  token: string;
}

/** Takes a seat and acknowledges it; resolves when the first state has arrived (in the lobby, the first message). */
export async function intrude(place: Place, want: SeatWant = SWARM): Promise<Joined> {
  const { seat, code } = await seatFor(place, want);
  const intruder = await Intruder.knock({ ...place, path: pathOf(seat) });
  if (intruder.status !== 101) throw new Error(`the socket was refused with ${intruder.status}`);
  await settled(intruder, want.kind === "lobby" ? 13 : 14);
  const [join] = intruder.frames;
  return { intruder, seat, code: code ?? "", token: new TextDecoder().decode(join.subarray(2, 2 + join[1])) };
}

/** Resolves with the first frame of a code; throws when the socket is closed before. */
async function settled(intruder: Intruder, code: number): Promise<void> {
  const arrived = new Promise<null>((resolve) => {
    const look = (frame: Uint8Array): void => {
      if ((frame[0] & 0x1f) === code) resolve(null);
    };
    intruder.frames.forEach(look);
    intruder.hears = look;
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Closing>((resolve) => {
    timer = setTimeout(() => resolve({ code: 0, reason: "nothing came" }), JOIN_MS);
  });
  const closing = await Promise.race([arrived, intruder.closed, late]);
  clearTimeout(timer);
  intruder.hears = () => {};
  if (closing !== null) throw new Error(`closed with ${closing.code} ${closing.reason} before it had joined`);
}
