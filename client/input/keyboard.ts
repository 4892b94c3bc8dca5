// Keys by place (`code`), not by letter, so that WASD is the same square on every layout.
// Owns: which keys are down. Must not: react while a person types into a field.
import type { Controls } from "../net/game-view.ts";
import type { InputDevice } from "./input-device.ts";
import type { KeyTable } from "./key-table.ts";
import { modifierOf } from "./page-keys.ts";
import { Presses } from "./presses.ts";
import { isTyping } from "./typing.ts";

export class Keyboard implements InputDevice {
  readonly reach = 0;
  private readonly keys: KeyTable;
  private readonly presses = new Presses();
  private readonly stop = new AbortController();

  constructor(keys: KeyTable) {
    this.keys = keys;
    const { signal } = this.stop;
    window.addEventListener("keydown", this.push, { signal });
    window.addEventListener("keyup", (event) => this.presses.lift(event.code), { signal });
  }

  contribute(controls: Controls): void {
    this.presses.contribute(controls);
  }

  release(): void {
    this.presses.liftAll();
  }

  dispose(): void {
    this.stop.abort();
    this.release();
  }

  private readonly push = (event: KeyboardEvent): void => {
    if (isTyping(event.target) || modifierOf(event) !== null) return;
    // On a button that has the focus it presses that.
    if (event.code === "Enter" && event.target instanceof HTMLButtonElement) return;
    const actions = this.keys.actionsOf(event.code);
    if (actions.length === 0) return;
    // Arrows and space would scroll the page, Tab would take the focus off the game.
    event.preventDefault();
    if (!event.repeat) this.presses.press(event.code, actions);
  };
}
