// One connection's guard: what it may send, how long it has to join, and how much may wait to be sent to it.
// Owns: its budgets, strikes and end. Must not: know rooms, or allocate for a frame.
import { Protocol } from "@colyseus/core";
import type { WebSocket } from "ws";
import { CloseCode } from "../../shared/protocol/close-codes.ts";
import type { CountRefusal, LimitName, Limits } from "../limits.ts";
import { Budget } from "./budget.ts";
import { isAllowed } from "./frame-filter.ts";
import { LinkMeter } from "./link-meter.ts";
import type { Traffic } from "./traffic.ts";

/**
 * Whoever's way up stands still goes on playing, and sends all at once when it moves again: for 9 s at most, then the
 * missing pongs cost the connection.
 */
const INPUT_BURST_SECONDS = 10;
const FRAME_BURST_SECONDS = 4;
/** A socket over its budget is not read for so long, ms: that is a second over budget, and a strike. */
const PAUSE_MS = 1000;
/** A strike is forgotten after so long without another, ms. */
const FORGIVEN_MS = 30_000;
/** A peer that does not answer the closing handshake is cut off after this, ms. */
const CLOSE_MS = 1000;
const { JOIN_ROOM, ROOM_INPUT_RELIABLE, ROOM_STATE_PATCH } = Protocol;
/** Frames that may still be on their way when a socket is closed; who goes on is not parsed. */
const STRAY_FRAMES = 64;
/** The framework's codes have modifiers in their upper bits. */
const CODE_BITS = 0x1f;

const NOTHING = Buffer.alloc(0);

/** What turns a socket's bytes into frames, private to the library. */
const parserOf = (socket: WebSocket) =>
  (socket as unknown as { _receiver?: { _loop: boolean; write(bytes: Buffer): void } })._receiver;

export class SocketGuard {
  readonly meter: LinkMeter;
  /** Its player must not keep the seat. */
  seatLost = false;
  private readonly socket: WebSocket;
  private readonly limits: Limits;
  private readonly refused: CountRefusal;
  private readonly traffic: Traffic;
  private readonly frames: Budget;
  private readonly messages: Budget;
  private readonly inputs: Budget;
  private readonly mostInputBytes: number;
  private readonly mostMessageBytes: number;
  private strikes = 0;
  private struckMs = 0;
  private pausedUntilMs = 0;
  private joinByMs: number;
  private slowFromMs = 0;
  /** A patch was not sent: the client can make nothing of those that follow. */
  private skips = false;
  private ended = false;
  private strays = 0;

  constructor(
    socket: WebSocket,
    { limits, refused, traffic }: { limits: Limits; refused: CountRefusal; traffic: Traffic },
    nowMs: number,
  ) {
    this.socket = socket;
    this.traffic = traffic;
    this.limits = limits;
    this.refused = refused;
    this.meter = new LinkMeter(socket);
    const { framesPerSecond, messagesPerSecond, messageBurst, inputsPerSecond } = limits;
    this.frames = new Budget(framesPerSecond, framesPerSecond * FRAME_BURST_SECONDS, nowMs);
    this.messages = new Budget(messagesPerSecond, messageBurst, nowMs);
    this.inputs = new Budget(inputsPerSecond, inputsPerSecond * INPUT_BURST_SECONDS, nowMs);
    this.mostInputBytes = limits.inputBytes;
    this.mostMessageBytes = limits.messageBytes;
    this.joinByMs = nowMs + limits.joinSeconds * 1000;
    socket.on("error", (error: NodeJS.ErrnoException) => this.broke(error.code ?? ""));
  }

  /** Whether those who listen may hear of an event of the socket. */
  hears(event: string, data: unknown, isBinary: unknown): boolean {
    if (event === "message") return this.hearsFrame(data as Uint8Array, isBinary === true);
    if (event === "ping") return this.hearsPing(data as Buffer);
    if (event === "pong") return this.hearsControl();
    return true;
  }

  /** Whether `frame` may be sent to the client now. */
  lets(frame: Uint8Array): boolean {
    if (this.ended) return false;
    const waiting = this.socket.bufferedAmount;
    if (waiting + frame.length > this.limits.hardBufferBytes) {
      this.refused("hardBufferBytes");
      this.end(CloseCode.tooSlow, "too slow");
      return false;
    }
    const isPatch = (frame[0] & CODE_BITS) === ROOM_STATE_PATCH;
    if (isPatch && !this.skips && waiting >= this.limits.softBufferBytes) {
      this.skips = true;
      this.refused("softBufferBytes");
    }
    if (isPatch && this.skips) return false;
    this.traffic.sent.count(frame);
    return true;
  }

  /** Whether another message may wait for the client to join; `messages` and `bytes` are those that would wait then. */
  letsWait(messages: number, bytes: number): boolean {
    if (this.ended) return false;
    const { queuedMessages, queuedBytes } = this.limits;
    if (messages <= queuedMessages && bytes <= queuedBytes) return true;
    this.refused(messages > queuedMessages ? "queuedMessages" : "queuedBytes");
    this.end(CloseCode.lateJoin, "join not acknowledged");
    return false;
  }

