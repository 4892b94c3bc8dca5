// The WebSocket transport with a guard before the framework: who may connect, and a guard for each socket.
// Owns: the sockets and their guards. Must not: know rooms.
import { type Server as HttpServer, type IncomingMessage, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import {
  connectClientToRoom,
  createAuthContext,
  CloseCode as FrameworkCode,
  matchMaker,
  ServerError,
} from "@colyseus/core";
import { WebSocketTransport } from "@colyseus/ws-transport";
import type { WebSocket } from "ws";
import { CloseCode } from "../../shared/protocol/close-codes.ts";
import type { Log } from "../ops/log.ts";
import { Admission, type AdmissionParts, type Asked, askedOf } from "./admission.ts";
import { GuardedClient } from "./guarded-client.ts";
import type { LinkMeter } from "./link-meter.ts";
import { SocketGuard } from "./socket-guard.ts";
import { Traffic } from "./traffic.ts";

export interface GuardParts extends AdmissionParts {
  log: Log;
}

type Socket = WebSocket & { pingCount: number };

/** Each socket is looked at this often, and its round trip measured; a whole round of measurements is four seconds. */
const LOOK_MS = 500;
/** A message of ours is one frame; what stands between may cut it in a few. */
const MOST_FRAGMENTS = 8;
/** Reads that a frame may come in: one of 4 KB, 16 bytes at a time. */
const MOST_CHUNKS = 256;
/** A peer that does not answer a closing handshake is cut off after this, ms. */
const CLOSE_MS = 5000;

const guards = new WeakMap<object, SocketGuard>();

const addresses = new WeakMap<object, string>();

/** Where a socket of this transport comes from; "" for any other. Nobody may keep it. */
export const addressOf = (socket: object): string => addresses.get(socket) ?? "";

/** The guard of a socket of this transport. Throws for any other. */
function guardOf(socket: object): SocketGuard {
  const guard = guards.get(socket);
  if (guard === undefined) throw new Error("this socket has not come through the guarded transport");
  return guard;
}

/** Closes a socket for what it sent: nothing more of it is heard, and its seat goes with it. */
export function refuse(connection: object, code: number, reason: string): void {
  guardOf(connection).refuse(code, reason);
}

/** True when the guard closed this socket for good: its player must not keep the seat. */
export const wasRefused = (socket: object): boolean => guards.get(socket)?.seatLost === true;

/** The meter of a socket that this transport guards. Throws for any other. */
export const linkOf = (socket: object): LinkMeter => guardOf(socket).meter;

export class GuardedTransport extends WebSocketTransport {
  private readonly parts: GuardParts;
  readonly traffic = new Traffic();
  private readonly admission: Admission;

  constructor(server: HttpServer, parts: GuardParts) {
    super({
      server,
      maxPayload: parts.limits.frameBytes,
      maxFragments: MOST_FRAGMENTS,
      maxBufferedChunks: MOST_CHUNKS,
      closeTimeout: CLOSE_MS,
      // The guard answers, within the socket's budget.
      autoPong: false,
      pingInterval: 3000,
      pingMaxRetries: 2,
    } as ConstructorParameters<typeof WebSocketTransport>[0]);
    this.parts = parts;
    this.admission = new Admission(parts);
    const timer = setInterval(() => this.look(performance.now()), LOOK_MS);
    timer.unref();
    server.on("close", () => clearInterval(timer));
  }

  /** Sockets that are open now. */
  get sockets(): number {
    return this.wss.clients.size;
  }

  /** Bytes that wait to be sent now: to the one for whom most do, and to all. */
  buffered(): { max: number; total: number } {
    let max = 0;
    let total = 0;
    for (const { bufferedAmount } of this.wss.clients) {
      max = Math.max(max, bufferedAmount);
      total += bufferedAmount;
    }
    return { max, total };
  }

  /** Called by the framework's constructor: requests come later. */
  protected override listenForUpgrade(server: HttpServer): void {
    server.on("upgrade", (request: IncomingMessage, stream: Duplex, head: Buffer) => {
      const asked = askedOf(request);
      if (asked === null) {
        turnAway(stream, 404);
        return;
      }
      const admitted = this.admission.admit(request, Math.trunc(performance.now()));
      if (typeof admitted === "number") {
        turnAway(stream, admitted);
        return;
      }
      stream.once("close", admitted);
      this.wss.handleUpgrade(
        request,
        stream,
        head,
        (socket) => void this.connect(socket as Socket, request, asked),
      );
    });
  }

  private look(nowMs: number): void {
    this.admission.forget(Math.trunc(nowMs));
    for (const socket of this.wss.clients) {
      const guard = guards.get(socket);
      guard?.meter.ping(nowMs);
      guard?.look(nowMs);
    }
  }

  /** Never rejects. */
  private async connect(socket: Socket, request: IncomingMessage, asked: Asked): Promise<void> {
    const { limits, refused } = this.parts;
    const { traffic } = this;
    const guard = new SocketGuard(socket, { limits, refused, traffic }, Math.trunc(performance.now()));
    socket.once("close", (code: number) => traffic.ended(code));
    guards.set(socket, guard);
    addresses.set(socket, this.parts.addresses.of(request));
    guard.meter.ping(performance.now());
    this.stand(socket, guard);
    // The framework counts its own pings that were not answered, and ends who is silent.
    socket.pingCount = 0;
    socket.on("pong", () => {
      socket.pingCount = 0;
    });
    const client = new GuardedClient(asked.sessionId, socket, guard);
    const context = createAuthContext({
      headers: request.headers as Record<string, string>,
      remoteAddress: request.socket.remoteAddress,
    });
    try {
      await connectClientToRoom(matchMaker.getLocalRoomById(asked.roomId), client, context, asked);
    } catch (error) {
      const known =
        error instanceof ServerError ? error : new ServerError(FrameworkCode.WITH_ERROR, "join failed");
      const back = asked.reconnectionToken !== undefined;
      client.error(known.code, known.message, () =>
        socket.close(back ? FrameworkCode.FAILED_TO_RECONNECT : FrameworkCode.WITH_ERROR),
      );
    }
  }

  /** Stands between a socket and whoever listens to it, now or later. What they throw costs the client, and nobody else. */
  private stand(socket: Socket, guard: SocketGuard): void {
    const emit = socket.emit.bind(socket) as (event: string, first: unknown, second: unknown) => boolean;
    socket.emit = (event: string, first?: unknown, second?: unknown): boolean => {
      if (!guard.hears(event, first, second)) return true;
      try {
        return emit(event, first, second);
      } catch (error) {
        this.parts.log.error({ event, err: String((error as Error)?.stack) }, "a frame failed");
        guard.refuse(CloseCode.handlerFailed, "failed");
        return true;
      }
    };
  }
}

/** Answers a request for a socket in plain HTTP. */
function turnAway(stream: Duplex, status: number): void {
  stream.on("error", () => stream.destroy());
  stream.once("finish", () => stream.destroy());
  stream.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
