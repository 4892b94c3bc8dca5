// The browser's start: the menu at once, the game behind it when it is wanted.
// Owns: the way from menu to game and back. Must not: contain game, net or drawing code (they load later).
import { effect, signal, untracked } from "@preact/signals";
import { render } from "preact";
import { learnLayout } from "./input/bindings.ts";
import { watchLastDevice } from "./input/last-device.ts";
import { followPad } from "./input/pad-menu.ts";
import type { GameView } from "./net/game-view.ts";
import { still } from "./settings/still.ts";
import { keepSettings, settings } from "./settings/store.ts";
import { showsShapes, tints } from "./settings/tints.ts";
import { followAddress } from "./ui/address.ts";
import { App } from "./ui/app.tsx";
import { ended, screen } from "./ui/app-state.ts";
import { followDevice } from "./ui/device.ts";
import { dressPage } from "./ui/dress-page.ts";
import { seatStore } from "./ui/seat-store.ts";
import { followLanguage } from "./ui/strings.ts";
import "./ui/base.css";
import "./ui/menu.css";
import "./ui/hud.css";
import "./ui/gauges.css";
import "./ui/cards.css";
import "./ui/net/ping.css";

declare global {
  interface Window {
    /** The browser tests' window into the running game; nothing in the game reads it. */
    __emberline?: { view: GameView };
  }
}

const game = signal<GameView | null>(null);
const world = document.getElementById("world") as HTMLElement;

const loadNet = () => import("./net/join.ts");
const loadPicture = () => import("./scenes/start-game.ts");
const loadSound = () => import("./sound/start-sound.ts");
const loadFeed = () => import("./ui/hud-feed.ts");
/** The page imports these again where it draws them: loaded before, they are there in the first frame. */
const loadHud = () => Promise.all([import("./ui/hud.tsx"), import("./ui/overlay.tsx")]);
const loadSettings = () => import("./ui/settings/settings-dialog.tsx");

const volumes = () => ({
  master: settings.master.value,
  effects: settings.effects.value,
  ambience: settings.ambience.value,
  muted: settings.muted.value,
});

/** Joins by `how`, then shows the game; back to the menu with words when it fails. */
async function enter(how: (net: Awaited<ReturnType<typeof loadNet>>) => Promise<GameView>): Promise<boolean> {
  screen.value = "joining";
  ended.value = null;
  try {
    const parts = [loadNet(), loadPicture(), loadSound(), loadFeed(), loadHud()] as const;
    const [net, picture, sound, feed] = await Promise.all(parts);
    const view = await how(net);
    show(view, [drawWorld(picture, view), sound.startSound(view, volumes), feed.feedHud(view)]);
    return true;
  } catch (error) {
    screen.value = "menu";
    ended.value = { code: (error as { code?: number }).code };
    return false;
  }
}

/** Draws the world as the settings say, anew when they change. */
function drawWorld(picture: Awaited<ReturnType<typeof loadPicture>>, view: GameView): () => void {
  return effect(() => {
    const wishes = {
      graphics: settings.graphics.value,
      still: still.value,
      tints: tints.value,
      shapes: showsShapes.value,
    };
    return untracked(() => picture.startGame(view, world, wishes));
  });
}

/** Shows a running game; at its end everything in `stops` is called. */
function show(view: GameView, stops: (() => void)[]): void {
  window.__emberline = { view };
  game.value = view;
  screen.value = "playing";
  stops.push(
    effect(() => {
      view.smoothing = settings.smoothing.value;
    }),
    view.on("link", ({ link }) => {
      if (link.kind !== "left") return;
      for (const stop of stops) stop();
      seatStore.set(null);
      game.value = null;
      ended.value = { code: link.code };
      screen.value = "menu";
    }),
  );
}

async function start(): Promise<void> {
  keepSettings();
  watchLastDevice();
  followDevice();
  followPad();
  followAddress();
  dressPage();
  await followLanguage();
  const onPlay = (name: string, hue: number): void => {
    void enter((net) => net.joinGame(location.origin, name, hue, seatStore));
  };
  render(<App game={game} onPlay={onPlay} />, document.getElementById("screen") as HTMLElement);
  const token = seatStore.get();
  if (token !== null) {
    // A reload within the grace period takes the seat back; a seat that is gone is no error to speak of.
    if (await enter((net) => net.rejoinGame(location.origin, token, seatStore))) return;
    seatStore.set(null);
    ended.value = null;
  }
  // The menu is shown and idle: what Play needs may come now.
  const idle = window.requestIdleCallback ?? ((then: () => void) => setTimeout(then, 300));
  const parts = () => [loadNet(), loadPicture(), loadFeed(), loadHud(), loadSettings(), learnLayout()];
  idle(() => void Promise.allSettled(parts()));
}

void start();
