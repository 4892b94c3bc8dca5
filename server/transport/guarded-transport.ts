// The WebSocket transport with a guard before the framework: frames that it must not see never reach it.
// Owns: what happens to a socket that sends them. Must not: know rooms.
import type { Server as HttpServer, IncomingMessage } from "node:http";
import { Protocol } from "@colyseus/core";
import { WebSocketTransport } from "@colyseus/ws-transport";
import { CloseCode } from "../../shared/protocol/close-codes.ts";
import { isAllowed } from "./frame-filter.ts";
import { LinkMeter } from "./link-meter.ts";

/** Longest frame that is read at all, bytes; the socket closes with 1009 above it. */
const MAX_FRAME_BYTES = 4096;

type Socket = Parameters<WebSocketTransport["onConnection"]>[0];

/** A peer that does not answer the closing handshake is cut off after this. */
const CLOSE_MS = 1000;

/** Round trips are measured this often, ms; a whole round of them is four seconds. */
const MEASURE_MS = 500;

const refused = new WeakSet<object>();
const meters = new WeakMap<object, LinkMeter>();

/** Closes a socket for what it sent: nothing more of it is heard, and its seat goes with it. */
export function refuse(connection: object, code: number, reason: string): void {
  const socket = connection as Socket;
  refused.add(socket);
  socket.removeAllListeners("message");
  socket.close(code, reason);
  setTimeout(() => socket.terminate(), CLOSE_MS).unref();
}

/** True when the guard closed this socket: its player must not keep the seat. */
export const wasRefused = (socket: object): boolean => refused.has(socket);

/** The meter of a socket that this transport guards. Throws for any other. */
export function linkOf(socket: object): LinkMeter {
  const meter = meters.get(socket);
  if (meter === undefined) throw new Error("this socket has not come through the guarded transport");
  return meter;
}

export class GuardedTransport extends WebSocketTransport {
  constructor(server: HttpServer) {
    super({ server, maxPayload: MAX_FRAME_BYTES, pingInterval: 3000, pingMaxRetries: 2 });
    const timer = setInterval(() => this.measure(), MEASURE_MS);
    timer.unref();
    server.on("close", () => clearInterval(timer));
  }

  private measure(): void {
    const nowMs = performance.now();
    for (const socket of this.wss.clients) meters.get(socket)?.ping(nowMs);
  }

  /** Called by the socket server, with itself as `this`. */
  protected override onConnection(socket: Socket, ...rest: [IncomingMessage]): Promise<void> {
    guard(socket);
    return super.onConnection(socket, ...rest);
  }
}

/** Stands between a socket and whoever listens for its messages, now or later. */
function guard(socket: Socket): void {
  const meter = new LinkMeter(socket);
  meters.set(socket, meter);
  meter.ping(performance.now());
  // Frames that break WebSocket itself (too long, bad UTF-8): the library closes, the seat goes with it.
  socket.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code?.startsWith("WS_ERR_")) refused.add(socket);
  });
  const emit = socket.emit;
  socket.emit = function guarded(this: Socket, event: string, ...args: unknown[]): boolean {
    const frame = event === "message" ? (args[0] as Uint8Array) : null;
    if (frame === null || isAllowed(frame)) {
      if (frame?.[0] === Protocol.ROOM_INPUT_RELIABLE) meter.inputArrived(performance.now());
      return (emit as (...all: unknown[]) => boolean).call(this, event, ...args);
    }
    refuse(socket, CloseCode.badFrame, "bad frame");
    return true;
  };
}
