// What operators do to an arena, wherever it runs: every act is called by its name through the framework.
// Owns: the acts. Must not: know HTTP, or who may call.
import { generateId, type IRoomCache } from "@colyseus/core";
import { CloseCode } from "../../shared/protocol/close-codes.ts";
import type { ArenaSchema } from "../../shared/schema/arena-schema.ts";
import { Phase } from "../../shared/sim/world.ts";
import { SEAT } from "../../shared/tunables.ts";
import type { Caller } from "../http/route.ts";
import { roomFigures } from "../ops/room-figures.ts";
import type { TickMeter } from "../ops/tick-meter.ts";
import type { RoomChat } from "./room-chat.ts";
import type { RoomDoor } from "./room-door.ts";
import type { ArenaListing } from "./room-making.ts";
import { type Leaving, moveRoom } from "./room-move.ts";
import type { Carrying } from "./room-passage.ts";

/** Figures are those of the last so many seconds. */
const FIGURES_SECONDS = 60;

/** What this needs of the arena. */
interface Arena extends Leaving {
  readonly state: ArenaSchema;
  readonly begun: boolean;
  readonly meter: TickMeter;
  readonly door: RoomDoor;
  readonly chat: RoomChat;
  readonly clients: Leaving["clients"] &
    Iterable<{ ref: object; auth?: unknown; userData?: { slot: number } }>;
}

/** Private to the framework: how many seats are taken or on their way, and what reserves one. */
interface Seats {
  readonly _listing: IRoomCache;
  _reserveSeat(sessionId: string, options: object, auth: Caller): Promise<boolean>;
}

/** Does an act of the room, by its name. `addressOf`: keyed hash of where a connection comes from. */
export function actsOf(arena: Arena, addressOf: (connection: object) => string) {
  const acts = new RoomActs(arena, addressOf);
  return <A extends keyof RoomActs>(name: A, ...args: Parameters<RoomActs[A]>): unknown =>
    (acts[name] as (...all: unknown[]) => unknown).apply(acts, args);
}

export class RoomActs {
  private readonly arena: Arena;
  private readonly addressOf: (connection: object) => string;
  private readonly openedMs = Date.now();

  constructor(arena: Arena, addressOf: (connection: object) => string) {
    this.arena = arena;
    this.addressOf = addressOf;
  }

  /** Who is in, for whom places are kept, and how the game does. */
  look() {
    const { arena, openedMs } = this;
    const nowMs = Date.now();
    return {
      ageSeconds: Math.round((nowMs - openedMs) / 1000),
      players: Array.from(arena.clients, (client) => this.playerOf(client)),
      kept: arena.door.kept(nowMs),
      game: arena.begun ? this.game() : null,
    };
  }

  announce(text: string): void {
    this.arena.chat.desk.announce(text);
  }

  /** Ends the room: everybody in it is told that an operator did. */
  close(): void {
    // Those who are closed may take a while to go; nobody waits for them.
    void this.arena.disconnect(CloseCode.closed);
  }

  /** Keeps places; false when there are not as many left. */
  keep(players: readonly string[], seconds: number): boolean {
    const nowMs = Date.now();
    return this.arena.door.keep(players, nowMs + seconds * 1000, this.seats._listing.clients, nowMs);
  }

  /** Lets an operator look on; see RoomDoor. */
  lookIn(player: string, seconds: number): void {
    const nowMs = Date.now();
    this.arena.door.lookIn(player, nowMs + seconds * 1000, nowMs);
  }

  /** Keyed hash of where a player's connection comes from; "" for who is not in. */
  address(player: string): string {
    for (const { ref, auth } of this.arena.clients)
      if ((auth as Caller | undefined)?.id === player) return this.addressOf(ref);
    return "";
  }

  /** Reserves a seat for whom a place is kept, in one go, so that nobody comes between. False when there is none. */
  claim(sessionId: string, options: object, auth: Caller): Promise<boolean> {
    if (!this.arena.door.claim(auth.id, Date.now())) return Promise.resolve(false);
    return this.seats._reserveSeat(sessionId, options, auth);
  }

  /**
   * Those of another room are about to come: the session of each who is connected, "" for the others. Rejects when this
   * room has no place for them, or its process none for its game.
   */
  async expect(carrying: Carrying): Promise<string[]> {
    const { arena } = this;
    const { movers, code } = carrying;
    const idsOf = (looks: boolean): string[] =>
      movers.filter((mover) => mover.looks === looks).map(({ auth }) => auth.id);
    if (arena.passage.left || !this.keep(idsOf(false), SEAT.returnSeconds)) throw new Error("full");
    for (const id of idsOf(true)) this.lookIn(id, SEAT.returnSeconds);
    arena.passage.expect(carrying);
    if (code !== "") await arena.setMatchmaking({ metadata: { ...(arena.metadata as ArenaListing), code } });
    return Promise.all(
      movers.map(async ({ here, auth, options }) => {
        const sessionId = generateId();
        return here && (await this.claim(sessionId, options, auth)) ? sessionId : "";
      }),
    );
  }

  /** Moves everybody to a room of another process; false when there is none. */
  move(): Promise<boolean> {
    return moveRoom(this.arena);
  }

  private get seats(): Seats {
    return this.arena as unknown as Seats;
  }

  private playerOf({ auth, userData }: { auth?: unknown; userData?: { slot: number } }) {
    const slot = userData?.slot ?? -1;
    const { name = "", pingMs = 0, resting = false } = this.arena.state.roster.get(String(slot)) ?? {};
    return { id: (auth as Caller | undefined)?.id ?? "", slot, name, pingMs, resting };
  }

  private game() {
    const { seed, size, round, phase } = this.arena.game.world;
    const playing = phase === Phase.playing;
    return { seed, size, round, playing, ...roomFigures(this.arena, FIGURES_SECONDS) };
  }
}
