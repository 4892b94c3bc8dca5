// HTTP as bytes over a connection of one's own, from any address of this machine.
// Owns: the connection. Must not: know a route, or be polite.
import { Agent, request } from "node:http";
import { connect, type Socket } from "node:net";
import type { LimitName } from "../../server/limits.ts";

/** What is not answered by then waits for more, ms. */
const PATIENCE_MS = 2000;

/** An address beside 127.0.0.1 that every Linux machine has. */
export const STRANGER = "127.0.0.2";

/** Writes `bytes` over a connection of its own; resolves to all that comes back until the server closes it. */
export function say(port: number, bytes: string | Buffer, from = "127.0.0.1"): Promise<string> {
  return new Promise((resolve) => {
    let heard = "";
    const socket = dial(port, from).once("connect", () => socket.write(bytes));
    const late = setTimeout(() => socket.end(), PATIENCE_MS);
    const done = (): void => {
      clearTimeout(late);
      resolve(heard);
    };
    socket.on("data", (chunk) => {
      heard += chunk.toString("latin1");
    });
    socket.on("close", done).on("error", done);
  });
}

export function dial(port: number, from: string): Socket {
  return connect({ port, host: "127.0.0.1", localAddress: from });
}

/** Of an answer, the last of those that were heard; 0 for none. */
export const statusOf = (heard: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(heard)?.[1] ?? 0);

export interface Heard {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Record<string, unknown>;
}

/** A stranger who calls `POST /path` and so on from an address, over connections that it keeps. */
export function strangerAt(port: number, from = STRANGER, most = 20) {
  const agent = new Agent({ keepAlive: true, localAddress: from, maxSockets: most });
  const ask = (
    methodAndPath: string,
    { token = "", body, headers = {} }: { token?: string; body?: object; headers?: object } = {},
  ): Promise<Heard> =>
    new Promise((resolve, reject) => {
      const [method, path] = methodAndPath.split(" ");
      const text = body === undefined ? "" : JSON.stringify(body);
      const told = { ...(token && { authorization: `Bearer ${token}` }), ...headers };
      const said = body === undefined ? {} : { "content-type": "application/json" };
      const call = request({ agent, host: "127.0.0.1", port, method, path, headers: { ...said, ...told } });
      call.once("error", reject);
      call.once("response", (response) => {
        let heard = "";
        response.setEncoding("utf8").on("data", (chunk) => {
          heard += chunk;
        });
        response.once("error", reject).once("end", () => {
          const { statusCode: status = 0 } = response;
          const json = /^application\/json/.test(response.headers["content-type"] ?? "");
          resolve({ status, headers: response.headers, body: json ? JSON.parse(heard) : { text: heard } });
        });
      });
      call.end(text);
    });
  return { ask, close: () => agent.destroy() };
}

/** How often a limit has turned something away, as the server's metrics say. */
export async function refusals(port: number, limit: LimitName): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  return Number(new RegExp(`^emberline_refused_total\\{limit="${limit}"\\} (\\d+)$`, "m").exec(text)?.[1]);
}
