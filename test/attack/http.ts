// HTTP as attackers speak it: from an address of their choice, in order or as raw bytes.
// Owns: the calls. Must not: know a route or judge an answer.
import { type Agent, request } from "node:http";
import { connect } from "node:net";

export interface Answer {
  /** 0 when there was none: the connection ended without one. */
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  ms: number;
}

export interface Call {
  port: number;
  /** Of whoever calls: any of 127.0.0.0/8 is one's own on Linux. */
  address: string;
  method?: string;
  path: string;
  headers?: Record<string, string>;
  /** An object is sent as JSON, a text as it is. */
  body?: object | string;
  token?: string;
  agent?: Agent;
}

/** Answers are awaited this long, ms: none at all is a finding, and a busy machine's come late. */
const PATIENCE_MS = 30_000;
/** As long, of what is said raw and must be answered. */
export const ANSWER_MS = 20_000;

/** Never rejects: no answer is an answer, too. */
export function call({
  port,
  address,
  method = "GET",
  path,
  headers = {},
  body,
  token,
  agent,
}: Call): Promise<Answer> {
  const text = typeof body === "object" ? JSON.stringify(body) : body;
  const all: Record<string, string> = { ...headers };
  if (typeof body === "object") all["content-type"] ??= "application/json";
  if (token !== undefined) all.authorization ??= `Bearer ${token}`;
  if (text !== undefined) all["content-length"] ??= String(Buffer.byteLength(text));
  const startMs = performance.now();
  return new Promise((resolve) => {
    const done = (status: number, said: string, heads: Answer["headers"] = {}): void =>
      resolve({ status, headers: heads, text: said, ms: performance.now() - startMs });
    const options = { host: "127.0.0.1", port, localAddress: address, method, path, headers: all };
    const asked = request({ ...options, agent: agent ?? false, timeout: PATIENCE_MS }, (answer) => {
      let said = "";
      answer.setEncoding("utf8").on("data", (chunk: string) => {
        said += chunk;
      });
      answer.on("close", () => done(answer.statusCode ?? 0, said, answer.headers));
    });
    asked.on("timeout", () => asked.destroy());
    asked.on("error", (error) => done(0, String(error)));
    asked.end(text);
  });
}

/** The JSON of an answer; an empty object when it is none. */
export function said<T = Record<string, unknown>>({ text }: Answer): T {
  try {
    return JSON.parse(text) as T;
  } catch {
    return {} as T;
  }
}

export interface RawAnswer {
  status: number;
  text: string;
  /** Until the answer's first byte, or the end when there was none. */
  ms: number;
  /** Bytes that the other side took. */
  taken: number;
  /** Nothing came, no end either, until it was given up. */
  silent: boolean;
}

/**
 * Writes `bytes` over a connection of its own; resolves when the server closes it, or after `patienceMs`; the first byte
 * of an answer is awaited for `answerMs`. A generator's pieces are written as fast as they are taken.
 */
export function sayRaw(
  port: number,
  address: string,
  bytes: Uint8Array | string | Iterable<Uint8Array>,
  patienceMs = 2000,
  answerMs = patienceMs,
): Promise<RawAnswer> {
  const pieces = typeof bytes === "string" || bytes instanceof Uint8Array ? [bytes] : bytes;
  return new Promise((resolve) => {
    const startMs = performance.now();
    let heard = "";
    let firstMs = -1;
    let silent = false;
    const socket = connect({ port, host: "127.0.0.1", localAddress: address });
    const giveUp = (): void => {
      silent = heard === "";
      socket.destroy();
    };
    let late = setTimeout(giveUp, answerMs);
    const left = (pieces as Iterable<Uint8Array | string>)[Symbol.iterator]();
    const write = (): void => {
      for (let next = left.next(); !next.done; next = left.next())
        if (!socket.write(next.value as Uint8Array)) return;
    };
    socket.on("connect", write).on("drain", write);
    socket.on("data", (chunk) => {
      if (firstMs < 0) {
        firstMs = performance.now() - startMs;
        clearTimeout(late);
        // Who waits longer for an answer waits for the rest of it anew.
        late = setTimeout(giveUp, answerMs > patienceMs ? patienceMs : Math.max(0, patienceMs - firstMs));
      }
      if (heard.length < 100_000) heard += chunk.toString("latin1");
    });
    socket.on("error", () => {});
    socket.on("close", () => {
      clearTimeout(late);
      const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(heard)?.[1] ?? 0);
      const ms = firstMs < 0 ? performance.now() - startMs : firstMs;
      resolve({ status, text: heard, ms, taken: socket.bytesWritten, silent });
    });
  });
}
