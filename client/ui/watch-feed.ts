// Through whose eyes one looks while one does not fly, for the HUD; and the way to the next pair of eyes.
// Owns: the order of those who can be followed. Must not: draw.
import type { GameView } from "../net/game-view.ts";
import { hud, type Watch } from "./hud-state.ts";
import { whoIs } from "./standings.ts";

export function readWatch(view: GameView): void {
  const { canSpectate, resting, slot: own } = view;
  const { mode, slot } = view.watching;
  const free = mode === "free";
  const who = mode === "follow" && slot !== own ? whoIs(view, slot) : null;
  const watch: Watch | null = canSpectate && !hud.scoresPhase.value ? { who, free, resting } : null;
  if (JSON.stringify(watch) !== JSON.stringify(hud.watch.value)) hud.watch.value = watch;
}

/** Looks through the eyes of the one after (`by` 1) or before (-1), by slot, round and round. */
export function watchNext(view: GameView, by: 1 | -1): void {
  const slots = [...view.state.roster.values()]
    .filter(({ slot, resting }) => slot !== view.slot && !resting)
    .map(({ slot }) => slot)
    .sort((a, b) => a - b);
  if (slots.length === 0) return;
  const { slot: now } = view.watching;
  const at = slots.indexOf(now);
  const first = by === 1 ? 0 : slots.length - 1;
  const next = at === -1 ? first : (at + by + slots.length) % slots.length;
  view.watch({ mode: "follow", slot: slots[next] });
}
