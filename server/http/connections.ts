// TCP connections before a byte of them is read: how many an address has open, and how many it opens.
// Owns: those counts. Must not: know HTTP.
import type { IncomingMessage, Server } from "node:http";
import type { Socket } from "node:net";
import type { CountRefusal, LimitName, Limits } from "../limits.ts";
import type { Addresses } from "./addresses.ts";
import { Tally } from "./tally.ts";

const MINUTE_MS = 60_000;

interface Parts {
  limits: Limits;
  refused: CountRefusal;
  addresses: Addresses;
}

/** From now on, `server` hears nothing of a connection that is one too many. A proxy's are those of many. */
export function guardConnections(server: Server, { limits, refused, addresses }: Parts): void {
  const open = new Map<string, number>();
  const opened = new Tally(MINUTE_MS);
  const excess = (address: string): LimitName | null => {
    if (opened.add(address, limits.tcpPerMinute) > 0) return "tcpPerMinute";
    return (open.get(address) ?? 0) >= limits.openConnections ? "openConnections" : null;
  };
  // Before the server's own listener: it would begin to read.
  server.prependListener("connection", (socket: Socket) => {
    const peer = socket.remoteAddress ?? "";
    const address = addresses.of({ socket, headers: {} } as IncomingMessage);
    if (addresses.isTrusted(address) || addresses.isProxy(peer)) return;
    const limit = excess(address);
    if (limit !== null) {
      refused(limit);
      socket.destroy();
      return;
    }
    open.set(address, (open.get(address) ?? 0) + 1);
    socket.once("close", () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left === 0) open.delete(address);
      else open.set(address, left);
    });
  });
}
