// The mouse: it points, left fires, right charges the Lance, middle guards.
// Owns: pointer and buttons over the world. Must not: take clicks meant for the interface.
import { Button } from "../../shared/sim/input.ts";
import { direction } from "../../shared/sim/math.ts";
import type { Controls } from "../net/game-view.ts";
import { type Aiming, type InputDevice, TAP_MS } from "./input-device.ts";

/** Bits of `MouseEvent.buttons` and what they hold down. */
const HELD = [
  [1, Button.fire],
  [2, Button.alternate],
  [4, Button.guard],
] as const;

export class Mouse implements InputDevice {
  private x = 0;
  private y = 0;
  private moved = false;
  private buttons = 0;
  /** The buttons that are down went down over the world. */
  private ours = false;
  /** Buttons that went down of late count until then, ms, whether or not they are still down. */
  private tapped = 0;
  private tappedUntil = 0;
  /** The right button went down over the world, and its menu has not come. */
  private menuDue = false;
  private readonly surface: HTMLElement;
  private readonly stop = new AbortController();

  constructor(surface: HTMLElement) {
    this.surface = surface;
    const { signal } = this.stop;
    surface.addEventListener("pointerdown", this.press, { signal });
    // On Windows it comes when the right button is let go, wherever the pointer is by then.
    window.addEventListener("contextmenu", this.keepMenu, { signal, capture: true });
    window.addEventListener("pointermove", this.point, { signal });
    // Released anywhere: a button let go over the interface must not stick.
    window.addEventListener("pointerup", this.lift, { signal });
    window.addEventListener("pointercancel", () => this.release(), { signal });
  }

  contribute(controls: Controls, aiming: Aiming): void {
    controls.buttons |= this.buttons | this.tapped;
    if (performance.now() >= this.tappedUntil) this.tapped = 0;
    if (this.moved) controls.aim = direction(this.x - aiming.ownX, this.y - aiming.ownY);
  }

  /** How far the pointer is from a point, CSS pixels. */
  distance(x: number, y: number): number {
    return this.moved ? Math.hypot(this.x - x, this.y - y) : 0;
  }

  release(): void {
    this.buttons = 0;
    this.tapped = 0;
    this.ours = false;
  }

  dispose(): void {
    this.stop.abort();
  }

  private readonly press = (event: PointerEvent): void => {
    this.ours = true;
    this.point(event);
    event.preventDefault();
    // preventDefault keeps the focus where it was: a field must not go on eating the keys.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  };

  /** The last button is up; until then pressing and letting go of others comes as a move. */
  private readonly lift = (event: PointerEvent): void => {
    this.point(event);
    this.ours = false;
  };

  private readonly point = (event: PointerEvent): void => {
    this.x = event.clientX;
    this.y = event.clientY;
    this.moved = true;
    const before = this.buttons;
    this.buttons = 0;
    if (!this.ours) return;
    for (const [bit, button] of HELD) if ((event.buttons & bit) !== 0) this.buttons |= button;
    const pressed = this.buttons & ~before;
    this.tapped |= pressed;
    if (pressed !== 0) this.tappedUntil = performance.now() + TAP_MS;
    if ((pressed & Button.alternate) !== 0) this.menuDue = true;
  };

  private readonly keepMenu = (event: Event): void => {
    const onWorld = event.target instanceof Node && this.surface.contains(event.target);
    if (onWorld || this.menuDue) event.preventDefault();
    this.menuDue = false;
  };
}
