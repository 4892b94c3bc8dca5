// What the HUD says of a server that ends: how long it still runs, that one is moved, and where one has come to.
// Owns: when it is said, and for how long. Must not: draw.
import type { MovingMessage } from "../../shared/protocol/messages.ts";
import type { GameView } from "../net/game-view.ts";
import { hud } from "./hud-state.ts";

const ARRIVED_SHOWN_MS = 6000;
const LOOK_MS = 200;

/** Says it until the returned function is called. */
export function followMove(view: GameView): () => void {
  let ends: (MovingMessage & { atMs: number }) | null = null;
  let arrivedMs = Number.NEGATIVE_INFINITY;
  const look = (): void => {
    const { value } = hud.move;
    const nowMs = performance.now();
    if (value?.kind === "arrived" && nowMs - arrivedMs > ARRIVED_SHOWN_MS) hud.move.value = null;
    if (ends === null || view.link.kind === "moving") return;
    const seconds = Math.max(0, Math.ceil((ends.atMs - nowMs) / 1000));
    if (value?.kind === "coming" && value.seconds === seconds && value.elsewhere === ends.elsewhere) return;
    hud.move.value = { kind: "coming", seconds, elsewhere: ends.elsewhere };
  };
  const stops = [
    view.on("moving", (news) => {
      ends = { ...news, atMs: performance.now() + news.seconds * 1000 };
      look();
    }),
    view.on("link", ({ link }) => {
      if (link.kind === "moving") hud.move.value = { kind: "moving" };
      if (link.kind === "restarting") {
        ends = null;
        hud.move.value = null;
      }
      if (link.kind !== "playing" || link.after === undefined) return;
      ends = null;
      arrivedMs = performance.now();
      hud.move.value = { kind: "arrived", how: link.after };
    }),
  ];
  const timer = window.setInterval(look, LOOK_MS);
  return () => {
    window.clearInterval(timer);
    for (const stop of stops) stop();
  };
}
