// Thumbs on the screen: a stick for thrust, one that aims and fires, and buttons.
// Owns: what sticks and buttons do. Must not: draw them (client/ui/touch does, and passes the touches on).
import { Button } from "../../shared/sim/input.ts";
import { direction } from "../../shared/sim/math.ts";
import type { Controls } from "../net/game-view.ts";
import type { InputDevice } from "./input-device.ts";
import { Presses } from "./presses.ts";
import { Stick } from "./stick.ts";

/** The aim stick fires from this deflection on, and ceases below the other: a thumb trembles. */
const FIRE_FROM = 0.7;
const FIRE_TO = 0.6;

class Touch implements InputDevice {
  readonly thrust = new Stick();
  readonly aim = new Stick();
  /** The Lance's button aims, too, while it is held. */
  readonly lance = new Stick();
  readonly presses = new Presses();
  private fired = false;

  /** Whether the aim stick is out far enough, as it stands now. */
  fires(): boolean {
    this.fired = this.aim.length > (this.fired ? FIRE_TO : FIRE_FROM);
    return this.fired;
  }

  get reach(): number {
    return Math.max(this.aim.length, this.lance.length);
  }

  contribute(controls: Controls): void {
    const { thrust, aim, lance } = this;
    this.presses.contribute(controls);
    controls.moveX += thrust.x;
    controls.moveY += thrust.y;
    if (this.fires()) controls.buttons |= Button.fire;
    const pointed = lance.length > 0 ? lance : aim;
    if (pointed.length > 0) controls.aim = direction(pointed.x, pointed.y);
  }

  release(): void {
    for (const stick of [this.thrust, this.aim, this.lance]) stick.release();
    this.presses.liftAll();
  }

  dispose(): void {
    this.release();
  }
}

/** The one screen of the page: the interface holds its sticks, the game reads them. */
export const touch = new Touch();
