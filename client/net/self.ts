// What the server keeps of oneself and others, and one's account: the calls.
// Owns: their paths and bodies. Must not: keep anything.
import type { Board, History, MatchDetail, Span } from "../../shared/protocol/match-records.ts";
import type { Me, Profile } from "../../shared/protocol/profile.ts";
import type { Mode } from "../../shared/tunables/modes.ts";
import { call, type Method } from "./calls.ts";
import type { Identity, Session } from "./identity.ts";

/** Who calls whom. */
export interface Who {
  endpoint: string;
  identity: Identity;
}

const asSelf = async <T>({ endpoint, identity }: Who, method: Method, path: string, body?: object) =>
  call<T>(endpoint, method, path, { body, token: await identity.access() });

/** Every call rejects with CallError. */
export const readMe = (who: Who): Promise<Me> => asSelf(who, "GET", "/api/me");

export const changeMe = (who: Who, change: { name: string; hue: number }): Promise<Me> =>
  asSelf(who, "PATCH", "/api/me", change);

export const readPlayer = ({ endpoint }: Who, id: string): Promise<Profile> =>
  call(endpoint, "GET", `/api/players/${encodeURIComponent(id)}`);

/** The newest matches of a player, or those before a time. */
export function readHistory({ endpoint }: Who, id: string, before: number | null): Promise<History> {
  const page = before === null ? "" : `&before=${before}`;
  return call(endpoint, "GET", `/api/players/${encodeURIComponent(id)}/matches?limit=20${page}`);
}

export const readMatch = ({ endpoint }: Who, id: string): Promise<MatchDetail> =>
  call(endpoint, "GET", `/api/matches/${encodeURIComponent(id)}`);

/** Where a match's log is downloaded from. */
export const logAddress = ({ endpoint }: Who, id: string): string => `${endpoint}/api/matches/${id}/log`;

/** With one's own line, for who has played. */
export async function readBoard(who: Who, mode: Mode, span: Span): Promise<Board> {
  const path = `/api/boards/${mode}/${span}?limit=50`;
  return who.identity.player === null ? call(who.endpoint, "GET", path) : asSelf(who, "GET", path);
}

interface Credentials {
  email: string;
  password: string;
}

export const register = (who: Who, credentials: Credentials): Promise<Session> =>
  asSelf(who, "POST", "/api/account/register", credentials);

export const logIn = ({ endpoint }: Who, credentials: Credentials): Promise<Session> =>
  call(endpoint, "POST", "/api/account/login", { body: credentials });

export const changePassword = (who: Who, change: { password: string; next: string }): Promise<Session> =>
  asSelf(who, "POST", "/api/account/password", change);

/** Everybody else is out then; the answer is for who asked. */
export const signOutOthers = ({ endpoint, identity }: Who): Promise<Session> =>
  call(endpoint, "POST", "/api/account/sign-out-everywhere", { body: { refresh: identity.refresh ?? "" } });
