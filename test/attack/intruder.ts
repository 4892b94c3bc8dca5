// A WebSocket client that keeps no rule: any bytes, any opcode, masked or not, read or not.
// Owns: the bytes both ways. Must not: know what rooms say.
import { connect, type Socket } from "node:net";

export interface Door {
  port: number;
  address: string;
  /** The request's target, as it is written. */
  path: string;
  headers?: Record<string, string>;
}

export interface Closing {
  /** 1006 when the connection ended without a word. */
  code: number;
  reason: string;
}

const HEAD_END = "\r\n\r\n";
const OPENING = [
  "Connection: Upgrade",
  "Upgrade: websocket",
  "Sec-WebSocket-Version: 13",
  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
];
export const Opcode = { more: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

/** The request that asks for a WebSocket. */
export function opening(path: string, headers: Record<string, string> = {}): string {
  const more = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`GET ${path} HTTP/1.1`, "Host: 127.0.0.1", ...OPENING, ...more, "\r\n"].join("\r\n");
}

/** A frame as the standard has it; `first` overrides its first byte (fin, reserved bits, opcode). */
export function frameOf(payload: Uint8Array, opcode: number = Opcode.binary, first = 0x80 | opcode): Buffer {
  const { length } = payload;
  const size = length < 126 ? 0 : length < 65_536 ? 2 : 8;
  const frame = Buffer.alloc(2 + size + 4 + length);
  frame[0] = first;
  frame[1] = 0x80 | (size === 0 ? length : size === 2 ? 126 : 127);
  if (size === 2) frame.writeUInt16BE(length, 2);
  if (size === 8) frame.writeBigUInt64BE(BigInt(length), 2);
  // A mask of zeros is a mask.
  frame.set(payload, 2 + size + 4);
  return frame;
}

export class Intruder {
  /** The HTTP status of the door: 101 when it is open. */
  status = 0;
  /** Payloads of binary frames that arrived. */
  readonly frames: Uint8Array[] = [];
  /** Bytes that arrived, of whatever kind. */
  received = 0;
  readonly closed: Promise<Closing>;
  /** Answers the join of a room, as every client must. */
  acknowledges = true;
  answersPings = true;
  /** Frames are counted only, not kept. */
  forgets = false;
  hears: (payload: Uint8Array) => void = () => {};
  readonly socket: Socket;
  private rest: Buffer = Buffer.alloc(0);
  private closing: Closing = { code: 1006, reason: "" };

  private constructor(door: Door, opened: (intruder: Intruder) => void) {
    this.socket = connect({ port: door.port, host: "127.0.0.1", localAddress: door.address });
    this.socket.on("connect", () => this.socket.write(opening(door.path, door.headers)));
    this.socket.on("data", (chunk) => this.take(chunk, opened));
    this.socket.on("error", () => {});
    this.closed = new Promise((resolve) => {
      this.socket.on("close", () => {
        opened(this);
        resolve(this.closing);
      });
    });
  }

  /** Resolves when the door has answered, whatever it said. */
  static knock(door: Door, ready: (intruder: Intruder) => void = () => {}): Promise<Intruder> {
    return new Promise((resolve) => ready(new Intruder(door, resolve)));
  }

  get isOpen(): boolean {
    return this.socket.writable && this.status === 101;
  }

  /** A binary frame. */
  send(...bytes: number[]): void {
    this.write(frameOf(Uint8Array.from(bytes)));
  }

  sendFrame(payload: Uint8Array): void {
    this.write(frameOf(payload));
  }

  /** Bytes as they are, under the frames. */
  write(bytes: Uint8Array): void {
    if (this.socket.writable) this.socket.write(bytes);
  }

  /** Goes without a word. */
  vanish(): void {
    this.socket.destroy();
  }

  private take(chunk: Buffer, opened: (intruder: Intruder) => void): void {
    this.received += chunk.length;
    this.rest = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    if (this.status === 0) {
      const end = this.rest.indexOf(HEAD_END);
      if (end < 0) return;
      this.status = Number(/^HTTP\/1\.1 (\d{3})/.exec(this.rest.toString("latin1", 0, 15))?.[1] ?? 0);
      this.rest = this.rest.subarray(end + HEAD_END.length);
      opened(this);
    }
    if (this.status === 101) while (this.takeFrame());
  }

  /** False when what has arrived is no whole frame. */
  private takeFrame(): boolean {
    const { rest } = this;
    if (rest.length < 2) return false;
    const small = rest[1] & 0x7f;
    const at = small < 126 ? 2 : small === 126 ? 4 : 10;
    if (rest.length < at) return false;
    const length =
      small < 126 ? small : small === 126 ? rest.readUInt16BE(2) : Number(rest.readBigUInt64BE(2));
    if (rest.length < at + length) return false;
    this.rest = rest.subarray(at + length);
    this.heard(rest[0] & 15, rest.subarray(at, at + length));
    return true;
  }

  private heard(opcode: number, payload: Buffer): void {
    if (opcode === Opcode.ping && this.answersPings) this.write(frameOf(payload, Opcode.pong));
    if (opcode === Opcode.close) {
      const code = payload.length >= 2 ? payload.readUInt16BE(0) : 1005;
      this.closing = { code, reason: payload.toString("utf8", 2) };
      this.write(frameOf(payload.subarray(0, 2), Opcode.close));
      this.socket.end();
    }
    if (opcode !== Opcode.binary) return;
    if (!this.forgets) this.frames.push(Uint8Array.from(payload));
    // The framework's code of a join that waits to be acknowledged.
    if (this.acknowledges && (payload[0] & 0x1f) === 10) this.send(10);
    this.hears(payload);
  }
}
