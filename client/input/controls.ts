// All devices together as what the person wants this frame.
// Owns: the one Controls object. Must not: know a device's insides.
import type { Controls } from "../net/game-view.ts";
import type { Aiming, InputDevice } from "./input-device.ts";
import { Keyboard } from "./keyboard.ts";
import { Mouse } from "./mouse.ts";

/** The pointer this far out, CSS pixels, is full look-ahead. */
const FULL_REACH = 320;

export class ControlsSampler {
  /** How far the pointer is out, 0..1. */
  reach = 0;
  private readonly controls: Controls = { moveX: 0, moveY: 0, aim: 0, buttons: 0 };
  private readonly mouse: Mouse;
  private readonly devices: InputDevice[];
  private readonly stop = new AbortController();

  constructor(surface: HTMLElement) {
    this.mouse = new Mouse(surface);
    this.devices = [new Keyboard(), this.mouse];
    const { signal } = this.stop;
    window.addEventListener("blur", this.release, { signal });
    document.addEventListener("visibilitychange", this.release, { signal });
  }

  /** The controls now; the same object each time. The aim stays where it last pointed. */
  sample(aiming: Aiming): Controls {
    const { controls } = this;
    controls.moveX = 0;
    controls.moveY = 0;
    controls.buttons = 0;
    for (const device of this.devices) device.contribute(controls, aiming);
    const length = Math.hypot(controls.moveX, controls.moveY);
    if (length > 1) {
      controls.moveX /= length;
      controls.moveY /= length;
    }
    this.reach = Math.min(1, this.mouse.distance(aiming.ownX, aiming.ownY) / FULL_REACH);
    return controls;
  }

  dispose(): void {
    this.stop.abort();
    for (const device of this.devices) device.dispose();
  }

  private readonly release = (): void => {
    for (const device of this.devices) device.release();
  };
}
