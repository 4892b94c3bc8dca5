// The SDK's client, with a moment to listen before anything arrives.
// Owns: that moment. Must not: know what is said.
import { Client, type Room } from "colyseus.js";
import type { SeatReservation } from "../../shared/protocol/seats.ts";

class HearingClient extends Client {
  hear: (room: Room) => void = () => {};

  protected override createRoom<T>(name: string): Room<unknown, T> {
    const room = super.createRoom<T>(name);
    this.hear(room as Room);
    return room;
  }
}

export interface Hearing<T> {
  /** Of the state that is decoded; none for a room without one. */
  state?: new () => T;
  /** Before the connection is open: what comes in one piece with the welcome is heard too. */
  hear(room: Room): void;
  /** The WebSocket is open; the room has not answered yet. */
  opened?: () => void;
}

/** Takes a seat that was given. Rejects with the framework's error when it could not be taken. */
export function connect<T>(
  endpoint: string,
  seat: SeatReservation,
  { state, hear, opened }: Hearing<T>,
): Promise<Room<unknown, T>> {
  const client = new HearingClient(endpoint);
  let made: Room | undefined;
  client.hear = (room) => {
    made = room;
    hear(room);
  };
  const reservation = seatAt(endpoint, seat) as Parameters<Client["consumeSeatReservation"]>[0];
  const joined = client.consumeSeatReservation<T>(reservation, state) as Promise<Room<unknown, T>>;
  if (opened !== undefined && made !== undefined) made.connection.events.onopen = opened;
  return joined;
}

/** A process that is known by a path alone has it on whatever host we came to. */
function seatAt(endpoint: string, seat: SeatReservation): SeatReservation {
  const { publicAddress } = seat;
  if (publicAddress?.startsWith("/") !== true) return seat;
  return { ...seat, publicAddress: `${new URL(endpoint).host}${publicAddress}` };
}
