// The arena as a Colyseus room: an adapter between connections and the game.
// Owns: seats. Must not: contain a rule of the game.
import { randomInt } from "node:crypto";
import { type Client, ServerError } from "@colyseus/core";
import { CloseCode, JoinError } from "../../shared/protocol/close-codes.ts";
import type { JoinOptions } from "../../shared/protocol/join-options.ts";
import { isVote, isWatch, Message, type WelcomeMessage } from "../../shared/protocol/messages.ts";
import { ArenaSchema } from "../../shared/schema/arena-schema.ts";
import { InputSchema } from "../../shared/schema/input-schema.ts";
import type { InputLog } from "../../shared/sim/input-log.ts";
import { Phase } from "../../shared/sim/world.ts";
import { PATCH_HZ, SEAT, TICK_HZ } from "../../shared/tunables.ts";
import type { Config } from "../config.ts";
import { ArenaGame } from "../game/arena-game.ts";
import type { Seat } from "../game/ports.ts";
import type { Log } from "../ops/log.ts";
import { TickBeat } from "../ops/tick-beat.ts";
import { TickMeter } from "../ops/tick-meter.ts";
import { writeLog } from "../persistence/log-files.ts";
import { linkOf, refuse, wasRefused } from "../transport/guarded-transport.ts";
import { admit } from "./admission.ts";
import { ClientView } from "./client-view.ts";
import { ContainedRoom } from "./contained-room.ts";
import { SeatQueue } from "./seat-queue.ts";

/** Motes that one patch may add to a view: a fresh view of 60 motes is there in two patches. */
const MOTES_PER_PATCH = 40;

/** `token`: what takes the seat back. `returned`: it has been taken back at least once. */
type ArenaClient = Client<{ userData: { slot: number; token: string; returned: boolean } }>;

/** A handler of messages of one shape; any other costs its sender the seat. */
const hearing =
  <T>(isOne: (said: unknown) => said is T, act: (slot: number, said: T) => void) =>
  (client: ArenaClient, said: unknown): void => {
    if (!isOne(said)) refuse(client.ref, CloseCode.badMessage, "bad message");
    else if (client.userData !== undefined) act(client.userData.slot, said);
  };

