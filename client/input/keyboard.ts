// Keys by place (`code`), not by letter, so that WASD is the same square on every layout.
// Owns: which keys are down. Must not: react while a person types into a field.
import { Button } from "../../shared/sim/input.ts";
import type { Controls } from "../net/game-view.ts";
import { type InputDevice, TAP_MS } from "./input-device.ts";

const MOVES: Record<string, readonly [number, number]> = {
  KeyW: [0, -1],
  KeyA: [-1, 0],
  KeyS: [0, 1],
  KeyD: [1, 0],
  ArrowUp: [0, -1],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowRight: [1, 0],
};
const BUTTONS: Record<string, number> = {
  Space: Button.dash,
  ShiftLeft: Button.dash,
  ShiftRight: Button.dash,
  KeyJ: Button.fire,
  KeyK: Button.alternate,
  KeyL: Button.guard,
  KeyE: Button.guard,
};

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

export class Keyboard implements InputDevice {
  private readonly down = new Set<string>();
  /** Until when a key that went down counts, ms, whether or not it is still down. */
  private readonly tapped = new Map<string, number>();
  private readonly stop = new AbortController();

  constructor() {
    const { signal } = this.stop;
    window.addEventListener("keydown", this.push, { signal });
    window.addEventListener("keyup", (event) => this.down.delete(event.code), { signal });
  }

  contribute(controls: Controls): void {
    for (const code of this.down) press(controls, code);
    const now = performance.now();
    for (const [code, until] of this.tapped) {
      if (!this.down.has(code)) press(controls, code);
      if (now >= until) this.tapped.delete(code);
    }
  }

  release(): void {
    this.down.clear();
    this.tapped.clear();
  }

  dispose(): void {
    this.stop.abort();
  }

  private readonly push = (event: KeyboardEvent): void => {
    if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!(event.code in MOVES) && !(event.code in BUTTONS)) return;
    // Arrows and space would scroll the page.
    event.preventDefault();
    this.down.add(event.code);
    if (!event.repeat) this.tapped.set(event.code, performance.now() + TAP_MS);
  };
}

function press(controls: Controls, code: string): void {
  const move = MOVES[code];
  if (move !== undefined) {
    controls.moveX += move[0];
    controls.moveY += move[1];
  }
  controls.buttons |= BUTTONS[code] ?? 0;
}
