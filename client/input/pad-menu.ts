// A gamepad in the menus: the cross walks, left and right move sliders and tabs, A presses, B goes back.
// Owns: the focus while a menu is open. Must not: steer (gamepad.ts does when none is).
import { lastDevice } from "./last-device.ts";
import { currentPad, isDown } from "./pad.ts";

/** What takes the gamepad from the game: the menu, and whatever lies over everything and asks for an answer. */
const MENUS = '.menu, [role="dialog"], dialog[open]';
const STOPS = "a[href], button, input, select, textarea, [tabindex]";
const AHEAD = [13, 15];
const BACK = [12, 14];
const PRESS = 0;
const LEAVE = [1, 9];

/** The menu on top; null while the game has the gamepad. */
export function openMenu(): Element | null {
  const menus = document.querySelectorAll(MENUS);
  return menus[menus.length - 1] ?? null;
}

/** Walks the menus by gamepad for good, once there is one. */
export function followPad(): void {
  let asked = 0;
  const look = (): void => {
    const pad = currentPad();
    // Another one will tell of itself.
    if (pad === null) return;
    asked = requestAnimationFrame(look);
    walk(pad);
  };
  window.addEventListener("gamepadconnected", () => {
    cancelAnimationFrame(asked);
    look();
  });
}

/** Of the last frame: what was down, and where. */
let held: readonly number[] = [];
let walked: Element | null = null;

function walk(pad: Gamepad): void {
  const menu = openMenu();
  const before = held;
  const fresh = menu !== walked;
  held = [...AHEAD, ...BACK, PRESS, ...LEAVE].filter((index) => isDown(pad, index));
  walked = menu;
  // The press that opened a menu is not for it.
  if (menu === null || fresh) return;
  const stops = stopsOf(menu);
  const at = stops.indexOf(document.activeElement as HTMLElement);
  for (const index of held) {
    if (before.includes(index)) continue;
    lastDevice.set("gamepad");
    if (index === PRESS) press(stops[at], menu);
    else if (LEAVE.includes(index)) leave(menu);
    else if (!slide(stops[at], index)) step(stops, at, AHEAD.includes(index) ? 1 : -1);
  }
}

/** What can have the focus in a menu, in order. */
export const stopsOf = (menu: Element): HTMLElement[] =>
  [...menu.querySelectorAll<HTMLElement>(STOPS)].filter(canStop);

const canStop = (stop: HTMLElement): boolean =>
  stop.tabIndex >= 0 && !stop.matches(":disabled") && stop.getClientRects().length > 0;

function step(stops: HTMLElement[], at: number, by: number): void {
  stops[(at + by + stops.length) % stops.length]?.focus();
}

/** From where nothing is to be pressed, or letters go, it is the form's own button that is meant, or the menu's: Play. */
function press(stop: HTMLElement | undefined, menu: Element): void {
  const field = stop?.matches('input:is([type="text"], :not([type])), textarea') ?? true;
  if (field) (stop?.closest("form") ?? menu).querySelector<HTMLElement>('[type="submit"]')?.click();
  else stop?.click();
}

function leave(menu: Element): void {
  if (menu instanceof HTMLDialogElement) menu.close();
  else key(document.activeElement ?? menu, "Escape");
}

const key = (at: Element, code: string): boolean =>
  at.dispatchEvent(new KeyboardEvent("keydown", { key: code, code, bubbles: true }));

/** Left and right on a slider, a list or tabs move it; false where there is none. */
function slide(stop: HTMLElement | undefined, index: number): boolean {
  const by = index === 15 ? 1 : index === 14 ? -1 : 0;
  if (by === 0 || stop === undefined) return false;
  if (stop.matches('[role="tab"]')) {
    key(stop, by > 0 ? "ArrowRight" : "ArrowLeft");
    return true;
  }
  if (stop instanceof HTMLInputElement && stop.type === "range") {
    if (by > 0) stop.stepUp();
    else stop.stepDown();
  } else if (stop instanceof HTMLSelectElement) {
    stop.selectedIndex = Math.min(stop.length - 1, Math.max(0, stop.selectedIndex + by));
  } else return false;
  for (const type of ["input", "change"]) stop.dispatchEvent(new Event(type, { bubbles: true }));
  return true;
}
