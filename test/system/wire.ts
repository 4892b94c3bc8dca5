// A TCP connection in memory: two streams, and a lane of the network lab each way between them.
// Owns: order, sender's buffer, receiver's window, ends and resets. Must not: read what it carries.
import { Duplex } from "node:stream";
import { Lane } from "../../shared/lab/link-model.ts";
import type { Direction } from "../../shared/lab/profile.ts";
import { nowMs } from "./clock.ts";

/** One way of a person's whole link: what holds all of its connections. */
export interface Way {
  direction: Direction;
  heldUntilMs: number;
  blackhole: boolean;
}

/** What a sender's system takes before its program has to wait, bytes: little, so that slow readers are soon felt. */
const SEND_BUFFER = 1024;

interface Piece {
  atMs: number;
  /** Bytes, the end (null), or something that happens over there when it arrives. */
  what: Buffer | null | (() => void);
  /** Told once the sender may go on; null when it has been. */
  taken: (() => void) | null;
}

const sizeOf = (what: Piece["what"]): number => (what instanceof Buffer ? what.length : 0);

/** One way of one connection. */
class Pipe {
  readonly #lane: Lane;
  readonly #way: Way;
  readonly #to: () => End;
  readonly #queue: Piece[] = [];
  #bytes = 0;
  #over = false;
  #timer: NodeJS.Timeout | null = null;
  /** The receiver reads no more for now. */
  #full = false;
  #opensAtMs: number;

  constructor(way: Way, lane: Lane, opensAtMs: number, to: () => End) {
    this.#way = way;
    this.#lane = lane;
    this.#opensAtMs = opensAtMs;
    this.#to = to;
  }

  send(what: Piece["what"], taken: () => void = () => {}): void {
    if (this.#over) {
      taken();
      return;
    }
    this.#lane.direction = this.#way.direction;
    const bytes = sizeOf(what);
    const fromMs = typeof what === "function" ? nowMs() : Math.max(nowMs(), this.#opensAtMs);
    const atMs = this.#lane.deliverAtMs(fromMs, bytes);
    this.#bytes += bytes;
    const fits = this.#bytes <= SEND_BUFFER;
    this.#queue.push({ atMs, what, taken: fits ? null : taken });
    if (fits) taken();
    this.wake();
  }

  /** How long it takes yet until all that is on its way has arrived, ms. */
  get owedMs(): number {
    return Math.max(0, (this.#queue.at(-1)?.atMs ?? 0) - nowMs());
  }

  /** Looks again at what holds it. */
  wake(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#queue.length === 0 || this.#way.blackhole || this.#full) return;
    const dueMs = Math.max(this.#queue[0].atMs, this.#way.heldUntilMs);
    this.#timer = setTimeout(() => this.#deliver(), Math.max(0, Math.ceil(dueMs - nowMs())));
  }

  /** The receiver reads again. */
  drained(): void {
    if (!this.#full) return;
    this.#full = false;
    this.wake();
  }

  /** There is nobody to deliver to: what is on its way is forgotten, and what still comes is taken for nothing. */
  stop(): void {
    this.#over = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    for (const { taken } of this.#queue.splice(0)) taken?.();
  }

  #deliver(): void {
    this.#timer = null;
    const to = this.#to();
    while (this.#queue.length > 0 && !this.#full && this.#queue[0].atMs <= nowMs()) {
      const { what, taken } = this.#queue.shift() as Piece;
      this.#bytes -= sizeOf(what);
      taken?.();
      if (to.destroyed) continue;
      if (typeof what === "function") what();
      else this.#full = !to.push(what) && what !== null;
    }
    this.wake();
  }
}

/** One end of a connection, as programs hold it: what they ask of a socket, and no more. */
export class End extends Duplex {
  readonly remoteAddress: string;
  readonly remotePort = 49_152;
  readonly encrypted = false;
  private out!: Pipe;
  private inward!: Pipe;
  private patience: NodeJS.Timeout | null = null;
  private idleMs = 0;

  constructor(remoteAddress: string) {
    super({ allowHalfOpen: true });
    this.remoteAddress = remoteAddress;
  }

  join(out: Pipe, inward: Pipe): void {
    this.out = out;
    this.inward = inward;
  }

  override _read(): void {
    this.inward.drained();
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.stir();
    this.out.send(chunk, done);
  }

  override _writev(pieces: { chunk: Buffer }[], done: () => void): void {
    this.stir();
    this.out.send(Buffer.concat(pieces.map(({ chunk }) => chunk)), done);
  }

  override _final(done: () => void): void {
    this.out.send(null);
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.setTimeout(0);
    this.inward.stop();
    if (!this.writableFinished) this.out.send(null);
    done(error);
  }

  override push(chunk: Buffer | null): boolean {
    this.stir();
    return super.push(chunk);
  }

  /** The network has torn it, and nobody meant it. */
  reset(): void {
    this.out.stop();
    this.destroy(Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }));
  }

  destroySoon(): void {
    if (this.writable) this.end();
    if (this.writableFinished) this.destroy();
    else this.once("finish", () => this.destroy());
  }

  setTimeout(ms: number, act?: () => void): this {
    if (act !== undefined) this.once("timeout", act);
    this.idleMs = ms;
    this.stir();
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  /** Something was sent or came: it is not idle. */
  private stir(): void {
    if (this.patience !== null) clearTimeout(this.patience);
    this.patience = null;
    if (this.idleMs > 0 && !this.destroyed)
      this.patience = setTimeout(() => this.emit("timeout"), this.idleMs);
  }
}

/** `near` is the client's end: what it sends goes up. */
export interface Wire {
  near: End;
  far: End;
  /** Does something over there, when the first packet has arrived. */
  open(act: () => void): void;
  wake(): void;
  cut(): void;
  owedMs(): number;
}

/** A connection whose client may send from `opensAtMs` on. `stream` tells the connections of a run apart. */
export function makeWire(
  { up, down, address }: { up: Way; down: Way; address: string },
  { seed, stream, opensAtMs }: { seed: number; stream: number; opensAtMs: number },
): Wire {
  const near = new End("203.0.113.1");
  const far = new End(address);
  const upPipe = new Pipe(up, new Lane(up.direction, seed, 2 * stream), opensAtMs, () => far);
  const downPipe = new Pipe(down, new Lane(down.direction, seed, 2 * stream + 1), 0, () => near);
  near.join(upPipe, downPipe);
  far.join(downPipe, upPipe);
  return {
    near,
    far,
    open: (act) => upPipe.send(act),
    wake() {
      upPipe.wake();
      downPipe.wake();
    },
    owedMs: () => Math.max(upPipe.owedMs, downPipe.owedMs),
    cut() {
      near.reset();
      far.reset();
    },
  };
}
