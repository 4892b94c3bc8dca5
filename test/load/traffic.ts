// What one client's WebSocket carries: bytes and messages of each kind both ways, and when patches arrive.
// Owns: the counting. Must not: change or delay a message.
import type { ArenaConnection } from "../../client/net/live-room.ts";
import { PATCH_HZ } from "../../shared/tunables.ts";
import type { Meters } from "./meters.ts";

/** The low five bits of a message's first byte say what it is (@colyseus/shared-types). */
export const CODE_BITS = 0x1f;
const CODES = CODE_BITS + 1;
/** Codes of what tells of the game. */
export const KIND = { message: 13, state: 14, patch: 15 } as const;

const PATCH_MS = 1000 / PATCH_HZ;

/** What the codes mean, for reports. */
const KINDS: Readonly<Record<number, string>> = {
  10: "join",
  11: "error",
  12: "leave",
  13: "message",
  14: "state",
  15: "patch",
  17: "bytes",
  18: "ping",
  19: "input",
  21: "request",
  22: "response",
};

/** Messages and payload bytes by code; what WebSocket, TCP and IP add is not counted. */
class WayCount {
  readonly messages = new Uint32Array(CODES);
  readonly bytes = new Float64Array(CODES);
  total = 0;

  note(first: number, bytes: number): void {
    const code = first & CODE_BITS;
    this.messages[code] += 1;
    this.bytes[code] += bytes;
    this.total += bytes;
  }

  get count(): number {
    return this.messages.reduce((sum, count) => sum + count, 0);
  }

  clear(): void {
    this.messages.fill(0);
    this.bytes.fill(0);
    this.total = 0;
  }
}

export class Traffic {
  readonly in = new WayCount();
  readonly out = new WayCount();
  /** Time between two patches, over one connection or over the break between two, ms. */
  readonly intervals: number[] = [];
  private readonly meanwhile: () => void;
  private room: ArenaConnection | null = null;
  private lastPatchMs = 0;

  /** `meanwhile` is called after each message that came. */
  constructor(meanwhile: () => void = () => {}) {
    this.meanwhile = meanwhile;
  }

  /** Payload bytes. */
  get received(): number {
    return this.in.total;
  }

  get sent(): number {
    return this.out.total;
  }

  /**
   * Counts this connection from now on; nothing happens when it is the one that is counted. Its first interval begins at the
   * last patch of the connection before: whoever looks sees one game.
   */
  follow(room: ArenaConnection): void {
    if (room === this.room) return;
    this.room = room;
    const { events, transport } = room.connection;
    const { onmessage } = events;
    events.onmessage = (event: MessageEvent<ArrayBuffer>) => {
      this.note(event.data);
      onmessage?.(event);
      this.meanwhile();
    };
    const send = transport.send.bind(transport);
    transport.send = (bytes: Uint8Array) => {
      this.out.note(bytes[0], bytes.byteLength);
      send(bytes);
    };
  }

  /** How long the next patch has been awaited at `nowMs`, ms; 0 while it is not due yet. */
  openGap(nowMs: number): number {
    const ms = this.lastPatchMs > 0 ? nowMs - this.lastPatchMs : 0;
    return ms > PATCH_MS ? ms : 0;
  }

  /** The gap that is open at `nowMs` counts as an interval, once: the next one begins here. */
  closeGap(nowMs: number): void {
    const ms = this.openGap(nowMs);
    if (ms === 0) return;
    this.intervals.push(ms);
    this.lastPatchMs = nowMs;
  }

  /** Forgets what was counted so far; the next interval still begins at the last patch. */
  restart(): void {
    this.in.clear();
    this.out.clear();
    this.intervals.length = 0;
  }

  private note(message: ArrayBuffer): void {
    const [first] = new Uint8Array(message, 0, 1);
    this.in.note(first, message.byteLength);
    if ((first & CODE_BITS) !== KIND.patch) return;
    const nowMs = performance.now();
    if (this.lastPatchMs > 0) this.intervals.push(nowMs - this.lastPatchMs);
    this.lastPatchMs = nowMs;
  }
}

/** Puts what was counted into the meters and counts anew; bytes a second only where it was there for all of `seconds`. */
export function noteTraffic(meters: Meters, traffic: Traffic, seconds: number | null): void {
  if (seconds !== null) {
    meters.note("bytes_in", traffic.received / seconds);
    meters.note("bytes_out", traffic.sent / seconds);
  }
  for (const ms of traffic.intervals) {
    meters.note("patch_interval", ms);
    meters.note("patch_jitter", Math.abs(ms - PATCH_MS));
  }
  addKinds(meters, "in", traffic.in);
  addKinds(meters, "out", traffic.out);
  traffic.restart();
}

function addKinds(meters: Meters, way: "in" | "out", { messages, bytes }: WayCount): void {
  for (const [code, count] of messages.entries()) {
    if (count === 0) continue;
    const kind = KINDS[code] ?? "other";
    meters.add(`${way}.${kind}.messages`, count);
    meters.add(`${way}.${kind}.bytes`, bytes[code]);
  }
}
