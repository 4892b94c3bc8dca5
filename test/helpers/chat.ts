// A chat without sockets: a desk in a room of its own, and connections to it that can be cut at any moment.
// Owns: what is on the wire. Must not: judge.
import type { ChatConnection } from "../../client/net/chat.ts";
import { ChatDesk } from "../../server/chat/desk.ts";
import type { ChatPorts, ChatReport } from "../../server/chat/ports.ts";
import { type ChatPerson, ChatType, type SayMessage, type SinceMessage } from "../../shared/protocol/chat.ts";

export interface DeskWorld {
  desk: ChatDesk;
  reports: ChatReport[];
  /** The clock that lines are dated and limited by. */
  nowMs: number;
}

/** A desk whose only place is a room in which everybody hears everybody; `ports` overrides it. */
export function makeDesk(ports: Partial<ChatPorts> = {}): DeskWorld {
  const world = { reports: [] as ChatReport[], nowMs: 1e12 } as DeskWorld;
  world.desk = new ChatDesk({
    mainScope: "room",
    mainChannel: "room",
    nowMs: () => world.nowMs,
    online: () => [...world.desk.everyone()].length,
    scopesOf: () => ["room"],
    channelsOf: () => ["room"],
    audienceOf: (_speaker, scope) =>
      scope === "room" ? { channel: "room", ids: null } : { refused: "closed" },
    watches: () => false,
    carry: (line) => world.desk.deliver(line),
    report: (report) => world.reports.push(report),
    ...ports,
  });
  return world;
}

export const person = (name: string): ChatPerson => ({ slot: -1, id: name, name, hue: 0 });

/** A connection between a link and a member: nothing arrives before it is pumped. */
export class Wire implements ChatConnection {
  readonly connection = { isOpen: true };
  private readonly world: DeskWorld;
  private readonly key: string;
  private readonly hearers = new Map<string, (message: never) => void>();
  private up: { type: string; payload: object }[] = [];
  private down: { type: string; payload: object }[] = [];

  constructor(world: DeskWorld, key: string) {
    this.world = world;
    this.key = key;
  }

  onMessage<T>(type: string, hear: (message: T) => void): void {
    this.hearers.set(type, hear as (message: never) => void);
  }

  send(type: string, payload: object): void {
    this.up.push({ type, payload });
  }

  /** Brings so many messages to the desk, and then so many to the link. */
  pump(up = Number.POSITIVE_INFINITY, down = Number.POSITIVE_INFINITY): void {
    while (up-- > 0 && this.up.length > 0) this.arrive(this.up.shift() as { type: string; payload: object });
    while (down-- > 0 && this.down.length > 0) {
      const { type, payload } = this.down.shift() as { type: string; payload: object };
      this.hearers.get(type)?.(structuredClone(payload) as never);
    }
  }

  /** What is on its way is gone, both ways. */
  cut(): void {
    this.connection.isOpen = false;
    this.up = [];
    this.down = [];
    this.world.desk.drop(this.key);
  }

  private arrive({ type, payload }: { type: string; payload: object }): void {
    const { desk } = this.world;
    if (type === ChatType.say) desk.say(this.key, payload as SayMessage);
    if (type !== ChatType.since) return;
    desk.since(this.key, payload as SinceMessage, (kind, said) =>
      this.down.push({ type: kind, payload: said }),
    );
  }
}