export class ArenaRoom extends ContainedRoom<{
  state: ArenaSchema;
  client: ArenaClient;
  input: InputSchema;
}> {
  /** Given once by the app, before any room is made. */
  static settings: Config["arena"];
  static logger: Log;

  override state = new ArenaSchema();
  override patchRate = 1000 / PATCH_HZ;
  override seatReservationTimeout = SEAT.claimSeconds;
  override inputs = this.defineInput(InputSchema, { bufferMaxSize: SEAT.mostInputs });
  override messages = {
    [Message.vote]: hearing(isVote, (slot, { choice }) => this.game.vote(slot, choice)),
    [Message.watch]: hearing(isWatch, (slot, wish) => this.game.watch(slot, wish)),
    /** Whatever else is said in this room costs its sender the seat. */
    _: (client: ArenaClient) => refuse(client.ref, CloseCode.badMessage, "unknown message"),
  };
  readonly meter = new TickMeter();
  game!: ArenaGame;
  private somebodyCame = false;

  protected override get log(): Log {
    return ArenaRoom.logger;
  }

  /** Before a seat is given. */
  static override async onAuth(_token: string, options: unknown): Promise<JoinOptions> {
    return admit(options);
  }

  override onCreate(): void {
    const { size, lengths, maxClients, fillTo, seed, logFolder } = ArenaRoom.settings;
    this.maxClients = maxClients;
    this.state.motes.maxPerTick = MOTES_PER_PATCH;
    // With the next patch: fewer writes, and a client hears of a death when it sees it.
    const later = { afterNextPatch: true };
    const notices = {
      toAll: (type: string, payload: object) => this.broadcast(type, payload, later),
      toSlot: (slot: number, type: string, payload: object) =>
        this.clientOf(slot)?.send(type, payload, later),
    };
    const hashes = logFolder !== undefined;
    const options = { seed: seed ?? randomInt(2 ** 32), ...(size && { size }), lengths, fillTo, hashes };
    this.game = new ArenaGame(this.state, options, notices);
    this.game.onRoundOver = (log) => void this.keep(log);
    const beat = new TickBeat(() => performance.now());
    this.setFixedTimestep(() => {
      this.meter.measure(() => this.game.tick(beat.lostTicks()));
      this.meter.publish(this.state);
    }, TICK_HZ);
    this.log.info(
      { room: this.roomId, seed: this.game.world.seed, size: this.game.world.size },
      "arena opened",
    );
  }

  override broadcastPatch(): boolean {
    const sent = this.meter.measurePatch(() => super.broadcastPatch());
    this.state.tickGapMs = 0;
    return sent;
  }

  override onBeforePatch(): void {
    this.meter.measureRefresh(() => this.game.beforePatch());
  }

  override onJoin(client: ArenaClient, _options: unknown, options: JoinOptions): void {
    const name = options.name || `Ember ${randomInt(100, 1000)}`;
    const identity = { name, hue: options.hue, bot: false };
    const slot = this.game.join(identity, this.seatOf(client), options.watch);
    if (slot === -1) throw new ServerError(JoinError.full, "the arena is full");
    client.userData = { slot, token: client.reconnectionToken, returned: false };
    this.somebodyCame = true;
    this.welcome(client, slot);
  }

  /** The connection is gone: the skimmer stays, and its embers with it, until the time is up. */
  override async onDrop(client: ArenaClient): Promise<void> {
    const { userData, ref } = client;
    if (userData === undefined) return;
    client.view?.dispose();
    if (wasRefused(ref)) return;
    this.game.setAbsent(userData.slot);
    // Private to the framework: with messages queued it takes nobody back, but who has come back once may break again
    // before the acknowledgement, and must not lose the seat for it.
    if (userData.returned) delete (client as { _enqueuedMessages?: unknown })._enqueuedMessages;
    // The framework's own time-out would keep the process alive after the room has ended; the clock's does not.
    const seat = this.allowReconnection(client, "manual");
    const patience = this.clock.setTimeout(
      () => seat.reject(new Error("too late")),
      SEAT.returnSeconds * 1000,
    );
    await seat.catch(() => {});
    patience.clear();
    // Taken over while the old connection was still open (another tab, a reload): the framework leaves that one open.
    if (client.ref !== ref) refuse(ref, CloseCode.replaced, "taken over");
  }

  override onReconnect(client: ArenaClient): void {
    const { userData } = client;
    if (userData === undefined) throw new Error("a client came back that had no seat");
    userData.returned = true;
    // One token for the seat's whole life: a new one might not arrive before the next break.
    client.reconnectionToken = userData.token;
    this.game.resume(userData.slot, this.seatOf(client));
    this.welcome(client, userData.slot);
  }

  override onLeave(client: ArenaClient): void {
    const slot = client.userData?.slot;
    if (slot === undefined) return;
    client.view?.dispose();
    this.game.leave(slot);
  }

  /** What a connection brings: its inputs, eyes that have seen nothing yet, and its measured link. */
  private seatOf(client: ArenaClient): Seat {
    const view = new ClientView();
    client.view = view.stateView;
    const link = linkOf(client.ref);
    return { queue: new SeatQueue(this.inputs.get(client.sessionId), link), view, link };
  }

  private clientOf(slot: number): ArenaClient | undefined {
    return this.clients.find((client) => client.userData?.slot === slot);
  }

  private welcome(client: ArenaClient, slot: number): void {
    client.send(Message.welcome, { slot, online: this.clients.length } satisfies WelcomeMessage);
  }

  /** Writes a round's log, if logs are written; a disk that cannot take it stops nobody. */
  private async keep(log: InputLog): Promise<void> {
    const { logFolder } = ArenaRoom.settings;
    if (logFolder === undefined) return;
    await writeLog(logFolder, `${this.roomId}-${log.round}`, log).catch((error: Error) => {
      this.log.error({ room: this.roomId, round: log.round, err: error.message }, "input log not written");
    });
  }

  override async onDispose(): Promise<void> {
    this.log.info({ room: this.roomId, ticks: this.game.world.tick }, "arena closed");
    if (this.somebodyCame && this.game.world.phase === Phase.playing) await this.keep(this.game.runningLog());
  }
}
