// What every device that steers must offer, so that devices add up.
// Owns: the interface. Must not: know a device.
import { TICK_MS } from "../../shared/tunables.ts";
import type { Controls } from "../net/game-view.ts";

/** A press counts for this long at least: controls are read once a tick, and a tap may lie between two readings. */
export const TAP_MS = TICK_MS * 1.5;

/** Where the world is on the screen, for devices that point: one's own skimmer in CSS pixels. */
export interface Aiming {
  ownX: number;
  ownY: number;
}

export interface InputDevice {
  /** Adds what this device wants to `controls`: thrust and buttons add up, the aim is overwritten. */
  contribute(controls: Controls, aiming: Aiming): void;
  /** Lets go of everything: the window lost focus, or a text field took the keys. */
  release(): void;
  dispose(): void;
}
