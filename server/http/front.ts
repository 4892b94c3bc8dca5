// The first that sees a request: turns away what no route of ours could take, before a byte of its body is read.
// Owns: who else hears of requests, and which pages may read answers. Must not: know a route.
import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { CountRefusal, Limits } from "../limits.ts";
import type { Addresses } from "./addresses.ts";

import { lingerAfter } from "./linger.ts";
import type { Origins } from "./origins.ts";
import { Tally } from "./tally.ts";

const METHODS = new Set(["GET", "HEAD", "POST", "PATCH", "DELETE"]);
const HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;
const SCHEMES = /^\s*https?\s*(?:,\s*https?\s*)*$/i;
const API = /^\/+api(?:[/?#]|$)/i;
/** Requests of an address are counted in windows of this, ms. */
const WINDOW_MS = 10_000;
/** How long a browser remembers that another page may ask, s. */
const PREFLIGHT_SECONDS = 600;

export interface FrontParts {
  limits: Limits;
  refused: CountRefusal;
  addresses: Addresses;
  origins: Origins;
}

type Refused = [status: number, code: string];

/** Requests over a connection that are not answered yet. */
const unanswered = new WeakMap<Duplex, number>();
/** Connections that end with the answer that was given: what still comes over them is heard by nobody. */
const ending = new WeakSet<Duplex>();

/**
 * What was read in the same piece is parsed all the same, 2,500 requests in 64 KB: Node makes no answers for them any more,
 * 20 ms instead of 80. `parser` is Node's own and in no document; without it they are only dearer.
 */
function hearNothing(socket: Duplex & { parser?: { onIncoming?: () => number } | null }): void {
  if (socket.parser) socket.parser.onIncoming = () => 0;
}

/** True while a request over that connection is being answered, or its body read. */
export const hasRequest = (socket: Duplex): boolean => (unanswered.get(socket) ?? 0) > 0;

/** What is wrong with the head of a request, an upgrade included, whatever it asks for; null when nothing is. */
export function badHead({ url = "", headers }: IncomingMessage): Refused | null {
  const { host = "", "x-forwarded-proto": scheme = "http" } = headers;
  const good = HOST.test(host) && SCHEMES.test(String(scheme)) && url.startsWith("/");
  return good ? null : [400, "badRequest"];
}

export class Front {
  private readonly parts: FrontParts;
  private readonly asked = new Tally(WINDOW_MS);

  constructor(parts: FrontParts) {
    this.parts = parts;
  }

  /**
   * From now on `listener` alone hears of `server`'s requests. Call once it listens: the framework has put its own
   * listener there by then, which reads bodies of any size, answers any origin, and ends the process over a Host or
   * X-Forwarded-Proto that is no part of an address.
   */
  guard(server: Server, listener: RequestListener): void {
    server.removeAllListeners("request");
    server.on("request", (request, response) => {
      if (this.admit(request, response)) listener(request, response);
    });
    // An expectation that nobody meets is answered here, like everything else: Node's own answers have no limits.
    server.on("checkExpectation", (request, response) => {
      if (this.admit(request, response)) refuse(request, response, [417, "badRequest"]);
    });
    // Who asks first whether to send a body at all is told no where it would not be read.
    server.on("checkContinue", (request, response) => {
      if (!this.admit(request, response)) return;
      response.writeContinue();
      listener(request, response);
    });
  }

  /** False when the request has had its answer, or none. */
  private admit(request: IncomingMessage, response: ServerResponse): boolean {
    const { socket } = request;
    if (ending.has(socket)) {
      hearNothing(socket);
      return false;
    }
    const before = unanswered.get(socket) ?? 0;
    if (before >= this.parts.limits.pipelined) {
      this.parts.refused("pipelined");
      ending.add(socket);
      socket.destroy();
      return false;
    }
    unanswered.set(socket, before + 1);
    response.once("close", () => unanswered.set(socket, (unanswered.get(socket) ?? 1) - 1));
    if (isLong(request, this.parts.limits.bodyBytes)) lingerAfter(request, response);
    const refused = this.refusalOf(request);
    if (refused !== null) refuse(request, response, refused);
    return refused === null && !this.share(request, response);
  }

  private refusalOf(request: IncomingMessage): Refused | null {
    const { limits, refused, addresses, origins } = this.parts;
    const { method = "", url = "", headers } = request;
    const address = addresses.of(request);
    if (!addresses.isTrusted(address) && this.asked.add(address, limits.requests) > 0) {
      refused("requests");
      return [429, "slowDown"];
    }
    const bad = badHead(request);
    if (bad !== null) return bad;
    const preflight = method === "OPTIONS" && API.test(url) && origins.isNamed(request);
    if (!METHODS.has(method) && !preflight) return [405, "wrongMethod"];
    if (Number(headers["content-length"] ?? 0) > limits.bodyBytes) {
      refused("bodyBytes");
      return [413, "tooLarge"];
    }
    return API.test(url) && !origins.allows(request) ? [403, "badOrigin"] : null;
  }

  /** Lets a page that the settings name read the answer; true when that was all it asked for. */
  private share(request: IncomingMessage, response: ServerResponse): boolean {
    if (!this.parts.origins.isNamed(request) || !API.test(request.url ?? "")) return false;
    response.setHeader("access-control-allow-origin", request.headers.origin ?? "");
    response.setHeader("access-control-expose-headers", "retry-after");
    response.setHeader("vary", "origin");
    if (request.method !== "OPTIONS") return false;
    response.setHeader("access-control-allow-methods", [...METHODS].join(", "));
    response.setHeader("access-control-allow-headers", "authorization, content-type");
    response.setHeader("access-control-max-age", String(PREFLIGHT_SECONDS));
    response.writeHead(204).end();
    return true;
  }
}

/** A body follows that may have more than `most` bytes. Node itself reads what is left of a shorter one. */
function isLong({ headers }: IncomingMessage, most: number): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > most;
}

/** The connection goes with the answer: what follows on it is the body that nobody reads. */
function refuse(request: IncomingMessage, response: ServerResponse, [status, error]: Refused): void {
  const body = JSON.stringify({ error });
  ending.add(request.socket);
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(body),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    ...(status === 429 && { "retry-after": String(WINDOW_MS / 1000) }),
    connection: "close",
  });
  response.end(body);
}
