// Whether the invite card is on the screen.
// Owns: that. Must not: draw.
import { signal } from "@preact/signals";

export const inviteShown = signal(false);
