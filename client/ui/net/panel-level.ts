// How much of the network is shown: 0 the ping alone, 1 with figures, 2 with a plot and stutters, 3 everything.
// Owns: the level, kept across reloads. Must not: draw.
import { signal } from "@preact/signals";
import { remembered } from "../remembered.ts";

export const LEVELS = 4;

export const panelLevel = signal(remembered.netLevel() % LEVELS);

export function setLevel(level: number): void {
  panelLevel.value = level;
  remembered.keepNetLevel(level);
}

/** One more, and from the last to the first. */
export const stepLevel = (): void => setLevel((panelLevel.value + 1) % LEVELS);
