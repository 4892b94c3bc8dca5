// Which keys, buttons and wheel steps do what, and what they are called.
// Owns: actions, their default bindings, labels of codes. Must not: listen to a device.
// A code is a `KeyboardEvent.code`, "Mouse0/1/2" (left, middle, right) or "WheelUp/WheelDown".

export const ACTIONS = [
  "up",
  "left",
  "down",
  "right",
  "fire",
  "alternate",
  "dash",
  "guard",
  "weapon1",
  "weapon2",
  "weapon3",
  "weapon4",
  "weaponNext",
  "weaponPrevious",
  "scores",
  "spectateNext",
  "chat",
] as const;
export type Action = (typeof ACTIONS)[number];
export type Bindings = Record<Action, readonly string[]>;

export const DEFAULT_BINDINGS: Bindings = {
  up: ["KeyW", "ArrowUp"],
  left: ["KeyA", "ArrowLeft"],
  down: ["KeyS", "ArrowDown"],
  right: ["KeyD", "ArrowRight"],
  fire: ["Mouse0", "KeyJ"],
  alternate: ["Mouse2", "KeyK"],
  dash: ["Space", "ShiftLeft", "ShiftRight"],
  guard: ["KeyE", "Mouse1", "KeyL"],
  weapon1: ["Digit1"],
  weapon2: ["Digit2"],
  weapon3: ["Digit3"],
  weapon4: ["Digit4"],
  weaponNext: ["WheelDown", "KeyQ"],
  weaponPrevious: ["WheelUp"],
  scores: ["Tab"],
  spectateNext: ["KeyV"],
  chat: ["Enter"],
};

/** Codes that more than one action has, with those actions. */
export function conflictsOf(bindings: Bindings): Map<string, Action[]> {
  const users = new Map<string, Action[]>();
  for (const action of ACTIONS) {
    for (const code of bindings[action]) users.set(code, [...(users.get(code) ?? []), action]);
  }
  return new Map([...users].filter(([, actions]) => actions.length > 1));
}

interface WithKeyboard {
  keyboard?: { getLayoutMap(): Promise<ReadonlyMap<string, string>> };
}

let layout: ReadonlyMap<string, string> | null = null;
const SIGNS: Record<string, string> = {
  ArrowUp: "↑",
  ArrowLeft: "←",
  ArrowDown: "↓",
  ArrowRight: "→",
};

/** Asks the browser what is printed on the keys, where it tells; until then keys go by their place on a US board. */
export async function learnLayout(): Promise<void> {
  layout = (await (navigator as WithKeyboard).keyboard?.getLayoutMap().catch(() => null)) ?? null;
}

/** What is printed on the key of a code: a letter as it is on this keyboard, otherwise the code in short. */
export function nameOfCode(code: string): string {
  const printed = layout?.get(code);
  if (printed !== undefined && printed.trim() !== "") return printed.toUpperCase();
  return SIGNS[code] ?? code.replace(/^(Key|Digit)(?=.$)/, "").replace(/([a-z])([A-Z0-9])/g, "$1 $2");
}
