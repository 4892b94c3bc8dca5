// An operator of a server under test: calls with its token.
// Owns: the token and the calls. Must not: know a route.
import { call, type Method } from "../../client/net/calls.ts";

export const OPERATOR_TOKEN = "the-operators-of-the-tests";

export type Operate = <T>(method: Method, path: string, body?: object) => Promise<T>;

/** Calls as an operator; rejects with CallError. */
export const operatorOf =
  (endpoint: string): Operate =>
  (method, path, body) =>
    call(endpoint, method, path, { ...(body && { body }), token: OPERATOR_TOKEN });
