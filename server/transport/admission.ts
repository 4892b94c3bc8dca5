// Which connections are let in at all, told from the request alone, before a WebSocket is made of it.
// Owns: who has how many sockets open. Must not: know what is said over them.
import type { IncomingMessage } from "node:http";
import type { CountRefusal, Limits } from "../limits.ts";
import { Budget } from "./budget.ts";

/** Told apart by `addresses`; `origins` says whose pages may connect. */
export interface AdmissionParts {
  limits: Limits;
  refused: CountRefusal;
  addresses: { of(request: IncomingMessage): string; isTrusted(address: string): boolean };
  origins: { allows(request: IncomingMessage): boolean };
}

interface Visitor {
  open: number;
  coming: Budget;
}

/** What somebody asks for: a seat that was reserved, or one's own again. */
export interface Asked {
  roomId: string;
  sessionId: string;
  reconnectionToken: string | undefined;
  skipHandshake: boolean;
}

/** More addresses than this at once are refused: 100 bytes each. */
const MOST_ADDRESSES = 50_000;

export class Admission {
  private readonly parts: AdmissionParts;
  private readonly visitors = new Map<string, Visitor>();

  constructor(parts: AdmissionParts) {
    this.parts = parts;
  }

  /** Counts a new connection: the HTTP status that it is refused with, or what calls when it is over. */
  admit(request: IncomingMessage, nowMs: number): 403 | 429 | (() => void) {
    const { limits, refused, addresses, origins } = this.parts;
    if (!origins.allows(request)) return 403;
    const address = addresses.of(request);
    if (addresses.isTrusted(address)) return () => {};
    const visitor = this.visitors.get(address) ?? this.newVisitor(address, nowMs);
    if (visitor === null || !visitor.coming.take(nowMs)) {
      refused("connectionsPerMinute");
      return 429;
    }
    if (visitor.open >= limits.socketsPerAddress) {
      refused("socketsPerAddress");
      return 429;
    }
    visitor.open += 1;
    return () => {
      visitor.open -= 1;
    };
  }

  /** Forgets who has been gone for a minute. */
  forget(nowMs: number): void {
    for (const [address, { open, coming }] of this.visitors)
      if (open === 0 && coming.isFull(nowMs)) this.visitors.delete(address);
  }

  private newVisitor(address: string, nowMs: number): Visitor | null {
    if (this.visitors.size >= MOST_ADDRESSES) return null;
    const { connectionsPerMinute } = this.parts.limits;
    const visitor = { open: 0, coming: new Budget(connectionsPerMinute / 60, connectionsPerMinute, nowMs) };
    this.visitors.set(address, visitor);
    return visitor;
  }
}

/** What a request to open a socket asks for; null when it is for nothing that there is. Never throws, whatever the URL. */
export function askedOf({ url = "" }: Pick<IncomingMessage, "url">): Asked | null {
  const found = /^\/[\w-]{1,64}\/([\w-]{1,64})\?([^#]*)$/.exec(url);
  if (found === null) return null;
  const query = new URLSearchParams(found[2]);
  const sessionId = query.get("sessionId") ?? "";
  if (!/^[\w-]{1,64}$/.test(sessionId)) return null;
  const reconnectionToken = query.get("reconnectionToken") ?? undefined;
  return { roomId: found[1], sessionId, reconnectionToken, skipHandshake: query.has("skipHandshake") };
}
