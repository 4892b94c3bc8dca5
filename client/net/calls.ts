// Calls to the server's HTTP interface.
// Owns: their form, and the error of one that was refused. Must not: know a route.
import type { RoomCard } from "../../shared/protocol/seats.ts";

/** A call that was refused, or not answered (`status` 0, `code` "away"). */
export class CallError extends Error {
  readonly status: number;
  /** See shared/protocol/seats.ts SeatError and the routes of the server. */
  readonly code: string;
  readonly field: string | undefined;
  /** What is offered instead. */
  readonly next: RoomCard | null;

  constructor(status: number, code: string, field?: string, next: RoomCard | null = null) {
    super(code);
    this.status = status;
    this.code = code;
    this.field = field;
    this.next = next;
  }
}

export type Method = "GET" | "POST" | "PATCH" | "DELETE";

/** The answer's JSON. Rejects with CallError; with `patienceMs` also when there is none by then. */
export async function call<T>(
  endpoint: string,
  method: Method,
  path: string,
  { body, token, patienceMs }: { body?: object; token?: string; patienceMs?: number } = {},
): Promise<T> {
  const headers: Record<string, string> = {};
  if (body !== undefined) headers["content-type"] = "application/json";
  if (token !== undefined) headers.authorization = `Bearer ${token}`;
  const signal = patienceMs === undefined ? undefined : AbortSignal.timeout(patienceMs);
  const asked = { method, headers, body: body === undefined ? undefined : JSON.stringify(body), signal };
  const response = await fetch(`${endpoint}${path}`, asked).catch(() => null);
  const said: unknown = await response?.json().catch(() => null);
  if (response === null) throw new CallError(0, "away");
  if (response.ok) return said as T;
  const { error, field, next } = (said ?? {}) as { error?: string; field?: string; next?: RoomCard };
  throw new CallError(response.status, error ?? "away", field, next ?? null);
}
