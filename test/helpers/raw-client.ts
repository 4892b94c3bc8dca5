// A client without our net code: says what it likes, byte by byte.
// Owns: the seat request and the socket. Must not: be polite.
import { createRequire } from "node:module";
import { Identity } from "../../client/net/identity.ts";
import { PROTOCOL_VERSION } from "../../shared/protocol/version.ts";

const { WebSocket } = createRequire(import.meta.url)("ws") as typeof import("ws");

export const QUICK = { kind: "quick", mode: "swarm" };

export interface Answer {
  status: number;
  body: {
    error?: string;
    field?: string;
    message?: string;
    sessionId?: string;
    roomId?: string;
    processId?: string;
    publicAddress?: string;
  };
}

/** Posts any text. */
export async function post(endpoint: string, path: string, body: string, token = ""): Promise<Answer> {
  const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
  const response = await fetch(`${endpoint}${path}`, { method: "POST", headers, body });
  const said = (await response.json()) as Answer["body"] & { seat?: Answer["body"] };
  return { status: response.status, body: { ...said, ...said.seat } };
}

/** Asks for a seat with any body, as text, as somebody new. */
export async function askSeat(endpoint: string, body: string): Promise<Answer> {
  return post(endpoint, "/api/seats", body, await new Identity(endpoint).access());
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
  const home = body.publicAddress ? `ws://${body.publicAddress}` : endpoint.replace("http", "ws");
  const socket = new WebSocket(`${home}/${path}`);
  const opened = new Promise<void>((resolve, reject) => socket.once("open", resolve).once("error", reject));
  return { socket, opened };
}

/** Takes a seat and acknowledges it; resolves when the first state has arrived. */
export async function rawJoin(endpoint: string, options: object = {}): Promise<RawClient> {
  const answer = await askSeat(
    endpoint,
    JSON.stringify({ version: PROTOCOL_VERSION, want: QUICK, ...options }),
  );
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
