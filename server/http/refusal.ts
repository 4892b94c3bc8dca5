// A request that is refused, and why: a code that travels, never a sentence for players.
// Owns: the shape of every error answer. Must not: know a route.

/** What an error answer may carry beside its code. */
export interface RefusalExtra {
  /** Path of the field that is wrong, as in `options.size`. */
  field?: string;
  /** For who writes a client: one line on what is wrong with the field. */
  message?: string;
  /** The next best room, as a RoomCard; null when there is none. */
  next?: unknown;
  /** Of a ban: when it ends, ms since 1970. */
  untilMs?: number;
  /** When it is worth asking again, s. */
  retryAfterS?: number;
}

/** Thrown by whoever refuses; the router answers with it. `status`: 4xx, or 503 for what may come back. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly extra: RefusalExtra;

  constructor(status: number, code: string, extra: RefusalExtra = {}) {
    super(code);
    this.status = status;
    this.code = code;
    this.extra = extra;
  }
}

/** Another process was asked to do something and has not answered: it may have done it, or still do. */
export class Unanswered extends Refusal {
  constructor() {
    super(503, "busy", { retryAfterS: 2 });
  }
}
