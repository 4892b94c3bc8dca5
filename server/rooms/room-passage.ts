// The people of an arena on their way out of it into another, or out of another into it, with what they have.
// Owns: who is in, connected or away; who is still to come; that everybody has another room. Must not: choose that room.
import type { Client, Room } from "@colyseus/core";
import { CloseCode } from "../../shared/protocol/close-codes.ts";
import type { JoinOptions } from "../../shared/protocol/join-options.ts";
import { Message, type MovingMessage } from "../../shared/protocol/messages.ts";
import type { CarriedPlayer } from "../../shared/sim/carry.ts";
import { isResting } from "../../shared/sim/respawn.ts";
import { SEAT } from "../../shared/tunables.ts";
import type { ArenaGame } from "../game/arena-game.ts";
import { type CarriedGame, carriedBy, carriedGame } from "../game/carrying.ts";
import type { Caller } from "../http/route.ts";
import type { RoomDoor } from "./room-door.ts";

/** Somebody who comes from another room. */
export interface Mover {
  auth: Caller;
  /** What a seat was asked for with. */
  options: JoinOptions;
  team: number;
  brought: CarriedPlayer | null;
  /** Connected: a seat is to be reserved. Who is away asks for one, with the old token. */
  here: boolean;
  /** An operator who looks on, beside those who play. */
  looks: boolean;
}

/** What one room hands to the other: plain data. */
export interface Carrying {
  /** The round that goes on; null: they join the one that is played there. */
  game: CarriedGame | null;
  movers: Mover[];
  /** Of the room's invite, "" for none: it leads to the new room once that has said yes. */
  code: string;
}

/** Somebody who is in. */
export interface Sitting {
  sessionId: string;
  slot: number;
  /** What takes the seat back. */
  token: string;
  auth: Caller;
  options: JoinOptions;
  /** `barred`: an operator has put them out; see sitting.ts. */
  chair: { readonly barred: number } | undefined;
}

/** What this needs of the arena. */
interface Hall extends Pick<Room, "clock"> {
  readonly begun: boolean;
  readonly game: ArenaGame;
  readonly door: Pick<RoomDoor, "looksOn">;
  readonly clients: { getById(sessionId: string): Client | undefined; readonly length: number };
  broadcast(type: string, payload: object): void;
  /** Throws when the process has no place for one game more. */
  begin(): void;
}

export class RoomPassage {
  private readonly hall: Hall;
  private readonly sittings = new Map<string, Sitting>();
  private readonly coming = new Map<string, Mover>();
  private warning: { untilMs: number; elsewhere: boolean } | null = null;
  private emptied: () => void = () => {};
  /** A round of another room that is to go on here. */
  from: CarriedGame | undefined;
  /** The game stands still: what has been handed over must not change. */
  held = false;
  /** Everybody has another room: nothing that happens here counts any more. */
  left = false;

  constructor(hall: Hall) {
    this.hall = hall;
  }

  /** Those of another room are about to come. Throws when the process has no place for the game. */
  expect({ game, movers }: Carrying): void {
    const { hall } = this;
    const goesOn = game !== null;
    if (goesOn) this.from = game;
    if (!hall.begun) hall.begin();
    const group = movers.map((mover) => {
      // Where another round is played nothing lies where it lay.
      const { brought } = mover;
      return { ...mover, brought: brought && (goesOn ? brought : { ...brought, x: 0, y: 0 }) };
    });
    for (const mover of group) this.coming.set(mover.auth.id, mover);
    hall.clock.setTimeout(() => {
      // Others, or the same anew, may have been announced since.
      for (const mover of group)
        if (this.coming.get(mover.auth.id) === mover) this.coming.delete(mover.auth.id);
      if (goesOn) hall.game.allHere = true;
    }, SEAT.returnSeconds * 1000);
  }

  /** Somebody of another room is still to come. */
  get awaits(): boolean {
    return this.coming.size > 0;
  }

  /** Somebody takes a seat: what was brought along, once; nothing of who comes from nowhere. */
  arrives(id: string): Mover | undefined {
    const mover = this.coming.get(id);
    this.coming.delete(id);
    return mover;
  }

  /** Somebody has a seat. */
  sat(
    { sessionId, reconnectionToken: token, userData: chair }: Client<{ userData: { barred: number } }>,
    who: Pick<Sitting, "slot" | "auth" | "options">,
  ): void {
    this.sittings.set(sessionId, { ...who, sessionId, token, chair });
    if (this.from !== undefined && this.coming.size === 0) this.hall.game.allHere = true;
  }

  /** A seat is free for good. */
  rose(sessionId: string): void {
    this.sittings.delete(sessionId);
    if (this.hall.clients.length === 0) this.emptied();
  }

  /** Everybody is told that the process ends in so many seconds, and who comes later. */
  warn(seconds: number, elsewhere: boolean): void {
    this.warning = { untilMs: Date.now() + seconds * 1000, elsewhere };
    this.hall.broadcast(Message.moving, this.news());
  }

  /** A connection is new. */
  greet(client: Client): void {
    if (this.warning !== null) client.send(Message.moving, this.news());
  }

  /** A connection that comes back too late: it is sent to where its seat is. */
  turnsAway(client: Client): boolean {
    if (this.left) client.leave(CloseCode.moved);
    return this.left;
  }

  /** Everybody who is in, and may be, in the order of the movers of `carrying`. */
  everybody(): Sitting[] {
    return [...this.sittings.values()].filter(({ chair }) => chair?.barred === 0);
  }

  /** What another room needs; the game must be held. `goesOn`: the round does, there. `code`: that is to lead there. */
  carrying(goesOn: boolean, code: string): Carrying {
    const { world, roll } = this.hall.game;
    const movers = this.everybody().map(({ slot, sessionId, auth, options }): Mover => {
      const skimmer = world.skimmers[slot];
      const watch = skimmer !== null && isResting(skimmer);
      const here = this.hall.clients.getById(sessionId) !== undefined;
      const brought = carriedBy(world, slot);
      const looks = this.hall.door.looksOn(auth.id);
      return { auth, options: { ...options, watch }, team: world.teams[slot], brought, here, looks };
    });
    // Who was on the way here, and away, goes on to where the others go.
    for (const mover of this.coming.values()) movers.push({ ...mover, here: false });
    return { game: goesOn ? carriedGame(world, roll) : null, movers, code };
  }

  /** Resolves when nobody is connected any more, or after `ms`. */
  async untilEmpty(ms: number): Promise<void> {
    if (this.hall.clients.length === 0) return;
    await new Promise<void>((resolve) => {
      this.emptied = resolve;
      setTimeout(resolve, ms);
    });
  }

  private news(): MovingMessage {
    const { untilMs, elsewhere } = this.warning ?? { untilMs: 0, elsewhere: false };
    return { seconds: Math.max(0, Math.round((untilMs - Date.now()) / 1000)), elsewhere };
  }
}
