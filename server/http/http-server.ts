// The HTTP server itself, with the time and the room that a request has, and an answer to what is no request.
// Owns: what Node does before anybody sees a request. Must not: know routes.
import { createServer, type Server, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { CountRefusal, Limits } from "../limits.ts";

/** Headers of one request; Node leaves out the rest. */
const MOST_HEADERS = 100;
/** An answer that nobody takes, ms: its connection goes. */
const STUCK_MS = 30_000;
/** How often Node looks for requests that are late, ms; by itself every 30 s. */
const LOOK_MS = 1000;

/** What Node says of a request that cannot be read -> the status of the answer. */
const STATUS: Record<string, number> = { ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_HEADER_OVERFLOW: 431 };

/** `hasRequest`: a request over that connection is being answered, or its body read. */
export function makeHttpServer(
  limits: Limits,
  refused: CountRefusal,
  hasRequest: (socket: Duplex) => boolean,
): Server {
  const server = createServer({
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headerSeconds * 1000,
    requestTimeout: Math.max(limits.requestSeconds, limits.headerSeconds) * 1000,
    keepAliveTimeout: limits.idleSeconds * 1000,
    connectionsCheckingInterval: LOOK_MS,
    // Front refuses a request without one, and counts it: Node's own 400 is counted by nobody.
    requireHostHeader: false,
  });
  server.maxHeadersCount = MOST_HEADERS;
  server.timeout = STUCK_MS;
  server.on("timeout", (socket: Socket) => {
    refused("idleSeconds");
    socket.destroy();
  });
  server.on("clientError", ({ code = "" }: NodeJS.ErrnoException, socket) => {
    const status = STATUS[code] ?? 400;
    if (status === 408) refused(hasRequest(socket) ? "requestSeconds" : "headerSeconds");
    if (status === 431) refused("headerBytes");
    turnAway(socket, status);
  });
  server.on("connect", (_request, socket) => turnAway(socket, 405));
  return server;
}

/** Answers where there is nobody to answer for us, and ends the connection. */
function turnAway(socket: Duplex, status: number): void {
  // A response that is under way would be followed by nonsense.
  if (!socket.writable) socket.destroy();
  else
    socket.end(
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`,
    );
  socket.once("finish", () => socket.destroy());
  socket.once("error", () => socket.destroy());
}
