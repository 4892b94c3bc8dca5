// The device in the person's hands: who aims, and for which device hints and buttons are shown.
// Owns: noticing keyboard, mouse and touch. Must not: steer (a gamepad tells of itself: gamepad.ts).
import { Observable } from "./observable.ts";
import { isTyping } from "./typing.ts";

/** A mouse belongs to the keyboard, a pen to the mouse. */
export type Device = "keyboard" | "touch" | "gamepad";

export const lastDevice = new Observable<Device>("keyboard");

/** Watches the page for good. Before anything is pressed, a screen that has no mouse counts as touched. */
export function watchLastDevice(): void {
  if (matchMedia("(pointer: coarse)").matches && !matchMedia("(any-pointer: fine)").matches) {
    lastDevice.set("touch");
  }
  let x = 0;
  let y = 0;
  const point = (event: PointerEvent): void => {
    // Browsers tell of a mouse that lies still when the page changes under it.
    const still = event.type === "pointermove" && event.clientX === x && event.clientY === y;
    x = event.clientX;
    y = event.clientY;
    if (!still) lastDevice.set(event.pointerType === "touch" ? "touch" : "keyboard");
  };
  // A phone's own keyboard says nothing about the device: it types into fields. A gamepad's Escape is no key.
  const press = (event: KeyboardEvent): void => {
    if (event.isTrusted && !isTyping(event.target)) lastDevice.set("keyboard");
  };
  window.addEventListener("pointerdown", point, { capture: true });
  window.addEventListener("pointermove", point, { capture: true });
  window.addEventListener("keydown", press, { capture: true });
}
