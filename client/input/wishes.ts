// What a device asks of the interface, rather than of the skimmer.
// Owns: the list of it. Must not: grant anything.
import { Emitter } from "../net/emitter.ts";
import type { Action } from "./bindings.ts";

interface Wishes {
  /** The scores are held up, or let go. */
  scores: { held: boolean };
  /** An action was pressed anew. Who hears it may set `taken`: then the skimmer is not asked for it. */
  pressed: { action: Action; taken: boolean };
  settings: null;
}

export const wishes = new Emitter<Wishes>();
