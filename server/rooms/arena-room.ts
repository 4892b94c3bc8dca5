// The arena as a Colyseus room: an adapter between connections and the game.
// Owns: seats. Must not: contain a rule of the game.
import { type Room, ServerError } from "@colyseus/core";
import { CloseCode } from "../../shared/protocol/close-codes.ts";
import type { JoinOptions } from "../../shared/protocol/join-options.ts";
import { isVote, isWatch, Message, type WelcomeMessage } from "../../shared/protocol/messages.ts";
import { ArenaSchema } from "../../shared/schema/arena-schema.ts";
import { SEAT } from "../../shared/tunables.ts";
import type { Config } from "../config.ts";
import type { ArenaGame } from "../game/arena-game.ts";
import type { Seat } from "../game/ports.ts";
import type { Caller } from "../http/route.ts";
import type { QueueDesk } from "../matchmaking/queue-desk.ts";
import type { Log } from "../ops/log.ts";
import type { RoomTotals } from "../ops/room-totals.ts";
import type { TickMeter } from "../ops/tick-meter.ts";
import type { Bans } from "../session/bans.ts";
import { addressOf, refuse, wasRefused } from "../transport/guarded-transport.ts";
import { seatFor } from "./client-seat.ts";
import { ContainedRoom } from "./contained-room.ts";
import { hearFelt } from "./felt-ear.ts";
import { identityOf, seatsFor, teamOf } from "./game-options.ts";
import { HeardInput } from "./heard-input.ts";
import { actsOf } from "./room-acts.ts";
import { RoomChat } from "./room-chat.ts";
import { RoomDoor } from "./room-door.ts";
import { type ArenaListing, listingOf, type RoomMaking } from "./room-making.ts";
import { RoomPassage } from "./room-passage.ts";
import { forgetCode, makeCode } from "./rooms-wiring.ts";
import { type KeeperParts, RoundKeeper } from "./round-keeper.ts";
import { waitForReturn } from "./seat-wait.ts";
import { type ArenaClient, rise, sit } from "./sitting.ts";
import { startGame } from "./start-game.ts";

/** While a room waits for the first person, ms: its clock ticks with its patches, and 200 such rooms cost nothing. */
const WAITING_PATCH_MS = 1000;

/** A handler of messages of one shape; any other costs its sender the seat. */
const hearing =
  <T>(isOne: (said: unknown) => said is T, act: (slot: number, said: T) => void) =>
  (client: ArenaClient, said: unknown): void => {
    if (!isOne(said)) refuse(client.ref, CloseCode.badMessage, "bad message");
    else if (client.userData !== undefined) act(client.userData.slot, said);
  };

/** What every arena of a process shares. */
export interface ArenaParts {
  settings: Config["arena"];
  log: Log;
  /** Every arena that is open or about to be, and how many there may be. */
  arenas: { all: ReadonlySet<ArenaRoom>; add(room: ArenaRoom): boolean; delete(room: ArenaRoom): void };
  /** False when the process cannot step one game more beside those that run. */
  headroom: { take(running: number, nowMs: number): boolean };
  /** For which a seat that was asked for is held. */
  seatSeconds: number;
  totals: RoomTotals;
  bans: Pick<Bans, "hash" | "until">;
  keeping: KeeperParts;
  /** Hears of rated rooms who has come, who has left for good, that a room is gone, or goes on in another. */
  rated: Pick<QueueDesk, "came" | "went" | "ended" | "moved">;
}

