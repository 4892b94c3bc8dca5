// The key, mouse button or gamepad button of an action, small, as it is on the device in hand.
// Owns: its markup. Must not: know what the action does.
import type { Action } from "../input/bindings.ts";
import { settings } from "../settings/store.ts";
import { device } from "./device.ts";
import { keyOf, padButtonOf } from "./key-words.ts";

/** Where the pressed button of a mouse is drawn, left to right. */
const MOUSE: Readonly<Record<string, number>> = { Mouse0: 0, Mouse1: 3, Mouse2: 5 };

/** Nothing for thumbs, and for what a gamepad has no button for. */
export function KeyCap({ action }: { action: Action }) {
  if (device.value === "touch") return null;
  if (device.value === "gamepad") {
    const name = padButtonOf(action);
    return name === undefined ? null : <kbd>{name}</kbd>;
  }
  const button = MOUSE[settings.bindings.value[action][0]];
  if (button === undefined) return <kbd>{keyOf(action)}</kbd>;
  return (
    <svg class="mouse-sign" viewBox="0 0 10 14" role="img" aria-label={keyOf(action)}>
      <rect x=".6" y=".6" width="8.8" height="12.8" rx="4.2" />
      <rect class="pressed" x={button} y="0" width={button === 3 ? 4 : 5} height="6" rx="2" />
    </svg>
  );
}
