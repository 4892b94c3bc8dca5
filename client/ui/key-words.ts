// What keys and buttons are called on the screen.
// Owns: words for codes that have nothing printed on them. Must not: know what they do.
import { type Action, nameOfCode } from "../input/bindings.ts";
import { settings } from "../settings/store.ts";
import { type StringKey, say } from "./strings.ts";

const WORDS: Readonly<Record<string, StringKey>> = {
  Mouse0: "keyMouse0",
  Mouse1: "keyMouse1",
  Mouse2: "keyMouse2",
  WheelUp: "keyWheelUp",
  WheelDown: "keyWheelDown",
  Space: "keySpace",
};

export function codeWords(code: string): string {
  const key = WORDS[code];
  return key === undefined ? nameOfCode(code) : say(key);
}

/** The first key of an action. */
export function keyOf(action: Action): string {
  const [code] = settings.bindings.value[action];
  return code === undefined ? say("noKey") : codeWords(code);
}

const PAD: Partial<Record<Action, string>> = { fire: "RT", alternate: "LT", dash: "A", guard: "B" };

/** What is printed on the gamepad's button for an action that hints and bars name. */
export const padButtonOf = (action: Action): string | undefined => PAD[action];

/** The keys that move, as one word where each is one letter. */
export function moveKeys(): string {
  const keys = (["up", "left", "down", "right"] as const).map(keyOf);
  return keys.join(keys.every((key) => key.length === 1) ? "" : " ");
}
