// The WebSocket transport with a guard before the framework: frames that it must not see never reach it.
// Owns: what happens to a socket that sends them. Must not: know rooms.
import type { IncomingMessage, Server as HttpServer } from "node:http";
import { WebSocketTransport } from "@colyseus/ws-transport";
import { CloseCode } from "../../shared/protocol/close-codes.ts";
import { isAllowed } from "./frame-filter.ts";

/** Longest frame that is read at all, bytes; the socket closes with 1009 above it. */
const MAX_FRAME_BYTES = 4096;

type Socket = Parameters<WebSocketTransport["onConnection"]>[0];

const refused = new WeakSet<object>();

/** True when the guard closed this socket: its player must not keep the seat. */
export const wasRefused = (socket: object): boolean => refused.has(socket);

export class GuardedTransport extends WebSocketTransport {
  /** Frames refused since the start. */
  refusedFrames = 0;

  constructor(server: HttpServer) {
    super({ server, maxPayload: MAX_FRAME_BYTES, pingInterval: 3000, pingMaxRetries: 2 });
  }

  protected override async onConnection(
    socket: Socket,
    request: IncomingMessage,
    ...rest: unknown[]
  ): Promise<void> {
    this.guard(socket);
    await (super.onConnection as (...args: unknown[]) => Promise<void>).call(this, socket, request, ...rest);
  }

  /** Stands between the socket and whoever listens for its messages, now or later. */
  private guard(socket: Socket): void {
    const emit = socket.emit.bind(socket);
    socket.emit = (event: string, ...args: unknown[]): boolean => {
      if (event !== "message" || isAllowed(args[0] as Uint8Array)) return emit(event as "message", ...args);
      this.refusedFrames += 1;
      refused.add(socket);
      socket.emit = emit as typeof socket.emit;
      socket.removeAllListeners("message");
      socket.close(CloseCode.badFrame, "bad frame");
      return true;
    };
  }
}
