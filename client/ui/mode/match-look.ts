// What the HUD shows of a match of two teams, as one signal, read with the rest of the HUD.
// Owns: how it stands, in plain words' keys. Must not: draw.
import { signal } from "@preact/signals";
import { Outcome } from "../../../shared/sim/match-state.ts";
import { Phase } from "../../../shared/sim/world.ts";
import { MODES, type Mode } from "../../../shared/tunables/modes.ts";
import { TICK_HZ } from "../../../shared/tunables.ts";
import type { GameView } from "../../net/game-view.ts";
import { whoIs } from "../standings.ts";
import type { StringKey } from "../strings.ts";

/** Large letters in the middle. */
export interface Call {
  text: StringKey;
  /** What `text` leaves open. */
  name: string;
  /** How it is for oneself. */
  mood: "good" | "bad" | "even";
  /** Seconds that count down below it; 0 for none. */
  seconds: number;
}

export interface MatchLook {
  mode: Mode;
  /** Bouts or goals by team. */
  wins: readonly number[];
  /** One's own team, -1 for who looks on. */
  own: number;
  sudden: boolean;
  call: Call | null;
  /** Once it is over: how for oneself, and which team has won (2: none). */
  result: { mood: Call["mood"]; winner: number } | null;
}

/** Null where no match of two teams is played. */
export const match = signal<MatchLook | null>(null);

/** How long the sudden death is announced for, ticks. */
const ANNOUNCED = 3 * TICK_HZ;

export function readMatch(view: GameView): void {
  const look = view.state.mode === "swarm" ? null : lookOf(view);
  // A new object draws anew: only when something is different.
  if (JSON.stringify(look) !== JSON.stringify(match.value)) match.value = look;
}

/** Seconds that the timer shows: of the play, also while it rests. */
export function playSeconds(view: GameView): number {
  const { phase, clockTicks } = view.state;
  const rests = phase === Phase.countdown || phase === Phase.interval;
  return rests ? clockTicks / TICK_HZ : view.secondsLeft();
}

function lookOf(view: GameView): MatchLook {
  const { mode, wins, sudden, phase, winner } = view.state;
  const own = view.state.roster.get(String(view.slot))?.team ?? -1;
  const over = phase === Phase.scores;
  return {
    mode,
    wins: [...wins],
    own,
    sudden: sudden && phase === Phase.playing,
    call: over ? null : callOf(view, own),
    result: over ? { mood: moodOf(winner, own), winner } : null,
  };
}

const moodOf = (winner: number, own: number): Call["mood"] =>
  own === -1 || winner === Outcome.draw || winner === Outcome.open ? "even" : winner === own ? "good" : "bad";

function callOf(view: GameView, own: number): Call | null {
  const { phase, sudden, phaseEndsTick, tick, mode, lastWon, lastBy } = view.state;
  const seconds = Math.ceil(view.secondsLeft());
  const say = (text: StringKey, mood: Call["mood"] = "even", left = 0, name = ""): Call => ({
    text,
    name,
    mood,
    seconds: left,
  });
  if (phase === Phase.warmup) return say("waitingForOthers", "even", seconds);
  if (phase === Phase.countdown) return say("getReady", "even", seconds);
  if (phase === Phase.interval) {
    if (lastWon === Outcome.draw) return say("boutDrawn");
    const mood = moodOf(lastWon, own);
    if (mode === "rush") return say("goalBy", mood, 0, lastBy === -1 ? "" : whoIs(view, lastBy).name);
    if (own === -1) return say("boutOver");
    return say(mood === "good" ? "boutWon" : "boutLost", mood);
  }
  const began = phaseEndsTick - tick;
  const lasts = MODES[mode].suddenTicks;
  return sudden && lasts - began < ANNOUNCED ? say("suddenDeath") : null;
}
