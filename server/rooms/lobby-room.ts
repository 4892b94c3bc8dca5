// The lobby as a Colyseus room: the live list of rooms, and the way to a player who is not in a game, or is.
// Owns: its members' connections. Must not: contain a rule of matchmaking or chat.
import { type Client, matchMaker, type Room, ServerError } from "@colyseus/core";
import { CloseCode } from "../../shared/protocol/close-codes.ts";
import type { JoinOptions } from "../../shared/protocol/join-options.ts";
import type { RoomsNews } from "../../shared/protocol/seats.ts";
import type { LobbyChat } from "../chat/lobby-chat.ts";
import type { Cluster } from "../cluster/cluster.ts";
import type { Caller } from "../http/route.ts";
import type { PlayDesk } from "../matchmaking/play-desk.ts";
import type { Log } from "../ops/log.ts";
import type { Bans } from "../session/bans.ts";
import { enter, type Presence } from "../session/player-topic.ts";
import { linkOf, refuse } from "../transport/guarded-transport.ts";
import { endBanned } from "./banned.ts";
import { ContainedRoom } from "./contained-room.ts";
import { LobbyPlay } from "./lobby-play.ts";
import { LobbyTalk } from "./lobby-talk.ts";
import type { RoomList } from "./room-list.ts";

/** People in one lobby; more open another. */
const MOST_PEOPLE = 500;

type LobbyClient = Client<{ userData: Presence; auth: Caller }>;

export class LobbyRoom extends ContainedRoom<{ client: LobbyClient }> {
  /** Given once by the app, before any room is made. */
  static logger: Log;
  static list: RoomList;
  static desk: PlayDesk;
  static chat: LobbyChat;
  static bans: Pick<Bans, "until">;
  /** Lobbies are where the lead is, and nowhere else. */
  static cluster: Pick<Cluster, "isLeader" | "onLeader">;
  /** For which a seat that was asked for is held. */
  static seatSeconds: number;

  override maxClients = MOST_PEOPLE;
  override seatReservationTimeout = LobbyRoom.seatSeconds;
  override messages = {
    /** Whatever is said that the lobby does not know costs its sender the place. */
    _: (client: LobbyClient) => refuse(client.ref, CloseCode.badMessage, "unknown message"),
  };
  private readonly play = new LobbyPlay(this as unknown as Room, LobbyRoom.desk);
  private readonly talk = new LobbyTalk(this as unknown as Room, LobbyRoom.chat);
  private stopListening: () => void = () => {};
  private stopFollowing: () => void = () => {};

  protected override get log(): Log {
    return LobbyRoom.logger;
  }

  override async onCreate(): Promise<void> {
    if (!LobbyRoom.cluster.isLeader) throw new ServerError(503, "busy");
    await this.setMatchmaking({ unlisted: true });
    this.stopListening = LobbyRoom.list.listen(
      this.containing(null, (news: RoomsNews) => this.broadcast("rooms:news", news)),
    );
    // Another process leads now: everybody goes there.
    this.stopFollowing = LobbyRoom.cluster.onLeader((leads) => {
      if (!leads) this.endWith(CloseCode.closed);
    });
  }

  override onJoin(client: LobbyClient, options: JoinOptions): void {
    const { auth, ref } = client;
    // A seat is given to who is signed in (seat-routes.ts).
    const { id } = auth as Caller;
    linkOf(ref);
    const ended = (code: number): void => refuse(client.ref, code, "put out");
    client.userData = enter(matchMaker.presence, id, "lobby", {
      replaced: () => refuse(client.ref, CloseCode.replaced, "replaced"),
      ended,
      letter: this.containing(client, (type: string, payload: unknown) => {
        client.send(type, payload);
        this.talk.told(client, type);
      }),
    });
    endBanned(client, client.userData, LobbyRoom.bans, ended);
    client.send("rooms:all", LobbyRoom.list.cards());
    this.play.join(client, options);
    this.talk.join(client, options);
  }

  override onLeave(client: LobbyClient, code?: number): void {
    client.userData?.leave();
    if (client.userData !== undefined) this.play.leave(client, code);
    this.talk.leave(client);
  }

  override onDispose(): void {
    this.stopListening();
    this.stopFollowing();
  }
}
