// What is pressed on one device, and what that does: thrust and buttons while it is down, everything else at once.
// Owns: presses and their least length. Must not: know keys or pads, only the actions they stand for.
import { Button } from "../../shared/sim/input.ts";
import { TICK_MS } from "../../shared/tunables.ts";
import type { Controls } from "../net/game-view.ts";
import type { Action } from "./bindings.ts";
import { chosenWeapon, cycleWeapon } from "./weapon-choice.ts";
import { wishes } from "./wishes.ts";

/** A press counts for this long at least: controls are read once a tick, and a tap may lie between two readings. */
const TAP_MS = TICK_MS * 1.5;

const THRUST: Partial<Record<Action, readonly [number, number]>> = {
  up: [0, -1],
  left: [-1, 0],
  down: [0, 1],
  right: [1, 0],
};
const BUTTONS: Partial<Record<Action, number>> = Button;

interface Press {
  actions: readonly Action[];
  down: boolean;
  /** Counts until then, ms, whether or not it is still down. */
  until: number;
}

export class Presses {
  private readonly presses = new Map<string, Press>();

  /** `source`: whatever tells one key or button of this device from the others. Repeats mean nothing. */
  press(source: string, actions: readonly Action[]): void {
    if (this.presses.get(source)?.down) return;
    this.presses.set(source, { actions, down: true, until: performance.now() + TAP_MS });
    for (const action of actions) begin(action);
  }

  lift(source: string): void {
    const press = this.presses.get(source);
    if (!press?.down) return;
    press.down = false;
    if (press.actions.includes("scores")) wishes.emit("scores", { held: false });
  }

  /** Lets go of everything, taps too. */
  liftAll(): void {
    for (const source of this.presses.keys()) this.lift(source);
    this.presses.clear();
  }

  /** Adds what is pressed; a tap is added once even if it is long over. */
  contribute(controls: Controls): void {
    if (this.presses.size === 0) return;
    const now = performance.now();
    for (const [source, { actions, down, until }] of this.presses) {
      for (const action of actions) hold(action, controls);
      if (!down && now >= until) this.presses.delete(source);
    }
  }
}

function hold(action: Action, controls: Controls): void {
  controls.buttons |= BUTTONS[action] ?? 0;
  const thrust = THRUST[action];
  if (thrust === undefined) return;
  controls.moveX += thrust[0];
  controls.moveY += thrust[1];
}

function begin(action: Action): void {
  if (action === "weapon1") chosenWeapon.set(0);
  else if (action === "weapon2") chosenWeapon.set(1);
  else if (action === "weapon3") chosenWeapon.set(2);
  else if (action === "weapon4") chosenWeapon.set(3);
  else if (action === "weaponNext") cycleWeapon(1);
  else if (action === "weaponPrevious") cycleWeapon(-1);
  else if (action === "scores") wishes.emit("scores", { held: true });
  else if (action === "spectateNext") wishes.emit("spectateNext", null);
}
