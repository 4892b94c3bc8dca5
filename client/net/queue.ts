// The rated queue as this page stands in it: waits, is asked, has a seat.
// Owns: that standing. Must not: know the DOM, word anything, or take the seat (whoever listens does).
import type {
  QueueAnswered,
  QueueBack,
  QueueCheck,
  QueueOut,
  QueueReady,
  QueueRefusal,
  QueueSeat,
  QueueState,
} from "../../shared/protocol/queue.ts";
import { QueueType } from "../../shared/protocol/queue.ts";
import { RATED, type RatedMessage } from "../../shared/protocol/rating.ts";
import type { RatedMode } from "../../shared/tunables/queue.ts";
import { Emitter } from "./emitter.ts";
import type { Lobby } from "./lobby.ts";

/** Times are this page's own (performance.now), ms. */
export type QueueStanding =
  | { kind: "out" }
  /** Asked to come in, and not answered yet. */
  | { kind: "entering"; mode: RatedMode }
  /** `back`: why one waits again; null when nothing has happened. */
  | { kind: "waiting"; mode: RatedMode; sinceMs: number; waiting: number; back: QueueBack | null }
  | {
      kind: "asked";
      mode: RatedMode;
      match: number;
      endsMs: number;
      people: number;
      ready: number;
      /** What one has said; null: nothing yet. */
      said: boolean | null;
    }
  /** A seat is being taken: the match begins when all have come. */
  | { kind: "seated"; mode: RatedMode; match: number };

export interface QueueEvents {
  standing: QueueStanding;
  /** Take this seat, within 5 s. */
  seat: QueueSeat;
  /** One is out of the queue, or was not let in. */
  out: { reason: QueueOut };
  refused: { reason: QueueRefusal };
  /** A match that was rated is in the records. */
  rated: RatedMessage;
}

/** Who was told so lately, ms, that one waits still means to: another process leads within 12 s. */
const STILL_MS = 30_000;

export class QueueClient {
  private readonly lobby: Lobby;
  private readonly events = new Emitter<QueueEvents>();
  private now: QueueStanding = { kind: "out" };
  /** When the server last said that one waits. */
  private toldMs = Number.NEGATIVE_INFINITY;
  /** What is entered again as soon as there is a connection. */
  private again: RatedMode | null = null;

  /** Before the lobby's connection is opened. */
  constructor(lobby: Lobby) {
    this.lobby = lobby;
    lobby.add({
      connected: () => this.enterAgain(),
      types: {
        [QueueType.state]: (state: QueueState) => this.waits(state),
        [QueueType.check]: (check: QueueCheck) => this.asked(check),
        [QueueType.answered]: (answered: QueueAnswered) => this.answered(answered),
        [QueueType.seat]: (seat: QueueSeat) => this.seat(seat),
        [QueueType.begun]: () => this.set({ kind: "out" }),
        [QueueType.out]: ({ reason }: { reason: QueueOut }) => this.out(reason),
        [QueueType.refused]: ({ reason }: { reason: QueueRefusal }) => this.refused(reason),
        [RATED]: (rated: RatedMessage) => this.events.emit("rated", rated),
        [QueueType.idle]: () => this.idle(),
      },
    });
  }

  get standing(): QueueStanding {
    return this.now;
  }

  on<K extends keyof QueueEvents>(name: K, listener: (event: QueueEvents[K]) => void): () => void {
    return this.events.on(name, listener);
  }

  /** Into the queue, with the party that one leads; false when there is no connection. */
  join(mode: RatedMode): boolean {
    if (!this.lobby.send(QueueType.join, { mode })) return false;
    if (this.now.kind === "out") this.set({ kind: "entering", mode });
    return true;
  }

  leave(): void {
    this.again = null;
    this.toldMs = Number.NEGATIVE_INFINITY;
    this.lobby.send(QueueType.leave, {});
    if (this.now.kind === "entering") this.set({ kind: "out" });
  }

  /** Says whether one is ready, once. */
  answer(yes: boolean): void {
    if (this.now.kind !== "asked" || this.now.said !== null) return;
    const { match } = this.now;
    if (this.lobby.send(QueueType.ready, { match, yes } satisfies QueueReady))
      this.set({ ...this.now, said: yes });
  }

  private waits({ mode, waitedMs, waiting, back }: QueueState): void {
    // Told anew while nothing has changed, it must not take back why one waits again.
    const before = this.now.kind === "waiting" ? this.now.back : null;
    this.toldMs = performance.now();
    const sinceMs = this.toldMs - waitedMs;
    this.set({ kind: "waiting", mode, sinceMs, waiting, back: back ?? before });
  }

  /** A new connection finds nothing of us: who has just waited does so again, since the desk may be another's now. */
  private idle(): void {
    const before = this.now;
    this.set({ kind: "out" });
    if (before.kind !== "waiting" || performance.now() - this.toldMs >= STILL_MS) return;
    this.again = before.mode;
    this.enterAgain();
  }

  /** It may have been said before the connection was there. */
  private enterAgain(): void {
    if (this.again !== null && this.join(this.again)) this.again = null;
  }

  private asked({ match, mode, endsInMs, people }: QueueCheck): void {
    const endsMs = performance.now() + endsInMs;
    const said = this.now.kind === "asked" && this.now.match === match ? this.now.said : null;
    this.set({ kind: "asked", mode, match, endsMs, people, ready: 0, said });
  }

  private answered({ match, ready, people }: QueueAnswered): void {
    if (this.now.kind === "asked" && this.now.match === match) this.set({ ...this.now, ready, people });
  }

  private seat(seat: QueueSeat): void {
    this.set({ kind: "seated", mode: seat.mode, match: seat.match });
    this.events.emit("seat", seat);
  }

  private out(reason: QueueOut): void {
    this.set({ kind: "out" });
    this.events.emit("out", { reason });
  }

  private refused(reason: QueueRefusal): void {
    if (this.now.kind === "entering") this.set({ kind: "out" });
    this.events.emit("refused", { reason });
  }

  private set(standing: QueueStanding): void {
    this.now = standing;
    this.events.emit("standing", standing);
  }
}
