// The settings, a signal for each: read them anywhere, write them to change what happens at once.
// Owns: the signals and the key in storage. Must not: act on a setting (who it concerns does).
import { batch, effect, type Signal, signal } from "@preact/signals";
import { HUES } from "../../shared/tunables.ts";
import { DEFAULTS, readSettings, type Settings } from "./fields.ts";
import { keep, readKept } from "./storage.ts";

/** The number rises when a field changes its meaning; a new field or a new choice does not need it. */
const KEY = "emberline.settings.1";
/** Where the first players' settings were, and how they read. */
const OLD_KEYS = { name: "emberline.name", hue: "emberline.hue", netLevel: "emberline.net" } as const;

const local = (): Storage => localStorage;

type Signals = { readonly [K in keyof Settings]: Signal<Settings[K]> };

const FIELDS = Object.keys(DEFAULTS) as (keyof Settings)[];
const first = readSettings(readKept(local, KEY)) ?? readOld();

/** Who has never chosen a colour is given one. */
const start: Settings = { ...DEFAULTS, hue: Math.floor(Math.random() * HUES.length), ...first };

export const settings = Object.fromEntries(
  FIELDS.map((field) => [field, signal(start[field])]),
) as unknown as Signals;

function readOld(): Partial<Settings> | null {
  const [name, hue, netLevel] = Object.values(OLD_KEYS).map((key) => readKept(local, key));
  const number = (text: string | null) => (text === null ? undefined : Number(text));
  return readSettings(JSON.stringify({ name, hue: number(hue), netLevel: number(netLevel) }));
}

/** Some settings, all at once. */
export function change(changed: Partial<Settings>): void {
  batch(() => {
    for (const [field, value] of Object.entries(changed)) {
      (settings as Record<string, Signal<unknown>>)[field].value = value;
    }
  });
}

/** Keeps every change from now on, and follows those of other tabs. */
export function keepSettings(): void {
  effect(() => {
    const now = Object.fromEntries(FIELDS.map((field) => [field, settings[field].value]));
    keep(local, KEY, JSON.stringify(now));
  });
  for (const key of Object.values(OLD_KEYS)) keep(local, key, null);
  window.addEventListener("storage", ({ key, newValue }) => {
    if (key === KEY) change(readSettings(newValue) ?? {});
  });
}