export class ArenaRoom extends ContainedRoom<{
  state: ArenaSchema;
  client: ArenaClient;
  input: HeardInput;
}> {
  /** Given once by the app, before any room is made. */
  static parts: ArenaParts;

  override state = new ArenaSchema();
  override patchRate = WAITING_PATCH_MS;
  override seatReservationTimeout = ArenaRoom.parts.seatSeconds;
  override inputs = this.defineInput(HeardInput, { bufferMaxSize: SEAT.mostInputs });
  override messages = {
    [Message.vote]: hearing(isVote, (slot, { choice }) => this.game.vote(slot, choice)),
    [Message.watch]: hearing(isWatch, (slot, wish) => this.game.watch(slot, wish)),
    _: (client: ArenaClient) => refuse(client.ref, CloseCode.badMessage, "unknown message"),
  };
  /** Both are made when the first person comes: a room that waits costs next to nothing. */
  meter!: TickMeter;
  game!: ArenaGame;
  door!: RoomDoor;
  readonly passage = new RoomPassage(this);
  readonly act = actsOf(this, (connection) => ArenaRoom.parts.bans.hash(addressOf(connection)));
  readonly chat = new RoomChat(this, ArenaRoom.parts.keeping.saves);
  readonly parts = ArenaRoom.parts;
  making!: RoomMaking;
  private keeper!: RoundKeeper;

  get begun(): boolean {
    return this.game !== undefined;
  }

  override get log(): Log {
    return ArenaRoom.parts.log;
  }

  override async onCreate(making: RoomMaking): Promise<void> {
    if (!ArenaRoom.parts.arenas.add(this)) throw new ServerError(503, "busy");
    this.making = making;
    this.keeper = new RoundKeeper({ id: this.roomId, rated: making.rated }, ArenaRoom.parts.keeping);
    const needsCode = making.code === "" && !(making.listed && making.owner === "");
    this.metadata = listingOf(making, needsCode ? await makeCode(this.roomId) : making.code);
    this.door = new RoomDoor(this, seatsFor(ArenaRoom.parts.settings, making), making.patienceSeconds);
    hearFelt(this, ArenaRoom.parts.totals.felt);
    this.log.info({ room: this.roomId, mode: making.mode }, "arena opened");
  }

  /** The first person is here: there is a game from now on. Throws when the process has no place for it. */
  begin(): void {
    startGame(this, {
      clientOf: (slot) => this.clientOf(slot),
      roundOver: (result) => void this.keeper.keep(result),
      // Its scores have been shown: everybody goes.
      over: () => this.endWith(CloseCode.over),
    });
  }

  override broadcastPatch(): boolean {
    if (!this.begun) return super.broadcastPatch();
    const sent = this.meter.measurePatch(() => super.broadcastPatch());
    this.state.tickGapMs = 0;
    return sent;
  }

  override onBeforePatch(): void {
    if (this.begun) this.meter.measureRefresh(() => this.game.beforePatch());
  }

  override onJoin(client: ArenaClient, options: JoinOptions): void {
    if (this.passage.left) throw new ServerError(503, "the arena has moved");
    if (!this.begun) this.begin();
    const auth = client.auth as Caller;
    const { id } = auth;
    const mover = this.passage.arrives(id);
    // An operator who looks on in a rated match must not play in it.
    const looksOn = options.watch || this.door.looksOn(id);
    const identity = identityOf(id, options, mover?.team ?? teamOf(this.making, id));
    const slot = this.game.join(identity, this.seatOf(client), looksOn, mover?.brought);
    if (slot === -1) throw new ServerError(409, "the arena is full");
    sit(client, slot, this);
    this.passage.sat(client, { slot, auth, options });
    this.welcome(client, slot);
    this.chat.join(client);
    if (this.making.rated) ArenaRoom.parts.rated.came(this.roomId, id);
  }

  /** The connection is gone: the skimmer stays, and its embers with it, until the time is up. */
  override async onDrop(client: ArenaClient): Promise<void> {
    const { userData, ref } = client;
    if (userData === undefined) return;
    client.view?.dispose();
    this.chat.drop(client);
    if (wasRefused(ref) || this.passage.left) return;
    this.game.setAbsent(userData.slot);
    await waitForReturn(this as unknown as Room, client, userData.returned);
  }

  override onReconnect(client: ArenaClient): void {
    const { userData } = client;
    if (userData === undefined) throw new Error("a client came back that had no seat");
    if (userData.barred !== 0) return void refuse(client.ref, userData.barred, "put out");
    if (this.passage.turnsAway(client)) return;
    userData.returned = true;
    // One token for the seat's whole life: a new one might not arrive before the next break.
    client.reconnectionToken = userData.token;
    this.game.resume(userData.slot, this.seatOf(client));
    this.welcome(client, userData.slot);
  }

  override onLeave(client: ArenaClient, code?: number): void {
    if (client.userData === undefined) return;
    rise(client, code, this);
    client.view?.dispose();
    this.chat.leave(client);
    this.game.leave(client.userData.slot);
    this.passage.rose(client.sessionId);
    if (this.making.rated && !this.passage.left)
      ArenaRoom.parts.rated.went(this.roomId, (client.auth as Caller).id);
  }

  private seatOf(client: ArenaClient): Seat {
    return seatFor(client, this.inputs.get(client.sessionId));
  }

  private clientOf(slot: number): ArenaClient | undefined {
    return this.clients.find((client) => client.userData?.slot === slot);
  }

  private welcome(client: ArenaClient, slot: number): void {
    const { code } = this.metadata as ArenaListing;
    client.send(Message.welcome, { slot, online: this.clients.length, code } satisfies WelcomeMessage);
    this.passage.greet(client);
  }

  override async onDispose(): Promise<void> {
    ArenaRoom.parts.arenas.delete(this);
    if (this.door === undefined) return;
    forgetCode((this.metadata as ArenaListing).code, this.roomId).catch(() => {});
    this.log.info({ room: this.roomId }, "arena closed");
    if (this.passage.left) return;
    if (this.making.rated) ArenaRoom.parts.rated.ended(this.roomId);
    if (!this.begun) return;
    ArenaRoom.parts.totals.play.ended(this.game);
    if (this.game.running) await this.keeper.keep(this.game.runningResult());
  }
}
