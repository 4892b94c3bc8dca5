// A gamepad: left stick thrust, right stick aim, and its buttons. It may come and go at any time.
// Owns: what its buttons do. Must not: steer while a menu is open (pad-menu.ts has it then).
import { direction } from "../../shared/sim/math.ts";
import type { Controls } from "../net/game-view.ts";
import { type Deflection, deflect } from "./deflection.ts";
import type { InputDevice } from "./input-device.ts";
import { lastDevice } from "./last-device.ts";
import { currentPad, isDown } from "./pad.ts";
import { openMenu } from "./pad-menu.ts";
import { type Deed, Presses } from "./presses.ts";

/** By index in the standard mapping. */
const BUTTONS: readonly (readonly [number, readonly Deed[]])[] = [
  [0, ["dash"]],
  [1, ["guard"]],
  [3, ["weaponNext"]],
  [4, ["guard"]],
  [5, ["dash"]],
  [6, ["alternate"]],
  [7, ["fire"]],
  [8, ["scores"]],
  [9, ["settings"]],
  [12, ["weapon1"]],
  [13, ["weapon3"]],
  [14, ["weapon4"]],
  [15, ["weapon2"]],
];
const RUMBLE_MS = 120;
/** Damage that shakes as hard as it goes: a Lance. */
const HARDEST = 48;

export class GamepadDevice implements InputDevice {
  reach = 0;
  private readonly thrust: Deflection = { x: 0, y: 0, length: 0 };
  private readonly aim: Deflection = { x: 0, y: 0, length: 0 };
  /** Its buttons have all been up since a menu had them: what closed the menu is not for the game. */
  private fresh = false;
  private readonly presses = new Presses();

  contribute(controls: Controls): void {
    const pad = document.hasFocus() ? currentPad() : null;
    this.reach = 0;
    if (pad === null || openMenu() !== null) {
      this.release();
      this.fresh = false;
    } else this.read(pad, controls);
    this.presses.contribute(controls);
  }

  release(): void {
    this.presses.liftAll();
  }

  dispose(): void {
    this.release();
  }

  /** Shakes it in the hands of who plays with it, where it can. */
  rumble(damage: number): void {
    const motor = lastDevice.value === "gamepad" ? currentPad()?.vibrationActuator : null;
    const strength = Math.min(1, 0.2 + (0.8 * damage) / HARDEST);
    const how = { duration: RUMBLE_MS, strongMagnitude: strength, weakMagnitude: strength };
    // A pad that is gone by now, or cannot: it is only a shake.
    motor?.playEffect("dual-rumble", how).catch(() => {});
  }

  private read(pad: Gamepad, controls: Controls): void {
    const { thrust, aim } = this;
    const [leftX = 0, leftY = 0, rightX = 0, rightY = 0] = pad.axes;
    deflect(thrust, leftX, leftY);
    deflect(aim, rightX, rightY);
    let used = thrust.length > 0 || aim.length > 0;
    this.fresh ||= BUTTONS.every(([index]) => !isDown(pad, index));
    for (const [index, deeds] of this.fresh ? BUTTONS : []) {
      const source = String(index);
      if (isDown(pad, index)) {
        this.presses.press(source, deeds);
        used = true;
      } else this.presses.lift(source);
    }
    if (used) lastDevice.set("gamepad");
    controls.moveX += thrust.x;
    controls.moveY += thrust.y;
    this.reach = aim.length;
    if (aim.length > 0) controls.aim = direction(aim.x, aim.y);
  }
}
