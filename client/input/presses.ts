// What is pressed on one device, and what that does: thrust and buttons while it is down, everything else at once.
// Owns: presses and their least length. Must not: know keys or pads, only the deeds they stand for.
import { Button } from "../../shared/sim/input.ts";
import { TICK_MS } from "../../shared/tunables.ts";
import type { Controls } from "../net/game-view.ts";
import type { Action } from "./bindings.ts";
import { chooseWeapon, cycleWeapon } from "./weapon-choice.ts";
import { wishes } from "./wishes.ts";

/** A press counts for this long at least: controls are read once a tick, and a tap may lie between two readings. */
const TAP_MS = TICK_MS * 1.5;

const THRUST: Partial<Record<Deed, readonly [number, number]>> = {
  up: [0, -1],
  left: [-1, 0],
  down: [0, 1],
  right: [1, 0],
};
const BUTTONS: Partial<Record<Deed, number>> = Button;

/** What a press may do: of these only the actions are bound to keys. */
export type Deed = Action | "settings";

interface Press {
  deeds: readonly Deed[];
  down: boolean;
  /** Counts until then, ms, whether or not it is still down. */
  until: number;
}

export class Presses {
  private readonly presses = new Map<string, Press>();

  /** `source`: whatever tells one key or button of this device from the others. Repeats mean nothing. */
  press(source: string, deeds: readonly Deed[]): void {
    if (this.presses.get(source)?.down) return;
    const left = deeds.filter((deed) => !begin(deed));
    this.presses.set(source, { deeds: left, down: true, until: performance.now() + TAP_MS });
  }

  lift(source: string): void {
    const press = this.presses.get(source);
    if (!press?.down) return;
    press.down = false;
    if (press.deeds.includes("scores")) wishes.emit("scores", { held: false });
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
    for (const [source, { deeds, down, until }] of this.presses) {
      for (const deed of deeds) hold(deed, controls);
      if (!down && now >= until) this.presses.delete(source);
    }
  }
}

function hold(deed: Deed, controls: Controls): void {
  controls.buttons |= BUTTONS[deed] ?? 0;
  const thrust = THRUST[deed];
  if (thrust === undefined) return;
  controls.moveX += thrust[0];
  controls.moveY += thrust[1];
}

/** True when somebody else than the skimmer takes it. */
function begin(deed: Deed): boolean {
  if (deed === "settings") {
    wishes.emit("settings", null);
    return true;
  }
  const press = { action: deed, taken: false };
  wishes.emit("pressed", press);
  if (!press.taken) act(deed);
  return press.taken;
}

function act(deed: Action): void {
  if (deed === "weapon1") chooseWeapon(0);
  else if (deed === "weapon2") chooseWeapon(1);
  else if (deed === "weapon3") chooseWeapon(2);
  else if (deed === "weapon4") chooseWeapon(3);
  else if (deed === "weaponNext") cycleWeapon(1);
  else if (deed === "weaponPrevious") cycleWeapon(-1);
  else if (deed === "scores") wishes.emit("scores", { held: true });
}
