// The gamepad that is in use, as the browser has it now.
// Owns: which of several it is. Must not: know what its buttons do.

/** A trigger counts as pressed from here on: it has no click. */
const TRIGGER = 0.3;

/** The one that changed last, of those whose buttons are where the standard has them; null without one. */
export function currentPad(): Gamepad | null {
  let found: Gamepad | null = null;
  for (const pad of navigator.getGamepads?.() ?? []) {
    if (pad?.mapping !== "standard" || !pad.connected) continue;
    if (found === null || pad.timestamp > found.timestamp) found = pad;
  }
  return found;
}

export function isDown(pad: Gamepad, index: number): boolean {
  const button = pad.buttons[index];
  return button !== undefined && (button.pressed || button.value > TRIGGER);
}
