// The keys that the page has for itself, whatever is bound to steer: panels, sound, the way out.
// Owns: the list, for who listens and for who refuses to bind them. Must not: listen.

export const PAGE_KEYS = {
  network: ["F3", "KeyN"],
  lab: ["F4", "KeyB"],
  saveTrace: ["F8"],
  sound: ["KeyM"],
  leave: ["Escape"],
} as const;
export type PageKey = keyof typeof PAGE_KEYS;

/** Together with them a key is a shortcut of the browser's: keyboard.ts does not hear it. */
export const MODIFIERS: ReadonlySet<string> = new Set(
  ["Control", "Alt", "Meta"].flatMap((key) => [`${key}Left`, `${key}Right`]),
);

/** What no action can have. Delete takes a key away in the settings. */
export const RESERVED: ReadonlySet<string> = new Set([
  ...Object.values(PAGE_KEYS).flat(),
  ...MODIFIERS,
  "Delete",
]);

/** The modifier that a key is pressed together with; null for none. */
export function modifierOf({ ctrlKey, altKey, metaKey }: KeyboardEvent): string | null {
  if (ctrlKey) return "ControlLeft";
  if (altKey) return "AltLeft";
  return metaKey ? "MetaLeft" : null;
}
