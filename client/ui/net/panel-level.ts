// How much of the network is shown: 0 the ping alone, 1 with figures, 2 with a plot and stutters, 3 everything.
// Owns: the steps between the levels. Must not: draw.
import { NET_LEVELS } from "../../settings/fields.ts";
import { settings } from "../../settings/store.ts";

export const panelLevel = settings.netLevel;

export function setLevel(level: number): void {
  panelLevel.value = level;
}

/** One more, and from the last to the first. */
export const stepLevel = (): void => setLevel((panelLevel.value + 1) % NET_LEVELS);
