// How often figures change on the screen.
// Owns: that pace. Must not: draw.
import { useComputed } from "@preact/signals";
import { hud } from "../hud-state.ts";

const BEATS = 5;

/** Draws a component anew twice a second while `running`: what changes faster cannot be read. */
export function useCalmPace(running = true): void {
  useComputed(() => (running ? Math.floor(hud.beat.value / BEATS) : -1)).value;
}
