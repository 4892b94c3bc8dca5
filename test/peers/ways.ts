// How a client of each contender comes in, says what it wants, and knows a patch when one comes.
// Owns: the few bytes of each protocol. Must not: count.
import { PROTOCOL_VERSION } from "../../shared/protocol/version.ts";
import type { Input } from "../../shared/sim/input.ts";
import { guestOf } from "../helpers/http.ts";
import type { CountingSocket } from "./counting-socket.ts";

export interface Way {
  /** Path of the socket of one more client. */
  path(endpoint: string): Promise<string>;
  /** The socket is open. True when the client may steer at once; else it waits for a frame that says so. */
  greet(socket: CountingSocket): boolean;
  /** Answers what must be answered, and tells what the frame was. */
  hear(socket: CountingSocket, head: Buffer, length: number): "patch" | "welcome" | "other";
  steer(socket: CountingSocket, input: Input): void;
}

/** Frame codes of the framework: the low five bits of the first byte. */
const CODE_BITS = 0x1f;
const Code = { join: 10, patch: 15, input: 19 } as const;

/** Where schema/input-schema.ts has `move` and `aim`. */
const Field = { move: 0x80, aim: 0x81 } as const;

const framework: Omit<Way, "path"> = {
  greet: () => false,
  hear(socket, head) {
    const code = head[0] & CODE_BITS;
    if (code === Code.patch) return "patch";
    if (code !== Code.join) return "other";
    socket.send(Uint8Array.of(Code.join));
    return "welcome";
  },
  steer(socket, { move, aim }) {
    socket.send(Uint8Array.of(Code.input, Field.move, move & 255, move >> 8, Field.aim, aim & 255, aim >> 8));
  },
};

interface Seat {
  processId: string;
  roomId: string;
  sessionId: string;
}

const seatPath = ({ processId, roomId, sessionId }: Seat): string =>
  `/${processId}/${roomId}?sessionId=${sessionId}`;

async function post<T>(url: string, body: object, token = ""): Promise<T> {
  const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

const ours: Way = {
  ...framework,
  async path(endpoint) {
    const { access } = await guestOf(endpoint);
    const want = { kind: "quick", mode: "swarm" };
    const body = { version: PROTOCOL_VERSION, want };
    return seatPath((await post<{ seat: Seat }>(`${endpoint}/api/seats`, body, access)).seat);
  },
};

const stock: Way = {
  ...framework,
  path: async (endpoint) => seatPath(await post<Seat>(`${endpoint}/matchmake/joinOrCreate/crowd`, {})),
};

const socketIo: Way = {
  path: async () => "/socket.io/?EIO=4&transport=websocket",
  greet(socket) {
    socket.sendText("40");
    return false;
  },
  hear(socket, head, length) {
    // Engine.IO's ping is the text "2", its pong "3"; "40" says that we are in, "42" begins an event.
    if (length === 1 && head[0] === 0x32) socket.sendText("3");
    if (head[0] !== 0x34) return "other";
    return head[1] === 0x32 ? "patch" : "welcome";
  },
  steer: (socket, { move, aim }) => socket.sendText(`42["input",${move},${aim}]`),
};

const plainWs: Way = {
  path: async () => "/",
  greet: () => true,
  hear: () => "patch",
  steer: (socket, { move, aim }) => socket.sendText(`[${move},${aim}]`),
};

const floor: Way = { ...framework, path: async () => "/", greet: () => true, hear: () => "patch" };

export const WAYS = { ours, stock, socketIo, plainWs, floor } as const satisfies Record<string, Way>;
export type WayName = keyof typeof WAYS;
