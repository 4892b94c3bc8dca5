// What becomes of the bindings when a key is chosen for an action.
// Owns: that no key is given twice. Must not: listen to keys or draw.
import { ACTIONS, type Action, type Bindings } from "../input/bindings.ts";

/** Who else has `code`; null when nobody has. */
export function userOf(bindings: Bindings, code: string, besides: Action): Action | null {
  return ACTIONS.find((action) => action !== besides && bindings[action].includes(code)) ?? null;
}

/** `code` at place `at` of an action, or behind its last key; what stood there is free, and nobody else keeps `code`. */
export function withCode(bindings: Bindings, action: Action, at: number, code: string): Bindings {
  const own = bindings[action].filter((had, i) => had !== code || i === at);
  own[Math.min(at, own.length)] = code;
  const next = { ...bindings, [action]: own };
  const loser = userOf(bindings, code, action);
  if (loser !== null) next[loser] = bindings[loser].filter((had) => had !== code);
  return next;
}

/** As withCode, but whoever had `code` is given what stood there. */
export function swapped(bindings: Bindings, action: Action, at: number, code: string): Bindings {
  const loser = userOf(bindings, code, action);
  const given = bindings[action][at];
  const next = withCode(bindings, action, at, code);
  if (loser === null || given === undefined || given === code) return next;
  return { ...next, [loser]: bindings[loser].map((had) => (had === code ? given : had)) };
}

export function withoutCode(bindings: Bindings, action: Action, at: number): Bindings {
  return { ...bindings, [action]: bindings[action].filter((_, i) => i !== at) };
}
