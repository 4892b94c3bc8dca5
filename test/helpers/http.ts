// Calls of the HTTP interface as a stranger makes them: raw, with whatever body.
// Owns: the call and what is kept of its answer. Must not: know a route but a guest's.

export interface Answer<T = object> {
  status: number;
  headers: Headers;
  /** What a test hopes for, and what a refusal says. */
  body: T & { error?: string; field?: string };
}

export interface Saying {
  token?: string;
  /** An object is sent as JSON, a text as it is. */
  body?: object | string;
  type?: string;
}

/** Calls `POST /path`, `GET /path` and so on. */
export async function ask<T = object>(
  endpoint: string,
  methodAndPath: string,
  { token, body, type = "application/json" }: Saying = {},
): Promise<Answer<T>> {
  const [method, path] = methodAndPath.split(" ");
  const headers: Record<string, string> = {};
  if (body !== undefined) headers["content-type"] = type;
  if (token !== undefined) headers.authorization = `Bearer ${token}`;
  const text = typeof body === "object" ? JSON.stringify(body) : body;
  const response = await fetch(`${endpoint}${path}`, { method, headers, body: text });
  const said = (await response.json().catch(() => ({}))) as Answer<T>["body"];
  return { status: response.status, headers: response.headers, body: said };
}

export interface LetIn {
  player: { id: string; guest: boolean };
  access: string;
  refresh: string;
}

export interface Somebody {
  id: string;
  access: string;
  refresh: string;
}

/** A new guest. */
export async function guestOf(endpoint: string): Promise<Somebody> {
  return somebody(await ask<LetIn>(endpoint, "POST /api/session/guest", { body: {} }));
}

/** Who an answer lets in. */
export function somebody({ status, body }: Answer<LetIn>): Somebody {
  if (status >= 300) throw new Error(`${status} ${body.error}`);
  return { id: body.player.id, access: body.access, refresh: body.refresh };
}
