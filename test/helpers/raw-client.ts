// A client without our net code: says what it likes, byte by byte.
// Owns: the seat request and the socket. Must not: be polite.
import { createRequire } from "node:module";
import { PROTOCOL_VERSION } from "../../shared/protocol/version.ts";

const { WebSocket } = createRequire(import.meta.url)("ws") as typeof import("ws");

export interface Answer {
  status: number;
  body: { code?: number; error?: string; sessionId?: string; roomId?: string; processId?: string };
}

/** Asks for a seat with any body, as text. */
export async function askSeat(
  endpoint: string,
  body: string,
  method = "joinOrCreate",
  of = "arena",
): Promise<Answer> {
  const response = await fetch(`${endpoint}/matchmake/${method}/${of}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });
  return { status: response.status, body: (await response.json()) as Answer["body"] };
}

export interface RawClient {
  socket: InstanceType<typeof WebSocket>;
  roomId: string;
  /** What takes the seat back: the secret half of the framework's token. */
  token: string;
  /** Frames that arrived, newest last. */
  frames: Uint8Array[];
  send(...bytes: number[]): void;
  /** Resolves with the close code. */
  closed: Promise<{ code: number; reason: string }>;
}

/** Opens the socket of a seat; `opened` resolves when it is, and nothing is ever said over it. */
export function openSocket(
  endpoint: string,
  { body }: Answer,
  reconnectionToken?: string,
): { socket: RawClient["socket"]; opened: Promise<void> } {
  const back = reconnectionToken === undefined ? "" : `&reconnectionToken=${reconnectionToken}`;
  const path = `${body.processId}/${body.roomId}?sessionId=${body.sessionId}${back}`;
  const socket = new WebSocket(`${endpoint.replace("http", "ws")}/${path}`);
  const opened = new Promise<void>((resolve, reject) => socket.once("open", resolve).once("error", reject));
  return { socket, opened };
}

/** Takes a seat and acknowledges it; resolves when the first state has arrived. */
export async function rawJoin(endpoint: string, options: object = {}): Promise<RawClient> {
  const answer = await askSeat(endpoint, JSON.stringify({ version: PROTOCOL_VERSION, ...options }));
  const { socket } = openSocket(endpoint, answer);
  const frames: Uint8Array[] = [];
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.once("close", (code, reason) => resolve({ code, reason: String(reason) }));
  });
  await new Promise<void>((resolve, reject) => {
    socket.once("error", reject);
    socket.on("message", (data) => {
      const frame = new Uint8Array(data as Buffer);
      frames.push(frame);
      const code = frame[0] & 0x1f;
      if (code === 10) socket.send(Uint8Array.of(10));
      if (code === 14) resolve();
    });
  });
  return {
    socket,
    roomId: answer.body.roomId as string,
    token: new TextDecoder().decode(frames[0].subarray(2, 2 + frames[0][1])),
    frames,
    closed,
    send: (...bytes) => socket.send(Uint8Array.from(bytes)),
  };
}
