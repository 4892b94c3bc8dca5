// What every device that steers must offer, so that devices add up.
// Owns: the interface. Must not: know a device.
import type { Controls } from "../net/game-view.ts";

/** Where the world is on the screen, for devices that point: one's own skimmer in CSS pixels. */
export interface Aiming {
  ownX: number;
  ownY: number;
}

export interface InputDevice {
  /** How far out it points, 0..1. */
  readonly reach: number;
  /** Adds what this device wants to `controls`: thrust and buttons add up, the aim is overwritten. */
  contribute(controls: Controls, aiming: Aiming): void;
  /** Lets go of everything: the window lost focus, or a text field took the keys. */
  release(): void;
  dispose(): void;
}
