// The tokens that say who somebody is: a short one for every call, a long one that renews it.
// Owns: what they claim and how long they last. Must not: know players beyond their ids.
import { randomInt } from "node:crypto";
import { JWT } from "@colyseus/auth";
import type { Sessions } from "../http/operators.ts";
import type { Caller } from "../http/route.ts";

/** How long a token is good for, s. A refresh token is made anew with every use: it ends with 180 days of absence. */
const ACCESS_SECONDS = 3600;
const REFRESH_SECONDS = 180 * 24 * 3600;

export interface Claims extends Caller {
  /** Raised to sign a player out everywhere: older refresh tokens are void. */
  epoch: number;
}

export interface TokenPair {
  access: string;
  refresh: string;
  /** How long the access token is good, s. */
  accessSeconds: number;
}

type Kind = "access" | "refresh" | "operator";

const ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/** A new player's id, 117 bits of chance. */
export const newPlayerId = (): string =>
  `u_${Array.from({ length: 20 }, () => ALPHABET[randomInt(ALPHABET.length)]).join("")}`;

const isPlayerId = (value: unknown): value is string =>
  typeof value === "string" && /^u_[1-9A-Za-z]{20}$/.test(value);

let secretOf: () => Promise<Buffer | string> = () => Promise.reject(new Error("no secret is set"));

/** From now on tokens are signed with what `secret` resolves to; it is asked until it has resolved once. */
export function signWith(secret: () => Promise<Buffer | string>): void {
  secretOf = secret;
  JWT.settings.secret = undefined as never;
  JWT.settings.verify = { algorithms: ["HS256"] };
}

/** Rejects as the secret does. */
async function ready(): Promise<void> {
  JWT.settings.secret ??= await secretOf();
}

/** Rejects with RecordsAway when the secret is theirs and they are away. */
export async function issue({ id, guest, epoch }: Claims): Promise<TokenPair> {
  await ready();
  const sign = (kind: Kind, expiresIn: number): Promise<string> =>
    JWT.sign({ sub: id, kind, guest, epoch }, { expiresIn });
  return {
    access: await sign("access", ACCESS_SECONDS),
    refresh: await sign("refresh", REFRESH_SECONDS),
    accessSeconds: ACCESS_SECONDS,
  };
}

/** What a token of a kind says; null when it is not ours, not of that kind, or no longer good. */
export async function verify(kind: Exclude<Kind, "operator">, token: string): Promise<Claims | null> {
  await ready();
  const said = await JWT.verify<Record<string, unknown>>(token).catch(() => null);
  if (said === null || said.kind !== kind || !isPlayerId(said.sub)) return null;
  const { sub, guest, epoch } = said;
  return { id: sub, guest: guest === true, epoch: Number.isInteger(epoch) ? (epoch as number) : 0 };
}

/** Of operators: signed with the same secret, of another kind. */
export const operatorSessions: Sessions = {
  async issue({ name, mark }, seconds) {
    await ready();
    return JWT.sign({ sub: name, kind: "operator" satisfies Kind, mark }, { expiresIn: seconds });
  },
  async read(token) {
    await ready();
    const said = await JWT.verify<Record<string, unknown>>(token).catch(() => null);
    if (said?.kind !== "operator") return null;
    return { name: String(said.sub), mark: String(said.mark) };
  },
};
