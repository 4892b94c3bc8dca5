// Whether keys are letters of a field now.
// Owns: which elements take letters. Must not: listen.

export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
