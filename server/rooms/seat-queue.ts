// A client's inputs behind the game's InputQueue port: the framework's buffer, and how long each has waited in it.
// Owns: the pairing of inputs with their arrivals. Must not: decide which are taken.
import type { Input } from "../../shared/sim/input.ts";
import type { InputQueue } from "../game/ports.ts";
import type { LinkMeter } from "../transport/link-meter.ts";

/** What this needs of the framework's accessor. */
interface Buffer {
  readonly size: number;
  readonly consumedCount: number;
  next(): Input | undefined;
}

export class SeatQueue implements InputQueue {
  waitedMs = 0;
  private readonly buffer: Buffer;
  private readonly link: LinkMeter;
  /** Frames that came before the seat was taken, and of which the framework's buffer knows nothing. */
  private readonly before: number;

  constructor(buffer: Buffer, link: LinkMeter) {
    this.buffer = buffer;
    this.link = link;
    this.before = link.inputs - buffer.consumedCount - buffer.size;
  }

  get size(): number {
    return this.buffer.size;
  }

  next(): Readonly<Input> | undefined {
    const input = this.buffer.next();
    if (input === undefined) return undefined;
    const arrivedMs = this.link.arrivedMs(this.before + this.buffer.consumedCount);
    this.waitedMs = Number.isNaN(arrivedMs) ? 0 : performance.now() - arrivedMs;
    return input;
  }
}
