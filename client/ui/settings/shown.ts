// Whether the settings are on the screen, and which part of them.
// Owns: those two. Must not: draw.
import { signal } from "@preact/signals";

export const settingsShown = signal(false);
export const openSettings = (): void => {
  settingsShown.value = true;
};
