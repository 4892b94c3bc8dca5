// Looking on by what one plays with, on every device: who does not fly has no other use for these actions.
// Owns: which action does what then. Must not: know keys or buttons.
import { Phase } from "../../shared/sim/world.ts";
import type { Action } from "../input/bindings.ts";
import { wishes } from "../input/wishes.ts";
import type { GameView } from "../net/game-view.ts";
import { toggleFree, watchNext } from "./watch-feed.ts";

/** What one meant for the fight counts for nothing for so long after its end, ms. */
const CALM_MS = 700;

/** The actions whose keys the watch bar shows, by what they do there. */
export const WATCH_ACTIONS = { previous: "alternate", next: "fire", free: "guard", play: "dash" } as const;

/** Listens until the returned function is called. */
export const followWatchKeys = (view: GameView): (() => void) =>
  wishes.on("pressed", (press) => {
    if (view.canSpectate && act(view, press.action)) press.taken = true;
  });

/** True when the action does something for who looks on. */
function act(view: GameView, action: Action): boolean {
  if (action === "spectateNext") watchNext(view, 1);
  else if (view.outMs < CALM_MS || view.state.phase !== Phase.playing) return false;
  else if (action === WATCH_ACTIONS.next) watchNext(view, 1);
  else if (action === WATCH_ACTIONS.previous) watchNext(view, -1);
  else if (action === WATCH_ACTIONS.free) toggleFree(view);
  else if (action === WATCH_ACTIONS.play && view.resting) view.watch({ mode: "play" });
  else return false;
  return true;
}