  /** Call twice a second: what is due by time. */
  look(nowMs: number): void {
    if (this.ended) return;
    if (this.pausedUntilMs !== 0 && nowMs >= this.pausedUntilMs) {
      this.pausedUntilMs = 0;
      this.socket.resume();
      this.readOn();
    }
    if (nowMs >= this.joinByMs) {
      this.refused("joinSeconds");
      this.end(CloseCode.lateJoin, "join not acknowledged");
    } else this.lookAtWaiting(nowMs);
  }

  /** Closes the socket for what it sent: nothing more of it is heard, and its seat goes with it. */
  refuse(code: number, reason: string): void {
    this.seatLost = true;
    this.end(code, reason);
  }

  /** Closes the socket; its player may come back over another. */
  end(code: number, reason: string): void {
    const { socket } = this;
    this.ended = true;
    socket.removeAllListeners("message");
    socket.close(code, reason);
    setTimeout(() => socket.terminate(), CLOSE_MS).unref();
  }

  /** A client whose patches were skipped, and that has read what waited, is closed: over a new connection it is told all. */
  private lookAtWaiting(nowMs: number): void {
    const { softBufferBytes, slowSeconds } = this.limits;
    const waiting = this.socket.bufferedAmount;
    if (!this.skips && waiting < softBufferBytes) this.slowFromMs = 0;
    else if (this.skips && waiting < softBufferBytes / 2) this.end(CloseCode.tooSlow, "too slow");
    else if (this.slowFromMs === 0) this.slowFromMs = nowMs;
    else if (nowMs - this.slowFromMs >= slowSeconds * 1000) {
      this.refused("slowSeconds");
      this.end(CloseCode.tooSlow, "too slow");
    }
  }

  private hearsFrame(frame: Uint8Array, isBinary: boolean): boolean {
    if (this.ended) return this.hearsStray();
    this.traffic.received.count(frame);
    const arrivedMs = performance.now();
    const nowMs = Math.trunc(arrivedMs);
    if (!this.frames.take(nowMs)) return this.over("framesPerSecond", nowMs);
    const isInput = frame[0] === ROOM_INPUT_RELIABLE;
    if (!isInput && !this.messages.take(nowMs)) return this.over("messagesPerSecond", nowMs);
    if (frame.length > (isInput ? this.mostInputBytes : this.mostMessageBytes)) {
      this.refused(isInput ? "inputBytes" : "messageBytes");
      this.refuse(isInput ? CloseCode.badFrame : CloseCode.badMessage, "too long");
      return false;
    }
    if (!isBinary || !isAllowed(frame)) {
      this.refuse(CloseCode.badFrame, "bad frame");
      return false;
    }
    if (isInput) {
      if (!this.inputs.take(nowMs)) return this.over("inputsPerSecond", nowMs);
      this.meter.inputArrived(arrivedMs);
    } else if (frame[0] === JOIN_ROOM) this.joined();
    return true;
  }

  /** The framework listens once the seat is taken, and not before: an acknowledgement that comes too early is none. */
  private joined(): void {
    if (this.socket.listenerCount("message") > 0) this.joinByMs = Number.POSITIVE_INFINITY;
  }

  private hearsControl(): boolean {
    if (this.ended) return this.hearsStray();
    const nowMs = Math.trunc(performance.now());
    return this.frames.take(nowMs) || this.over("framesPerSecond", nowMs);
  }

  /** Answered here, not by the library, which would answer each of a flood, and for a peer that reads nothing. */
  private hearsPing(data: Buffer): boolean {
    if (!this.hearsControl()) return false;
    if (this.socket.bufferedAmount < this.limits.softBufferBytes) this.socket.pong(data);
    return true;
  }

  private hearsStray(): false {
    this.strays += 1;
    if (this.strays > STRAY_FRAMES) this.halt();
    return false;
  }

  /**
   * The library parses all of a read in one go: 64 KB of a flood are 10,000 frames. This ends its loop; it goes on with
   * the next read, at the frame that follows. Private to the library: where it is not there, the whole read is parsed.
   */
  private halt(): void {
    const parser = parserOf(this.socket);
    if (parser !== undefined) parser._loop = false;
  }

  /** Frames behind those that were too much may be the last that come: one's goodbye. An empty read has them parsed. */
  private readOn(): void {
    parserOf(this.socket)?.write(NOTHING);
  }

  /** What exceeds a budget is dropped, and the rest of this second is not even read. */
  private over(limit: LimitName, nowMs: number): false {
    this.halt();
    if (nowMs < this.pausedUntilMs) return false;
    this.refused(limit);
    if (nowMs - this.struckMs > FORGIVEN_MS) this.strikes = 0;
    this.struckMs = nowMs;
    this.strikes += 1;
    this.pausedUntilMs = nowMs + PAUSE_MS;
    this.socket.pause();
    if (this.strikes >= this.limits.strikes) {
      this.refused("strikes");
      this.refuse(CloseCode.tooMuch, "too many frames");
    }
    return false;
  }

  /** Frames that break WebSocket itself (too long, bad UTF-8): the library closes, the seat goes with it. */
  private broke(code: string): void {
    if (!code.startsWith("WS_ERR_")) return;
    this.seatLost = true;
    if (code === "WS_ERR_UNSUPPORTED_MESSAGE_LENGTH") this.refused("frameBytes");
  }
}
