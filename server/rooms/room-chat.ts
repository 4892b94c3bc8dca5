// The chat of an arena: its desk, who can be near whom, and the messages that reach it.
// Owns: which client is which member. Must not: decide what a line looks like or how fast one may speak.
import type { Client, Room } from "@colyseus/core";
import {
  type ChatPerson,
  type ChatScope,
  ChatType,
  isReport,
  isSay,
  isSince,
} from "../../shared/protocol/chat.ts";
import type { ArenaSchema } from "../../shared/schema/arena-schema.ts";
import { ChatDesk } from "../chat/desk.ts";
import type { Audience, ChatPorts, ChatReport } from "../chat/ports.ts";
import { recordOf } from "../chat/report-record.ts";
import type { ArenaGame } from "../game/arena-game.ts";
import type { SaveQueue } from "../persistence/save-queue.ts";
import { hearIn } from "./hear-in.ts";

type ChatClient = Client<{ userData: { slot: number } }>;

/** What this needs of the arena. */
interface ChatRoom extends Pick<Room, "onMessage" | "roomId"> {
  readonly state: ArenaSchema;
  readonly game: ArenaGame;
  readonly clients: Iterable<ChatClient>;
}

const CHANNEL = "room";

export class RoomChat implements ChatPorts {
  readonly mainScope = "room";
  readonly mainChannel = CHANNEL;
  readonly desk: ChatDesk;
  private readonly room: ChatRoom;
  private readonly saves: Pick<SaveQueue, "report">;
  /** Connections that listen. */
  private readonly heard = new WeakSet<object>();

  constructor(room: ChatRoom, saves: Pick<SaveQueue, "report">) {
    this.room = room;
    this.saves = saves;
    this.desk = new ChatDesk(this);
    hearIn(room, ChatType.say, isSay, ({ sessionId }, said) => this.desk.say(sessionId, said));
    hearIn(room, ChatType.report, isReport, ({ sessionId }, said) => this.desk.report(sessionId, said));
    hearIn(room, ChatType.since, isSince, (client, said) => {
      if (this.heard.has(client.ref)) return;
      this.heard.add(client.ref);
      this.desk.since(client.sessionId, said, (type, payload) => client.send(type, payload));
    });
  }

  /** A person has taken a seat, and a slot with it. */
  join(client: ChatClient): void {
    const { slot } = client.userData as { slot: number };
    const { name = "", hue = 0 } = this.room.state.roster.get(String(slot)) ?? {};
    const id = (client.auth as { id?: string } | undefined)?.id ?? client.sessionId;
    this.desk.join(client.sessionId, { slot, id, name, hue });
  }

  drop({ sessionId }: ChatClient): void {
    this.desk.drop(sessionId);
  }

  leave({ sessionId }: ChatClient): void {
    this.desk.leave(sessionId);
  }

  report(report: ChatReport): void {
    this.saves.report(recordOf(report, this.room.roomId));
  }

  nowMs(): number {
    return Date.now();
  }

  online(): number {
    return [...this.desk.everyone()].length;
  }

  scopesOf({ slot }: ChatPerson): ChatScope[] {
    return this.teamOf(slot) === -1 ? ["room", "near"] : ["room", "team", "near"];
  }

  channelsOf({ slot }: ChatPerson): string[] {
    const team = this.teamOf(slot);
    return team === -1 ? [CHANNEL] : [CHANNEL, `team${team}`];
  }

  audienceOf({ slot }: ChatPerson, scope: ChatScope): Audience {
    if (scope === "room") return { channel: CHANNEL, ids: null };
    if (scope === "near") return this.near(slot);
    return scope === "team" ? this.team(this.teamOf(slot)) : { refused: "closed" };
  }

  watches({ slot }: ChatPerson): boolean {
    return this.room.game.world.skimmers[slot]?.alive !== true;
  }

  carry(line: Parameters<ChatDesk["deliver"]>[0]): void {
    this.desk.deliver(line);
  }

  private team(team: number): Audience {
    if (team === -1) return { refused: "noTeam" };
    return { channel: `team${team}`, ids: this.keysOf((slot) => this.teamOf(slot) === team) };
  }

  /** 0 or 1; -1 for who plays for no team, or for one of a single player. */
  private teamOf(slot: number): number {
    const { rules, teams } = this.room.game.world;
    return rules.seats > 1 ? teams[slot] : -1;
  }

  /** The members whose slots are such. */
  private keysOf(isSuch: (slot: number) => boolean): string[] {
    const keys: string[] = [];
    for (const { sessionId, userData } of this.room.clients) {
      if (userData !== undefined && isSuch(userData.slot)) keys.push(sessionId);
    }
    return keys;
  }

  /** Whoever is sent the speaker's skimmer now, and nobody else: a line must not tell what the light does not. */
  private near(speaker: number): Audience {
    const { game } = this.room;
    if (game.world.skimmers[speaker]?.alive !== true) return { refused: "notFlying" };
    const ids = this.keysOf((slot) => slot === speaker || game.interest.seesSkimmer(slot, speaker));
    return { channel: null, ids };
  }
}
