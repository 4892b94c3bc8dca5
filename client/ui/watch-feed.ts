// Through whose eyes one looks while one does not fly, for the HUD; and the way to the next pair of eyes.
// Owns: the order of those who can be followed, and who was last. Must not: draw.
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
  const slots = others(view);
  if (slots.length === 0) return;
  const { slot: now } = view.watching;
  const at = slots.indexOf(now);
  const first = by === 1 ? 0 : slots.length - 1;
  const next = at === -1 ? first : (at + by + slots.length) % slots.length;
  view.watch({ mode: "follow", slot: slots[next] });
}

/** Whom the eyes come back to from a free camera: a slot. */
let followed = -1;

/** Flies from where the eyes are, or back to those of whom one followed. */
export function toggleFree(view: GameView): void {
  const { mode, slot, x, y } = view.watching;
  if (mode !== "free") {
    followed = slot;
    view.watch({ mode: "free", x, y });
  } else if (others(view).includes(followed)) {
    view.watch({ mode: "follow", slot: followed });
  } else watchNext(view, 1);
}

/** Slots of those who can be followed. */
const others = ({ state, slot: own }: GameView): number[] =>
  [...state.roster.values()]
    .filter(({ slot, resting }) => slot !== own && !resting)
    .map(({ slot }) => slot)
    .sort((a, b) => a - b);
