// Names and colours by slot, read from the synced roster.
// Owns: the keys of slots as strings, made once. Must not: keep what the roster says.
import { HUES, MAX_SLOTS } from "../../shared/tunables.ts";
import type { GameView } from "../net/game-view.ts";

const KEYS = Array.from({ length: MAX_SLOTS }, (_, slot) => String(slot));

export class Roster {
  private readonly view: GameView;

  constructor(view: GameView) {
    this.view = view;
  }

  /** Index into HUES; 0 for whoever is unknown. */
  colour(slot: number): number {
    const hue = this.view.state.roster.get(KEYS[slot] ?? "")?.hue ?? 0;
    return hue < HUES.length ? hue : 0;
  }

  name(slot: number): string {
    return this.view.state.roster.get(KEYS[slot] ?? "")?.name ?? "";
  }
}
