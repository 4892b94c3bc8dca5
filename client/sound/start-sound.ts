// Lets a game be heard, from the first touch of the page to the game's end.
// Owns: the AudioContext: when it starts, rests and closes. Must not: decide what sounds when.
import type { GameView } from "../net/game-view.ts";
import { Ambience } from "./ambience.ts";
import { soundsOfPage } from "./buffers.ts";
import { Bus, type Volumes } from "./bus.ts";
import { hearMoments } from "./moments.ts";
import { type Play, Player } from "./player.ts";
import { Readings } from "./readings.ts";

const READ_MS = 33;
/** Muted, the context rests when the volumes have faded, s of its own clock. */
const REST_AFTER = 0.25;
/** Browsers let a page be heard once one of these was done to it. */
const TOUCHES = ["pointerdown", "pointerup", "keydown"] as const;
const CONTROLS = "button, select, summary, a[href], label, [role=button], [role=tab], input";

/** `volumes` is asked again and again: what it answers is heard at once. Silent, without an error, where there is no WebAudio. */
export function startSound(view: GameView, volumes: () => Volumes): () => void {
  if (typeof AudioContext !== "function") return () => {};
  const stop = new AbortController();
  const { signal } = stop;
  let wake: (() => void) | null = null;
  const touch = (): void => {
    wake ??= hear(view, volumes, signal);
    // After a call or another app's sound, some systems let go on only in a touch.
    wake();
  };
  if (navigator.userActivation?.hasBeenActive) touch();
  for (const kind of TOUCHES) window.addEventListener(kind, touch, { signal, capture: true });
  document.addEventListener("visibilitychange", () => wake?.(), { signal });
  return () => stop.abort();
}

/** Everything is heard until `signal` aborts; the result starts or rests the context, whichever it should. */
function hear(view: GameView, volumes: () => Volumes, signal: AbortSignal): () => void {
  const context = new AudioContext({ latencyHint: "interactive" });
  const bus = new Bus(context);
  const player = new Player(context, bus.effects, soundsOfPage(), () => context.state === "running");
  const ambience = new Ambience(context, bus.ambience);
  const readings = new Readings(view, player, ambience);
  let quietSince = Infinity;
  let silent = false;
  const settle = (): void => rest(context, document.hidden || silent);
  const read = (): void => {
    const now = volumes();
    const quiet = now.muted || now.master === 0;
    quietSince = quiet ? Math.min(quietSince, context.currentTime) : Infinity;
    bus.set(now);
    const before = silent;
    silent = context.currentTime - quietSince >= REST_AFTER;
    if (before !== silent) settle();
    readings.read(performance.now() / 1000);
  };
  // What was asked for while the last wish was still under way, and what the system does by itself.
  context.onstatechange = settle;
  const timer = setInterval(read, READ_MS);
  const silence = hearMoments(view, player.play);
  hearControls(player.play, signal);
  signal.addEventListener("abort", () => {
    clearInterval(timer);
    silence();
    readings.dispose();
    void context.close();
  });
  return settle;
}

function rest(context: AudioContext, resting: boolean): void {
  if (context.state === "closed" || context.state === (resting ? "suspended" : "running")) return;
  (resting ? context.suspend() : context.resume()).catch(() => {
    // Not allowed yet: the next touch asks again.
  });
}

function hearControls(play: Play, signal: AbortSignal): void {
  const controlOf = ({ target }: Event) => (target instanceof Element ? target.closest(CONTROLS) : null);
  let over: Element | null = null;
  const hover = (event: PointerEvent): void => {
    const control = controlOf(event);
    if (control !== null && control !== over && event.pointerType === "mouse") play("hover");
    over = control;
  };
  document.addEventListener("pointerover", hover, { signal, capture: true });
  const click = (event: Event): void => {
    if (controlOf(event) !== null) play("click");
  };
  document.addEventListener("click", click, { signal, capture: true });
}
