// The framework's client over a guarded socket: everything that is sent to it asks the guard first.
// Owns: the bytes that wait until it has joined. Must not: decide what is too much.
import { ClientState } from "@colyseus/core";
import { WebSocketClient } from "@colyseus/ws-transport";
import type { WebSocket } from "ws";
import type { SocketGuard } from "./socket-guard.ts";

type Options = Parameters<WebSocketClient["raw"]>[1];

export class GuardedClient extends WebSocketClient {
  private readonly guard: SocketGuard;
  private waitingBytes = 0;

  constructor(sessionId: string, socket: WebSocket, guard: SocketGuard) {
    super(sessionId, socket);
    this.guard = guard;
  }

  override raw(data: Uint8Array, options?: Options, sent?: (error?: Error) => void): void {
    if (this.guard.lets(data)) super.raw(data, options, sent);
    else sent?.();
  }

  override enqueueRaw(data: Uint8Array, options?: Options): void {
    // The framework keeps messages in this list until the client has joined, as many as there are.
    const { state, _enqueuedMessages: waiting } = this;
    if (state !== ClientState.JOINED && waiting !== undefined && options?.afterNextPatch !== true) {
      this.waitingBytes += data.length;
      if (!this.guard.letsWait(waiting.length + 1, this.waitingBytes)) return;
    }
    super.enqueueRaw(data, options);
  }
}
