// One HTTP route of ours: what it takes, who may call it, what it answers.
// Owns: the shape of an entry of the table. Must not: know express or any route.
import type { IncomingMessage } from "node:http";
import type { z } from "zod";
import type { LimitName } from "../limits.ts";

/** Who calls, by the access token of the request. */
export interface Caller {
  id: string;
  guest: boolean;
}

/** `player`: a valid access token; `operator`: the operators' token, or the session of one. */
export type Access = "anybody" | "player" | "operator";

type Shape = z.ZodType;
type Said<S extends Shape | undefined> = S extends Shape ? z.output<S> : undefined;

export interface Asked<
  P extends Shape | undefined,
  Q extends Shape | undefined,
  B extends Shape | undefined,
> {
  params: Said<P>;
  query: Said<Q>;
  body: Said<B>;
  /** Null where anybody may call and no token came. */
  caller: Caller | null;
  /** Name of the operator who calls; "" where anybody else may. */
  operator: string;
  /** IP address of who calls. */
  address: string;
}

/** What a route answers: a status of `answers` and a body of that shape. */
export interface Reply {
  status: number;
  body?: unknown;
  /** The body as JSON already, in UTF-8: made once, however many ask. */
  json?: Buffer;
  /** Served as it is instead of JSON. */
  file?: { type: string; bytes: Uint8Array; name: string };
  /** A Set-Cookie header. */
  cookie?(request: IncomingMessage): string;
}

/** How an act of an operator is taken down. */
export interface Audited<A> {
  /** As in `room.close`. */
  act: string;
  /** On whom or what: an id. */
  on?(asked: A): string;
  detail?(asked: A): string;
  /** Who did it, where the route is not for operators alone. */
  by?(asked: A): string;
}

export interface Route<
  P extends Shape | undefined = Shape | undefined,
  Q extends Shape | undefined = Shape | undefined,
  B extends Shape | undefined = Shape | undefined,
> {
  method: "get" | "post" | "patch" | "delete";
  /** As express has it: `/api/rooms/:id`. */
  path: string;
  /** One line for the OpenAPI document. */
  summary: string;
  access: Access;
  /** Calls a minute of an address: a limit by its name. */
  limit?: LimitName;
  /** Bytes of a body, where it may have fewer than others. */
  bodyLimit?: LimitName;
  params?: P;
  query?: Q;
  body?: B;
  /** Looks at a body before its shape is checked; throws Refusal. */
  precheck?(body: unknown): void;
  /** Shape of the body by status, of what is not refused; null for none. */
  answers: Record<number, z.ZodType | null>;
  /** Codes with which it may refuse, by status, beside those that every route has. */
  refuses?: Record<number, readonly string[]>;
  /** Every operator's route that changes something has it. */
  audit?: Audited<Asked<P, Q, B>>;
  handle(asked: Asked<P, Q, B>): Reply | Promise<Reply>;
}

/** A table's entry, its handler typed by its shapes. */
export function route<
  P extends Shape | undefined = undefined,
  Q extends Shape | undefined = undefined,
  B extends Shape | undefined = undefined,
>(entry: Route<P, Q, B>): Route {
  return entry as unknown as Route;
}
