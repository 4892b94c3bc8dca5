// Whatever the people of the lobby do to play together: one desk for queue and parties, and the words that reach it.
// Owns: how the two go together, and the beat. Must not: know Colyseus.
import { isPartyCode, isPartyPlayer, PartyType } from "../../shared/protocol/party.ts";
import { isQueueJoin, isQueueReady, QueueType } from "../../shared/protocol/queue.ts";
import { QUEUE } from "../../shared/tunables/queue.ts";
import { PartyDesk } from "./party-desk.ts";
import { People, type Person } from "./people.ts";
import { QueueDesk, type QueuePorts } from "./queue-desk.ts";

export type PlayPorts = Omit<QueuePorts, "partyOf"> & { newCode(): string };

/** One kind of wish: whether what was said has its shape, and what comes of it. */
interface Wish {
  type: string;
  isOne(said: unknown): said is unknown;
  act(player: string, said: unknown): void;
}

const anything = (_said: unknown): _said is unknown => true;

export class PlayDesk {
  readonly queue: QueueDesk;
  readonly parties: PartyDesk;
  readonly wishes: readonly Wish[];
  private readonly people = new People();
  private readonly ports: PlayPorts;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(ports: PlayPorts) {
    this.ports = ports;
    const regrouped = (players: readonly string[]): void => {
      for (const player of players) this.queue.leave(player);
    };
    this.parties = new PartyDesk(this.people, { ...ports, regrouped });
    this.queue = new QueueDesk(this.people, { ...ports, partyOf: (player) => this.parties.of(player) });
    this.wishes = [...this.queueWishes(), ...this.partyWishes()];
  }

  /** Until `close`. A look at the queue that fails is told, and the next one comes. */
  open(): void {
    this.timer = setInterval(() => {
      try {
        this.tick();
      } catch (error) {
        this.ports.log.error({ err: String((error as Error).stack) }, "a look at the queue failed");
      }
    }, QUEUE.tickMs);
  }

  close(): void {
    clearInterval(this.timer);
  }

  /** A connection of somebody is there. */
  here(person: Person): void {
    this.people.here(person);
    this.parties.here(person.caller.id);
    this.queue.resume(person.caller.id);
  }

  /** A connection is over; `forGood`: its player said goodbye. */
  gone(player: string, connection: string, forGood: boolean): void {
    if (!this.people.gone(player, connection, this.ports.nowMs())) return;
    if (forGood) {
      this.queue.leave(player);
      this.parties.leave(player);
    } else this.parties.away(player);
  }

  private tick(): void {
    for (const player of this.people.forget(this.ports.nowMs())) this.queue.leave(player);
    this.parties.tick();
    this.queue.tick();
  }

  private queueWishes(): Wish[] {
    const { queue } = this;
    const tooFast = (player: string): void => queue.refuse(player, "tooFast");
    return [
      this.wish(QueueType.join, isQueueJoin, (player, { mode }) => queue.join(player, mode), tooFast),
      this.wish(QueueType.leave, anything, (player) => queue.leave(player), tooFast),
      this.wish(QueueType.ready, isQueueReady, (player, said) => queue.answer(player, said), tooFast),
    ];
  }

  private partyWishes(): Wish[] {
    const { parties } = this;
    const tooFast = (player: string): void => parties.refuse(player, "tooFast");
    return [
      this.wish(PartyType.make, anything, (player) => parties.make(player), tooFast),
      this.wish(PartyType.join, isPartyCode, (player, { code }) => parties.join(player, code), tooFast),
      this.wish(PartyType.leave, anything, (player) => parties.leave(player), tooFast),
      this.wish(PartyType.putOut, isPartyPlayer, (who, said) => parties.putOut(who, said.player), tooFast),
      this.wish(PartyType.lead, isPartyPlayer, (who, said) => parties.lead(who, said.player), tooFast),
    ];
  }

  private wish<T>(
    type: string,
    isOne: (said: unknown) => said is T,
    act: (player: string, said: T) => void,
    tooFast: (player: string) => void,
  ): Wish {
    return {
      type,
      isOne,
      act: (player, said) => {
        if (this.people.mayWish(player, this.ports.nowMs())) act(player, said as T);
        else tooFast(player);
      },
    };
  }
}
