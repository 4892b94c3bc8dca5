// The mouse: it points, the left button fires, the right one dashes.
// Owns: pointer and buttons over the world. Must not: take clicks meant for the interface.
import { Button } from "../../shared/sim/input.ts";
import { direction } from "../../shared/sim/math.ts";
import type { Controls } from "../net/game-view.ts";
import type { Aiming, InputDevice } from "./input-device.ts";

const BUTTONS = [Button.fire, 0, Button.dash] as const;

export class Mouse implements InputDevice {
  private x = 0;
  private y = 0;
  private moved = false;
  private buttons = 0;
  private readonly stop = new AbortController();

  constructor(surface: HTMLElement) {
    const { signal } = this.stop;
    surface.addEventListener("pointerdown", this.press, { signal });
    surface.addEventListener("contextmenu", (event) => event.preventDefault(), { signal });
    window.addEventListener("pointermove", this.point, { signal });
    // Released anywhere: a button let go over the interface must not stick.
    window.addEventListener("pointerup", this.lift, { signal });
    window.addEventListener("pointercancel", () => this.release(), { signal });
  }

  contribute(controls: Controls, aiming: Aiming): void {
    controls.buttons |= this.buttons;
    if (this.moved) controls.aim = direction(this.x - aiming.ownX, this.y - aiming.ownY);
  }

  /** How far the pointer is from a point, CSS pixels. */
  distance(x: number, y: number): number {
    return this.moved ? Math.hypot(this.x - x, this.y - y) : 0;
  }

  release(): void {
    this.buttons = 0;
  }

  dispose(): void {
    this.stop.abort();
  }

  private readonly press = (event: PointerEvent): void => {
    this.point(event);
    this.buttons |= BUTTONS[event.button] ?? 0;
    event.preventDefault();
    // preventDefault keeps the focus where it was: a field must not go on eating the keys.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  };

  private readonly lift = (event: PointerEvent): void => {
    this.buttons &= ~(BUTTONS[event.button] ?? 0);
  };

  private readonly point = (event: PointerEvent): void => {
    this.x = event.clientX;
    this.y = event.clientY;
    this.moved = true;
  };
}
