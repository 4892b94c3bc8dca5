// The token that a request carries.
// Owns: how it is said. Must not: judge it.
import type { IncomingMessage } from "node:http";

/** "" for none. */
export function bearerOf({ headers }: IncomingMessage): string {
  return /^Bearer (\S{1,2048})$/i.exec(headers.authorization ?? "")?.[1] ?? "";
}
