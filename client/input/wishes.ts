// What a device asks of the interface, rather than of the skimmer.
// Owns: the list of it. Must not: grant anything.
import { Emitter } from "../net/emitter.ts";

interface Wishes {
  /** The scores are held up, or let go. */
  scores: { held: boolean };
  /** Somebody else to look over the shoulder of; while alive it means nothing. */
  spectateNext: null;
  settings: null;
}

export const wishes = new Emitter<Wishes>();
