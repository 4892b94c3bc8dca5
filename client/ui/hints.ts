// The first minute: what a beginner is told next, until it has been done once or waved away.
// Owns: which hint is due, and what was done (kept in the browser). Must not: draw.
import { signal } from "@preact/signals";
import { MODES } from "../../shared/tunables/modes.ts";
import type { GameView } from "../net/game-view.ts";
import { nearestWarmBeacon } from "../net/way-to-bank.ts";
import { keep, readKept } from "../settings/storage.ts";
import { hud } from "./hud-state.ts";

/** In the order that they are told. */
const HINTS = ["move", "fire", "gather", "bank", "dash", "guard"] as const;
export type Hint = (typeof HINTS)[number];

/** What there is to learn only where embers lie. */
const OF_EMBERS: ReadonlySet<Hint> = new Set(["gather", "bank"]);

/** The number rises when a hint changes its meaning. */
const KEY = "emberline.hints.1";
/** Flown so far, u, one knows how to fly. */
const FLOWN = 300;
/** So many embers are worth the way to a beacon. */
const WORTH_BANKING = 5;
const READ_SECONDS = 0.1;

const local = (): Storage => localStorage;

export const hint = signal<Hint | null>(null);
/** Where the nearest warm beacon is, degrees clockwise from east; null while nobody has to know. */
export const wayToBank = signal<number | null>(null);

let done = new Set<Hint>();
let flown = 0;

/** Notes what is done in `view` until the returned function is called. */
export function followHints(view: GameView): () => void {
  done = new Set(HINTS.filter((name) => readDone().includes(name)));
  hint.value = null;
  flown = 0;
  const stops = [
    view.on("shotFired", ({ own }) => own && finish("fire")),
    view.on("scatterFired", ({ own }) => own && finish("fire")),
    view.on("banked", () => finish("bank")),
    view.on("dashed", ({ own }) => own && finish("dash")),
    view.on("beamFired", ({ own }) => own && finish("guard")),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** It has been done, or is known. */
export function finish(name: Hint): void {
  if (done.has(name)) return;
  done.add(name);
  keep(local, KEY, JSON.stringify([...done]));
}

function readDone(): unknown[] {
  try {
    const kept: unknown = JSON.parse(readKept(local, KEY) ?? "[]");
    return Array.isArray(kept) ? kept : [];
  } catch {
    return [];
  }
}

/** With every reading of the game. */
export function readHints(view: GameView): void {
  const { own } = view;
  if (done.size === HINTS.length || own === null || !own.alive || hud.scoresPhase.value) {
    hint.value = null;
    return;
  }
  flown += Math.hypot(own.vx, own.vy) * READ_SECONDS;
  if (flown > FLOWN) finish("move");
  if (own.embers >= WORTH_BANKING) finish("gather");
  if (own.guardCooldownTicks > 0) finish("guard");
  const { embers } = MODES[view.state.mode];
  const applies = (name: Hint): boolean =>
    !done.has(name) && (embers || !OF_EMBERS.has(name)) && (name !== "bank" || own.embers >= WORTH_BANKING);
  hint.value = HINTS.find(applies) ?? null;
  wayToBank.value = hint.value === "bank" ? wayTo(view, own.x, own.y) : null;
}

function wayTo(view: GameView, x: number, y: number): number | null {
  const beacon = nearestWarmBeacon(view, x, y);
  return beacon && Math.round((Math.atan2(beacon.y - y, beacon.x - x) * 180) / Math.PI);
}
