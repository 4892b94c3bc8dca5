// All devices together as what the person wants this frame.
// Owns: the one Controls object. Must not: know a device's insides.
import type { Controls } from "../net/game-view.ts";
import type { Bindings } from "./bindings.ts";
import { GamepadDevice } from "./gamepad.ts";
import type { Aiming, InputDevice } from "./input-device.ts";
import { KeyTable } from "./key-table.ts";
import { Keyboard } from "./keyboard.ts";
import { Mouse } from "./mouse.ts";
import { touch } from "./touch.ts";
import { chooseWeapon, chosenWeapon } from "./weapon-choice.ts";

export class ControlsSampler {
  /** How far out the person points, 0..1. */
  reach = 0;
  private readonly controls: Controls = { moveX: 0, moveY: 0, aim: 0, buttons: 0, weapon: 0 };
  private readonly gamepad = new GamepadDevice();
  private readonly devices: InputDevice[];
  private readonly stop = new AbortController();

  /** `bindings` is asked again at every press: they may change while the game runs. */
  constructor(surface: HTMLElement, bindings: () => Bindings) {
    const keys = new KeyTable(bindings);
    this.devices = [new Keyboard(keys), new Mouse(surface, keys), touch, this.gamepad];
    chooseWeapon(0);
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
    controls.weapon = chosenWeapon.value;
    this.reach = 0;
    for (const device of this.devices) {
      device.contribute(controls, aiming);
      this.reach = Math.max(this.reach, device.reach);
    }
    const length = Math.hypot(controls.moveX, controls.moveY);
    if (length > 1) {
      controls.moveX /= length;
      controls.moveY /= length;
    }
    return controls;
  }

  /** The person is to feel that the skimmer was hit. */
  rumble(damage: number): void {
    this.gamepad.rumble(damage);
  }

  dispose(): void {
    this.stop.abort();
    for (const device of this.devices) device.dispose();
  }

  private readonly release = (): void => {
    for (const device of this.devices) device.release();
  };
}
