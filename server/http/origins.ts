// Which pages may speak with this server: its own, and those that the settings name.
// Owns: the judgement of the Origin header. Must not: answer anybody.
import type { IncomingMessage } from "node:http";

/** The first of a list of origins that is none (`https://example.org`, no path); null when all is well. */
export function badOrigin(origins: readonly string[]): string | null {
  return origins.find((origin) => !/^https?:/.test(origin) || urlOf(origin)?.origin !== origin) ?? null;
}

export class Origins {
  private readonly allowed: ReadonlySet<string>;

  constructor(allowed: readonly string[]) {
    this.allowed = new Set(allowed);
  }

  /** False for a page of somebody else. True where there is no Origin: no browser asks, or a page its own server. */
  allows(request: IncomingMessage): boolean {
    const { origin, host } = request.headers;
    if (origin === undefined || this.isNamed(request)) return true;
    const page = urlOf(origin);
    // The page's scheme, since a proxy may speak http with us: it decides which port goes without saying.
    return page !== null && page.host !== "" && page.host === urlOf(`${page.protocol}//${host}`)?.host;
  }

  /** True for a page of another host that the settings name: it may read what it is answered. */
  isNamed({ headers: { origin } }: IncomingMessage): boolean {
    return origin !== undefined && this.allowed.has(origin);
  }
}

function urlOf(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}
