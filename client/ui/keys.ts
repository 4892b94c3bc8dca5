// Keys of the interface, beside those that steer.
// Owns: when a key is meant for it. Must not: steer (client/input does).

import { modifierOf, PAGE_KEYS, type PageKey } from "../input/page-keys.ts";

/** Fields that letters go into; a slider or a switch is none. */
const TEXT = 'textarea, [contenteditable], input:not([type]), input:is([type="text"], [type="search"])';

/** A field takes letters, and a dialog has the keys to itself. */
const isElsewhere = (target: EventTarget | null): boolean =>
  target instanceof Element && (target.matches(TEXT) || target.closest("dialog") !== null);

/** Calls what `keys` has for a pressed key's `code`, until `signal` aborts. */
export function onKeys(keys: Readonly<Record<string, () => void>>, signal: AbortSignal): void {
  const press = (event: KeyboardEvent): void => {
    if (event.repeat || modifierOf(event) !== null) return;
    const act = Object.hasOwn(keys, event.code) ? keys[event.code] : undefined;
    if (act === undefined || isElsewhere(event.target)) return;
    event.preventDefault();
    act();
  };
  // While it is captured: a panel keeps its own keys from the game, but not from here.
  window.addEventListener("keydown", press, { signal, capture: true });
}

/** As onKeys, for keys that the page has for itself. */
export function onPageKeys(acts: Partial<Record<PageKey, () => void>>, signal: AbortSignal): void {
  const keys = Object.entries(acts).flatMap(([name, act]) =>
    PAGE_KEYS[name as PageKey].map((code) => [code, act] as const),
  );
  onKeys(Object.fromEntries(keys), signal);
}

/** Lets go of the button or switch that was clicked, once the click is through: the keys are the game's again. */
export function giveBackKeys(): void {
  setTimeout(() => {
    const { activeElement } = document;
    if (activeElement instanceof HTMLElement && !activeElement.matches(TEXT)) activeElement.blur();
  });
}

/** For the root of a panel: who walks it by keys (arrows on a slider, space on a button) does not steer meanwhile. */
export const panelKeys = {
  onKeyDown: (event: KeyboardEvent): void => event.stopPropagation(),
  onPointerUp: giveBackKeys,
} as const;
