// Waits for the key, button or wheel step that a person wants to bind.
// Owns: catching it before anybody else hears of it. Must not: bind.

import { modifierOf } from "../../input/page-keys.ts";

/** Buttons beside the prompt: a click on them is no binding. */
const KEEP = "[data-no-capture]";

/** Calls `caught` with a code until `signal` aborts. */
export function capture(caught: (code: string) => void, signal: AbortSignal): void {
  const take = (event: Event, code: string): void => {
    event.preventDefault();
    event.stopPropagation();
    caught(code);
  };
  const onKey = (event: KeyboardEvent): void => {
    // Enter on a button that is there to be pressed presses it.
    if (onButton(event) && (event.code === "Enter" || event.code === "Tab")) return;
    if (event.code === "" || event.repeat) return;
    // A shortcut of the browser's is refused by its modifier.
    take(event, modifierOf(event) ?? event.code);
  };
  const onPointer = (event: PointerEvent): void => {
    if (onButton(event) || event.pointerType === "touch" || event.button > 2) return;
    take(event, `Mouse${event.button}`);
  };
  const onWheel = (event: WheelEvent): void => {
    if (event.deltaY !== 0) take(event, event.deltaY > 0 ? "WheelDown" : "WheelUp");
  };
  const options = { signal, capture: true };
  window.addEventListener("keydown", onKey, options);
  window.addEventListener("pointerdown", onPointer, options);
  window.addEventListener("wheel", onWheel, { ...options, passive: false });
  // What would follow the press: a menu for the right button.
  window.addEventListener("contextmenu", (event) => event.preventDefault(), options);
}

const onButton = ({ target }: Event): boolean => target instanceof Element && target.closest(KEEP) !== null;
