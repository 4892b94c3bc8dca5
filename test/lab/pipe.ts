// One way of one connection through the proxy: bytes wait here until the lane's time for them has come.
// Owns: the queue, its bound and its one timer. Must not: decide about times (shared/lab/link-model.ts does).
import type { Socket } from "node:net";
import type { Lane } from "../../shared/lab/link-model.ts";

/** One way of the whole link, shared by the pipes of all connections: what holds everything, and the counts. */
export interface Way {
  heldUntilMs: number;
  blackhole: boolean;
  bytes: number;
  packets: number;
  losses: number;
  frozen: number;
  stalls: number;
}

/** What an Ethernet frame leaves for TCP's payload, less options: a loss or jitter strikes this much at once. */
const PACKET_BYTES = 1400;
/** Read no more while this waits, and go on below half of it. One read (64 KB) may come on top. */
const MOST_WAITING_BYTES = 256 * 1024;
/** What a piece costs beside its bytes, about: a flood of tiny ones is bounded too. */
const PIECE_BYTES = 100;

/** Bytes `start` to `end` of `chunk`, or an event of the connection that keeps its place among them. */
interface Piece {
  atMs: number;
  chunk: Buffer | null;
  start: number;
  end: number;
  event: (() => void) | null;
}

export class Pipe {
  /** Nothing is sent before this: the handshake is on its way. */
  opensAtMs = 0;
  readonly lane: Lane;
  readonly #from: Socket;
  readonly #to: Socket;
  readonly #way: Way;
  readonly #clock: () => number;
  readonly #queue: Piece[] = [];
  #waitingBytes = 0;
  #timer: NodeJS.Timeout | null = null;
  /** The receiver's socket is full. */
  #full = false;
  #over = false;

  constructor(from: Socket, to: Socket, lane: Lane, way: Way, clock: () => number) {
    this.lane = lane;
    this.#from = from;
    this.#to = to;
    this.#way = way;
    this.#clock = clock;
    from.on("data", (chunk: Buffer) => this.#take(chunk));
    from.once("end", () => this.event(() => to.end()));
    // Whatever the reason, what was sent before it arrives before it.
    from.once("close", () => this.event(() => to.destroySoon()));
    to.on("drain", () => {
      this.#full = false;
      this.#drain();
    });
    to.once("close", () => this.stop());
  }

  /** Delivers `act` like a packet of no bytes: after all that was sent before it. */
  event(act: () => void): void {
    if (this.#over) return;
    const atMs = this.lane.deliverAtMs(this.#sentMs(), 0);
    this.#queue.push({ atMs, chunk: null, start: 0, end: 0, event: act });
    this.#waitingBytes += PIECE_BYTES;
    this.#drain();
  }

  /** Looks again at what holds the link. */
  wake(): void {
    this.#drain();
  }

  #take(chunk: Buffer): void {
    if (this.#over) return;
    const { losses, frozen } = this.lane;
    const nowMs = this.#sentMs();
    for (let start = 0; start < chunk.length; start += PACKET_BYTES)
      this.#add(chunk, start, Math.min(chunk.length, start + PACKET_BYTES), nowMs);
    this.#way.losses += this.lane.losses - losses;
    this.#way.frozen += this.lane.frozen - frozen;
    this.#drain();
    if (this.#waitingBytes > MOST_WAITING_BYTES) this.#from.pause();
  }

  #add(chunk: Buffer, start: number, end: number, nowMs: number): void {
    const atMs = this.lane.deliverAtMs(nowMs, end - start);
    this.#way.packets++;
    this.#way.bytes += end - start;
    this.#waitingBytes += end - start;
    // Packets of one read that arrive together are one piece: without a model, a read is one write.
    const last = this.#queue.at(-1);
    if (last?.chunk === chunk && last.atMs === atMs) {
      last.end = end;
      return;
    }
    this.#queue.push({ atMs, chunk, start, end, event: null });
    this.#waitingBytes += PIECE_BYTES;
  }

  /** Delivers everything that is due, then sets the timer for the next piece. */
  #drain(): void {
    if (this.#full || this.#over || this.#queue.length === 0) return;
    this.#to.cork();
    const nowMs = this.#clock();
    while (this.#queue.length > 0 && this.#dueMs() <= nowMs && !this.#full) this.#deliver();
    this.#to.uncork();
    if (this.#from.isPaused() && this.#waitingBytes < MOST_WAITING_BYTES / 2) this.#from.resume();
    this.#arm();
  }

  #deliver(): void {
    const { chunk, start, end, event } = this.#queue.shift() as Piece;
    this.#waitingBytes -= end - start + PIECE_BYTES;
    if (event !== null) event();
    else if (this.#to.writable) this.#full = !this.#to.write((chunk as Buffer).subarray(start, end));
  }

  /** A timer has whole ms and may be early by less than one of them: it is asked for the next whole one, and a piece
   * that is not due yet waits again. So a piece is late by 1 to 2 ms at most on an idle machine, and never early. */
  #arm(): void {
    if (this.#timer !== null || this.#full || this.#over || this.#queue.length === 0) return;
    const waitMs = this.#dueMs() - this.#clock();
    if (waitMs === Infinity) return;
    this.#timer = setTimeout(
      () => {
        this.#timer = null;
        this.#drain();
      },
      Math.max(1, Math.ceil(waitMs)),
    );
  }

  #dueMs(): number {
    if (this.#way.blackhole) return Infinity;
    return Math.max(this.#queue[0].atMs, this.#way.heldUntilMs);
  }

  #sentMs(): number {
    return Math.max(this.#clock(), this.opensAtMs);
  }

  /** Delivers nothing more. What still comes is read and dropped, so that its end is noticed. */
  stop(): void {
    this.#over = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#queue.length = 0;
    this.#waitingBytes = 0;
    this.#from.resume();
  }
}
