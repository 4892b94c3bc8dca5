// Who the operators are: by the token of their scripts, or by a name and a secret, and then by a cookie.
// Owns: the judgement, and the form of the cookie. Must not: know what it opens.
import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { bearerOf } from "./bearer.ts";

const COOKIE = "emberline_operator";
/** What scripts are called in the audit log, and with which name the token signs in on the page. */
export const SCRIPTS = "operator";
/** A session lasts a working day, s. */
export const SESSION_SECONDS = 10 * 3600;

/** What a session's token says: a name, and a mark of the secret that it was made with. */
export interface OperatorClaims {
  name: string;
  mark: string;
}

/** Signs and reads them; null for what is none of ours, or is over. */
export interface Sessions {
  issue(claims: OperatorClaims, seconds: number): Promise<string>;
  read(token: string): Promise<OperatorClaims | null>;
}

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

export class Operators {
  /** Digests of the secrets, by name. */
  private readonly people: ReadonlyMap<string, Buffer>;
  private readonly sessions: Sessions;

  /** `people`: names and secrets; `token`: undefined for none. */
  constructor(people: ReadonlyMap<string, string>, token: string | undefined, sessions: Sessions) {
    const all = [...people, ...(token === undefined ? [] : [[SCRIPTS, token] as const])];
    this.people = new Map(all.map(([name, secret]) => [name, digest(secret)]));
    this.sessions = sessions;
  }

  /** A session's token for who knows the secret; null for who does not. In a time that says nothing of it. */
  async signIn(name: string, secret: string): Promise<string | null> {
    const right = this.people.get(name) ?? Buffer.alloc(32);
    if (!timingSafeEqual(digest(secret), right) || !this.people.has(name)) return null;
    return this.sessions.issue({ name, mark: markOf(right) }, SESSION_SECONDS);
  }

  /** True for the token of their scripts. */
  isToken(said: string): boolean {
    const right = this.people.get(SCRIPTS);
    return right !== undefined && timingSafeEqual(digest(said), right);
  }

  /** The name of the operator that a request comes from; null for anybody else. */
  async of(request: IncomingMessage): Promise<string | null> {
    const bearer = bearerOf(request);
    if (bearer !== "") return this.isToken(bearer) ? SCRIPTS : null;
    const cookie = isOwnPage(request) ? cookieOf(request) : "";
    const claims = cookie === "" ? null : await this.sessions.read(cookie);
    const right = claims === null ? undefined : this.people.get(claims.name);
    // Who is no operator any more, or has another secret now, is signed out.
    return claims !== null && right !== undefined && claims.mark === markOf(right) ? claims.name : null;
  }
}

const markOf = (right: Buffer): string => digest(right.toString("hex")).toString("base64url").slice(0, 16);

/** The cookie is SameSite already: this holds for browsers and neighbours that think otherwise. */
const isOwnPage = ({ headers }: IncomingMessage): boolean =>
  ["same-origin", "none", undefined].includes(headers["sec-fetch-site"] as string | undefined);

function cookieOf({ headers }: IncomingMessage): string {
  const said = (headers.cookie ?? "").split(/;\s*/).find((pair) => pair.startsWith(`${COOKIE}=`));
  const token = said?.slice(COOKIE.length + 1) ?? "";
  return /^[\w.-]{1,1024}$/.test(token) ? token : "";
}

/** The header that leaves a session with a page of ours, where no script can read it; "" signs out. */
export function sessionCookie(token: string, request: IncomingMessage): string {
  const seconds = token === "" ? 0 : SESSION_SECONDS;
  const secure = request.headers["x-forwarded-proto"] === "https" ? "; Secure" : "";
  return `${COOKIE}=${token}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Strict${secure}`;
}
