// The way from the menu to a game and back: everything that a game needs is loaded here, when it is wanted.
// Owns: the running game. Must not: contain game, net or drawing code (they load later).
import { effect, signal, untracked } from "@preact/signals";
import { cleanName } from "../../shared/protocol/join-request.ts";
import type { SeatReservation, SeatWant } from "../../shared/protocol/seats.ts";
import { learnLayout } from "../input/bindings.ts";
import type { GameView } from "../net/game-view.ts";
import { still } from "../settings/still.ts";
import { settings } from "../settings/store.ts";
import { showsShapes, tints } from "../settings/tints.ts";
import { type Ended, ended, screen } from "./app-state.ts";
import { inviteShown } from "./invite/shown.ts";
import { pings } from "./lobby-state.ts";
import { seatCode, seatStore } from "./seat-store.ts";
import { who } from "./who.ts";

declare global {
  interface Window {
    /** The browser tests' window into the running game; nothing in the game reads it. */
    __emberline?: { view: GameView };
  }
}

/** How often a join that is on its way is looked after, ms. */
const JOINING_LOOK_MS = 50;

export const game = signal<GameView | null>(null);
const world = document.getElementById("world") as HTMLElement;

const loadNet = () => import("../net/join.ts");
const loadPicture = () => import("../scenes/start-game.ts");
const loadSound = () => import("../sound/start-sound.ts");
const loadFeed = () => import("./hud-feed.ts");
/** The page imports these again where it draws them: loaded before, they are there in the first frame. */
const loadHud = () =>
  Promise.all([import("./hud.tsx"), import("./overlay.tsx"), import("./chat/play-chat.tsx")]);
const loadSettings = () => import("./settings/settings-dialog.tsx");

/** What a game will need may come now. */
export function loadAhead(): void {
  const parts = [loadNet(), loadPicture(), loadFeed(), loadHud(), loadSettings(), learnLayout()];
  void Promise.allSettled(parts);
}

const volumes = () => ({
  master: settings.master.value,
  effects: settings.effects.value,
  ambience: settings.ambience.value,
  muted: settings.muted.value,
});

/** Joins as `want` says; false, with the reason in `ended`, when it fails, or when one is on the way already. */
export function play(want: SeatWant): Promise<boolean> {
  if (want.kind === "quick") want = { ...want, pings: pings.value };
  return enter((net) => net.joinGame({ ...joining(), store: seatStore }, want), want);
}

/** Who asks for a seat. */
const joining = () => ({ ...who(), name: cleanName(settings.name.value), hue: settings.hue.value });

/** As `play`, away from the game that runs, and once no other join is on its way. */
export async function playInstead(want: SeatWant): Promise<boolean> {
  await freed();
  return play(want);
}

/** Looks on in a room that an operator was let into; see the operators' page. */
export async function lookInto(id: string): Promise<void> {
  await freed();
  const [name, hue] = [cleanName(settings.name.value), settings.hue.value];
  const want: SeatWant = { kind: "room", id };
  await enter((net) => net.joinGame({ ...who(), name, hue, watch: true, store: seatStore }, want), want);
}

/** Takes a seat that was given, likewise. */
export async function playSeat(seat: SeatReservation): Promise<boolean> {
  await freed();
  return enter((net) => net.takeSeat(location.origin, seat, { store: seatStore }), null);
}

/** Resolves in the menu. */
async function freed(): Promise<void> {
  while (screen.value !== "menu") {
    await game.value?.leave();
    if (screen.value === "joining") await new Promise((wake) => setTimeout(wake, JOINING_LOOK_MS));
  }
}

/** Takes the kept seat back; false when there is none any more. */
export async function comeBack(): Promise<boolean> {
  const token = seatStore.get();
  if (token === null) return false;
  if (await enter((net) => net.rejoinGame(location.origin, token, seatStore, joining()), null)) return true;
  if (seatStore.get() === token) seatStore.set(null);
  return false;
}

type Way = (net: Awaited<ReturnType<typeof loadNet>>) => Promise<GameView>;

async function enter(way: Way, want: SeatWant | null): Promise<boolean> {
  if (screen.value !== "menu") return false;
  screen.value = "joining";
  ended.value = null;
  try {
    const parts = [loadNet(), loadPicture(), loadSound(), loadFeed(), loadHud()] as const;
    const [net, picture, sound, feed] = await Promise.all(parts);
    const view = await way(net);
    inviteShown.value = want?.kind === "create" && !want.room.listed;
    show(view, [drawWorld(picture, view), sound.startSound(view, volumes), feed.feedHud(view)]);
    return true;
  } catch (error) {
    const { code, field, next } = error as Partial<Ended>;
    screen.value = "menu";
    ended.value = { code, field, next, want };
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
  seatCode.set(view.code);
  game.value = view;
  screen.value = "playing";
  stops.push(
    effect(() => {
      view.smoothing = settings.smoothing.value;
    }),
    view.on("link", ({ link }) => {
      // In another room than before, perhaps.
      if (link.kind === "playing") seatCode.set(view.code);
      if (link.kind !== "left") return;
      for (const stop of stops) stop();
      game.value = null;
      ended.value = { code: link.code };
      screen.value = "menu";
    }),
  );
}
