// A WebSocket client that is as cheap as can be: it counts the frames that come, and reads no more than their beginning.
// Owns: the handshake and the framing (RFC 6455). Must not: know what is in a frame.
import { randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";

/** As much of a frame is looked at: the whole of every control frame. */
const HEAD_BYTES = 125;
/** First byte, length, 8 more of length. */
const MOST_HEADER = 10;
const Opcode = { text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

/** `head`: the frame's first bytes, good until this returns; `length`: all of its payload, bytes. */
export type HearFrame = (socket: CountingSocket, head: Buffer, length: number) => void;

export class CountingSocket {
  private readonly socket: Socket;
  private readonly header = Buffer.alloc(MOST_HEADER);
  private readonly head = Buffer.alloc(HEAD_BYTES);
  private headerFilled = 0;
  private headFilled = 0;
  private length = 0;
  private left = 0;
  private readonly hear: HearFrame;
  isOpen = true;

  private constructor(socket: Socket, hear: HearFrame) {
    this.socket = socket;
    this.hear = hear;
    socket.on("close", () => {
      this.isOpen = false;
    });
    // A connection that breaks is counted by isOpen.
    socket.on("error", () => {});
  }

  /** Opens `path` of a server on this machine. Rejects when the server does not switch protocols. */
  static open(port: number, path: string, hear: HearFrame): Promise<CountingSocket> {
    return new Promise((resolve, reject) => {
      let counting: CountingSocket | null = null;
      let answer = "";
      const socket = connect({
        ...{ port, host: "127.0.0.1", noDelay: true },
        onread: {
          // One for all sockets would be cheaper still, but Node reads into it before it calls back.
          buffer: Buffer.allocUnsafe(65_536),
          callback(count, bytes) {
            if (counting !== null) return counting.feed(bytes as Buffer, 0, count);
            answer += Buffer.from(bytes.subarray(0, count)).toString("latin1");
            const end = answer.indexOf("\r\n\r\n");
            if (end < 0) return true;
            if (!answer.startsWith("HTTP/1.1 101")) {
              reject(new Error(answer.slice(0, 200)));
              socket.destroy();
              return false;
            }
            counting = new CountingSocket(socket, hear);
            resolve(counting);
            const rest = Buffer.from(answer.slice(end + 4), "latin1");
            return counting.feed(rest, 0, rest.length);
          },
        },
      });
      socket.once("error", reject);
      const key = randomBytes(16).toString("base64");
      const lines = [
        `GET ${path} HTTP/1.1`,
        `Host: 127.0.0.1:${port}`,
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Version: 13",
        `Sec-WebSocket-Key: ${key}`,
      ];
      socket.write(`${lines.join("\r\n")}\r\n\r\n`);
    });
  }

  send(payload: Uint8Array): void {
    this.write(Opcode.binary, payload);
  }

  sendText(text: string): void {
    this.write(Opcode.text, Buffer.from(text));
  }

  close(): void {
    this.socket.destroy();
  }

  /** A masked frame; the mask is four zeros, which changes nothing. At most 125 bytes. */
  private write(opcode: number, payload: Uint8Array): void {
    if (!this.isOpen) return;
    const frame = Buffer.alloc(6 + payload.length);
    frame[0] = 0x80 | opcode;
    frame[1] = 0x80 | payload.length;
    frame.set(payload, 6);
    this.socket.write(frame);
  }

  private feed(bytes: Buffer, at: number, end: number): boolean {
    while (at < end) {
      if (this.left === 0) {
        this.header[this.headerFilled++] = bytes[at++];
        if (!this.headerIsWhole()) continue;
      } else {
        const count = Math.min(this.left, end - at);
        const kept = Math.min(count, HEAD_BYTES - this.headFilled);
        if (kept > 0) bytes.copy(this.head, this.headFilled, at, at + kept);
        this.headFilled += Math.max(0, kept);
        this.left -= count;
        at += count;
      }
      if (this.left === 0) this.frameIsWhole();
    }
    return true;
  }

  private headerIsWhole(): boolean {
    const { header, headerFilled } = this;
    if (headerFilled < 2) return false;
    const short = header[1] & 127;
    const needed = short === 127 ? 10 : short === 126 ? 4 : 2;
    if (headerFilled < needed) return false;
    this.length =
      short === 127 ? Number(header.readBigUInt64BE(2)) : short === 126 ? header.readUInt16BE(2) : short;
    this.left = this.length;
    this.headFilled = 0;
    return true;
  }

  private frameIsWhole(): void {
    const opcode = this.header[0] & 15;
    this.headerFilled = 0;
    const head = this.head.subarray(0, this.headFilled);
    if (opcode === Opcode.ping) this.write(Opcode.pong, Buffer.from(head));
    else if (opcode === Opcode.close) this.close();
    else if (opcode !== Opcode.pong) this.hear(this, head, this.length);
  }
}
