// The free camera of who looks on: it is steered as one flies.
// Owns: how fast. Must not: decide where one may look (the server does).
import { WATCH } from "../../shared/tunables.ts";
import type { Controls, GameView } from "../net/game-view.ts";

/** Moves it by what the controls say, over `seconds`. */
export function flyCamera(view: GameView, { moveX, moveY }: Controls, seconds: number): void {
  if (moveX === 0 && moveY === 0) return;
  const { mode, x, y } = view.watching;
  if (mode !== "free") return;
  const way = WATCH.freeSpeed * seconds;
  view.watch({ mode, x: x + moveX * way, y: y + moveY * way });
}
