// What one client's WebSocket carries: bytes both ways, and when patches arrive.
// Owns: the counting. Must not: change or delay a message.
import type { ArenaConnection } from "../../client/net/live-room.ts";

/** The low five bits of a message's first byte say what it is; 15 is a state patch (@colyseus/shared-types). */
const CODE_BITS = 0x1f;
const STATE_PATCH = 15;

/** Payload bytes; what WebSocket, TCP and IP add is not counted. */
export class Traffic {
  received = 0;
  sent = 0;
  /** Time between two patches of one connection, ms. */
  readonly intervals: number[] = [];
  private room: ArenaConnection | null = null;
  private lastPatchMs = 0;

  /** Counts this connection from now on; nothing happens when it is the one that is counted. */
  follow(room: ArenaConnection): void {
    if (room === this.room) return;
    this.room = room;
    this.lastPatchMs = 0;
    const { events, transport } = room.connection;
    const { onmessage } = events;
    events.onmessage = (event: MessageEvent<ArrayBuffer>) => {
      this.note(event.data);
      onmessage?.(event);
    };
    const send = transport.send.bind(transport);
    transport.send = (bytes: Uint8Array) => {
      this.sent += bytes.byteLength;
      send(bytes);
    };
  }

  /** Forgets what was counted so far; the next interval still begins at the last patch. */
  restart(): void {
    this.received = 0;
    this.sent = 0;
    this.intervals.length = 0;
  }

  private note(message: ArrayBuffer): void {
    this.received += message.byteLength;
    if ((new Uint8Array(message, 0, 1)[0] & CODE_BITS) !== STATE_PATCH) return;
    const nowMs = performance.now();
    if (this.lastPatchMs > 0) this.intervals.push(nowMs - this.lastPatchMs);
    this.lastPatchMs = nowMs;
  }
}
