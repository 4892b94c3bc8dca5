// The mouse: it points, and its buttons and wheel do what they are bound to.
// Owns: pointer and buttons over the world. Must not: take clicks meant for the interface, or touches.
import { direction } from "../../shared/sim/math.ts";
import type { Controls } from "../net/game-view.ts";
import type { Aiming, InputDevice } from "./input-device.ts";
import type { KeyTable } from "./key-table.ts";
import { lastDevice } from "./last-device.ts";
import { Presses } from "./presses.ts";
import { Wheel } from "./wheel.ts";

/** Bits of `MouseEvent.buttons`, by the code of the button. */
const BITS = [
  [1, "Mouse0"],
  [4, "Mouse1"],
  [2, "Mouse2"],
] as const;
const RIGHT = 2;
/** The pointer this far out, CSS pixels, is full look-ahead. */
const FULL_REACH = 320;

export class Mouse implements InputDevice {
  reach = 0;
  private x = 0;
  private y = 0;
  private moved = false;
  /** The buttons that are down went down over the world. */
  private ours = false;
  /** `MouseEvent.buttons` of the last event. */
  private bits = 0;
  /** The right button went down over the world, and its menu has not come. */
  private menuDue = false;
  private readonly surface: HTMLElement;
  private readonly keys: KeyTable;
  private readonly presses = new Presses();
  private readonly wheel = new Wheel();
  private readonly stop = new AbortController();

  constructor(surface: HTMLElement, keys: KeyTable) {
    this.surface = surface;
    this.keys = keys;
    const { signal } = this.stop;
    surface.addEventListener("pointerdown", this.press, { signal });
    surface.addEventListener("wheel", this.roll, { signal, passive: true });
    // On Windows it comes when the right button is let go, wherever the pointer is by then.
    window.addEventListener("contextmenu", this.keepMenu, { signal, capture: true });
    window.addEventListener("pointermove", this.point, { signal });
    // Released anywhere: a button let go over the interface must not stick.
    window.addEventListener("pointerup", this.lift, { signal });
    window.addEventListener("pointercancel", () => this.release(), { signal });
  }

  contribute(controls: Controls, aiming: Aiming): void {
    this.presses.contribute(controls);
    // A mouse that lies on the desk does not aim for who plays with something else.
    if (!this.moved || lastDevice.value !== "keyboard") {
      this.reach = 0;
      return;
    }
    const x = this.x - aiming.ownX;
    const y = this.y - aiming.ownY;
    this.reach = Math.min(1, Math.hypot(x, y) / FULL_REACH);
    controls.aim = direction(x, y);
  }

  release(): void {
    this.presses.liftAll();
    this.bits = 0;
    this.ours = false;
  }

  dispose(): void {
    this.stop.abort();
    this.release();
  }

  private readonly press = (event: PointerEvent): void => {
    if (event.pointerType === "touch") return;
    this.ours = true;
    this.point(event);
    event.preventDefault();
    // preventDefault keeps the focus where it was: a field must not go on eating the keys.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  };

  /** The last button is up; until then pressing and letting go of others comes as a move. */
  private readonly lift = (event: PointerEvent): void => {
    this.point(event);
    if (event.pointerType !== "touch") this.ours = false;
  };

  private readonly point = (event: PointerEvent): void => {
    if (event.pointerType === "touch") return;
    this.x = event.clientX;
    this.y = event.clientY;
    this.moved = true;
    const bits = this.ours ? event.buttons : 0;
    for (const [bit, code] of BITS) {
      if ((bits & bit) === 0) this.presses.lift(code);
      else this.presses.press(code, this.keys.actionsOf(code));
    }
    if ((bits & ~this.bits & RIGHT) !== 0) this.menuDue = true;
    this.bits = bits;
  };

  private readonly roll = (event: WheelEvent): void => {
    if (event.ctrlKey) return;
    const inLines = event.deltaMode === WheelEvent.DOM_DELTA_LINE;
    const step = this.wheel.turn(event.deltaY, inLines, event.timeStamp);
    if (step === 0) return;
    const code = step > 0 ? "WheelDown" : "WheelUp";
    this.presses.press(code, this.keys.actionsOf(code));
    this.presses.lift(code);
  };

  private readonly keepMenu = (event: Event): void => {
    const onWorld = event.target instanceof Node && this.surface.contains(event.target);
    if (onWorld || this.menuDue) event.preventDefault();
    this.menuDue = false;
  };
}
