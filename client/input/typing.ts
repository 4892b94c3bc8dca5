// Whether keys are meant for something else than the game now: letters of a field, or a dialog that asks.
// Owns: what takes keys. Must not: listen.

export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || isAsked();

/** A dialog has all keys, also while nothing in it has the focus. */
const isAsked = (): boolean => document.querySelector("dialog[open]") !== null;
