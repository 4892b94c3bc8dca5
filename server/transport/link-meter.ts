// How a connection is doing, measured from this side: round trips, arrivals of inputs, bytes that wait to be sent.
// Owns: the measurements of one socket. Must not: decide anything by them.
import type { Link } from "../game/ports.ts";

/** Round trips that are kept, and for how long: four seconds. */
const ROUND_TRIPS = 8;
const KEPT_MS = 4000;
/** Arrivals that are kept: four times what an input buffer holds. */
const ARRIVALS = 64;
/** Most pings that may be under way; beyond, the oldest counts as lost. */
const UNDER_WAY = 16;

interface Socket {
  readonly bufferedAmount: number;
  readonly readyState: number;
  ping(payload: Uint8Array): void;
  on(event: "pong", listener: (payload: Uint8Array) => void): unknown;
}

const OPEN = 1;

export class LinkMeter implements Link {
  private readonly socket: Socket;
  private readonly trips: { ms: number; atMs: number }[] = [];
  private readonly sentMs = new Float64Array(UNDER_WAY);
  private readonly arrivals = new Float64Array(ARRIVALS);
  private pings = 0;
  /** The second longest of the last four seconds' round trips, ms; 0 when there is none: a single slow pong proves nothing. */
  roundTripMs = 0;
  /** The middle of the last four seconds' round trips, ms; 0 when there is none. */
  pingMs = 0;
  /** Input frames that have arrived. */
  inputs = 0;

  constructor(socket: Socket) {
    this.socket = socket;
    socket.on("pong", (payload) => this.answered(payload));
  }

  get queuedBytes(): number {
    return this.socket.bufferedAmount;
  }

  /** Asks the other side for a sign of life; its network layer answers, not its page. */
  ping(nowMs: number): void {
    this.measure(nowMs);
    if (this.socket.readyState !== OPEN) return;
    this.sentMs[this.pings % UNDER_WAY] = nowMs;
    this.socket.ping(Uint8Array.of(PING, this.pings & 255));
    this.pings += 1;
  }

  /** An input frame has arrived. */
  inputArrived(nowMs: number): void {
    this.arrivals[this.inputs++ % ARRIVALS] = nowMs;
  }

  /** When input number `n` (from 1) of this connection arrived, ms; NaN when that is not known (any more). */
  arrivedMs(n: number): number {
    if (n < 1 || n > this.inputs || this.inputs - n >= ARRIVALS) return Number.NaN;
    return this.arrivals[(n - 1) % ARRIVALS];
  }

  /** A pong may be anything that its sender likes: only one that answers a ping under way counts. */
  private answered(payload: Uint8Array): void {
    if (payload.length !== 2 || payload[0] !== PING) return;
    const back = (this.pings - 1 - payload[1]) & 255;
    const n = this.pings - 1 - back;
    if (n < 0 || back >= UNDER_WAY || this.sentMs[n % UNDER_WAY] === 0) return;
    const atMs = performance.now();
    this.trips.push({ ms: atMs - this.sentMs[n % UNDER_WAY], atMs });
    this.sentMs[n % UNDER_WAY] = 0;
    if (this.trips.length > ROUND_TRIPS) this.trips.shift();
    this.measure(atMs);
  }

  /** With every ping and pong, and not when somebody asks: a Lance that is charged asks in every tick. */
  private measure(nowMs: number): void {
    while (this.trips.length > 0 && this.trips[0].atMs < nowMs - KEPT_MS) this.trips.shift();
    const sorted = this.trips.map(({ ms }) => ms).sort((a, b) => a - b);
    this.roundTripMs = sorted[Math.max(0, sorted.length - 2)] ?? 0;
    this.pingMs = sorted[sorted.length >> 1] ?? 0;
  }
}

/** First byte of our pings; the framework's own have no payload. */
const PING = 0x45;
