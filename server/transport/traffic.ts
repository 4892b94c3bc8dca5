// What goes over all sockets, by kind and way: frames and their bytes, without what WebSocket and TCP add.
// Owns: the counts. Must not: allocate for a frame, or keep one.
import { Protocol } from "@colyseus/core";
import { CloseCode } from "../../shared/protocol/close-codes.ts";

export const TRAFFIC_KINDS = ["patch", "state", "input", "chat", "message", "ping", "join", "other"] as const;

const { ROOM_STATE_PATCH, ROOM_STATE, ROOM_INPUT_RELIABLE, ROOM_DATA, PING, JOIN_ROOM } = Protocol;
const KIND_OF_CODE = new Uint8Array(32).fill(TRAFFIC_KINDS.indexOf("other"));
KIND_OF_CODE[ROOM_STATE_PATCH] = TRAFFIC_KINDS.indexOf("patch");
KIND_OF_CODE[ROOM_STATE] = TRAFFIC_KINDS.indexOf("state");
KIND_OF_CODE[ROOM_INPUT_RELIABLE] = TRAFFIC_KINDS.indexOf("input");
KIND_OF_CODE[ROOM_DATA] = TRAFFIC_KINDS.indexOf("message");
KIND_OF_CODE[PING] = TRAFFIC_KINDS.indexOf("ping");
KIND_OF_CODE[JOIN_ROOM] = TRAFFIC_KINDS.indexOf("join");
const CHAT = TRAFFIC_KINDS.indexOf("chat");
/** The framework's codes have modifiers in their upper bits. */
const CODE_BITS = 0x1f;
/** A message's name follows its code and the name's length. */
const NAME_AT = 2;
const CHAT_NAME = Buffer.from("chat");
/** Those of WebSocket that browsers, our sockets and broken links end with. */
const CLOSE_CODES = new Set<number>([...Object.values(CloseCode), 1000, 1001, 1005, 1006, 1008, 1009]);

/** One way, from or to the clients. */
class Way {
  /** By kind, in the order of TRAFFIC_KINDS. */
  readonly frames = new Float64Array(TRAFFIC_KINDS.length);
  readonly bytes = new Float64Array(TRAFFIC_KINDS.length);

  count(frame: Uint8Array): void {
    const code = frame[0] & CODE_BITS;
    const kind = code === ROOM_DATA && isChat(frame) ? CHAT : KIND_OF_CODE[code];
    this.frames[kind] += 1;
    this.bytes[kind] += frame.length;
  }
}

function isChat(frame: Uint8Array): boolean {
  for (let i = 0; i < CHAT_NAME.length; i++) if (frame[NAME_AT + i] !== CHAT_NAME[i]) return false;
  return true;
}

export class Traffic {
  readonly sent = new Way();
  readonly received = new Way();
  /** Sockets that ended, by close code; 0 for any that is none of ours: a client may say what it likes. */
  readonly closed = new Map<number, number>();

  ended(code: number): void {
    const counted = CLOSE_CODES.has(code) ? code : 0;
    this.closed.set(counted, (this.closed.get(counted) ?? 0) + 1);
  }
}
