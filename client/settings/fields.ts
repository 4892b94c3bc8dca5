// What a person may set: the fields, their defaults, and what is believed of a stored value.
// Owns: the shape of the settings. Must not: keep them or know who reads them.
import { HUES, NAME_MAX_CODE_POINTS } from "../../shared/tunables.ts";
import { ACTIONS, type Bindings, DEFAULT_BINDINGS } from "../input/bindings.ts";
import { RESERVED } from "../input/page-keys.ts";

export const LANGUAGES = ["auto", "en", "zh"] as const;
export const PALETTES = ["standard", "deuteranopia", "protanopia", "tritanopia"] as const;
export const MOTIONS = ["auto", "on", "off"] as const;
export const GRAPHICS = ["auto", "low", "medium", "high"] as const;
/** Least and most share of the letters' usual size. */
export const TEXT_SCALE = { min: 0.85, max: 1.5 } as const;
/** How much of the network is shown: 0 the ping alone, 3 everything. */
export const NET_LEVELS = 4;
export const CODES_PER_ACTION = 3;

export interface Settings {
  name: string;
  /** Index into HUES. */
  hue: number;
  bindings: Bindings;
  /** Volumes, 0..1. */
  master: number;
  effects: number;
  ambience: number;
  muted: boolean;
  language: (typeof LANGUAGES)[number];
  palette: (typeof PALETTES)[number];
  textScale: number;
  /** `auto`: as the system says. */
  reducedMotion: (typeof MOTIONS)[number];
  /** Corrections by the server are glided over. */
  smoothing: boolean;
  graphics: (typeof GRAPHICS)[number];
  netLevel: number;
  /** What onlookers say flies over the field. */
  danmaku: boolean;
}

export const DEFAULTS: Settings = {
  name: "",
  hue: 0,
  bindings: DEFAULT_BINDINGS,
  master: 0.8,
  effects: 1,
  ambience: 0.6,
  muted: false,
  language: "auto",
  palette: "standard",
  textScale: 1,
  reducedMotion: "auto",
  smoothing: true,
  graphics: "auto",
  netLevel: 0,
  danmaku: true,
};

/** A stored value as it is believed; undefined: not at all. */
type Reader<T> = (stored: unknown) => T | undefined;

const oneOf =
  <T extends string>(choices: readonly T[]): Reader<T> =>
  (stored) =>
    choices.find((choice) => choice === stored);
const between =
  (low: number, high: number): Reader<number> =>
  (stored) =>
    typeof stored === "number" && stored >= low && stored <= high ? stored : undefined;
const index =
  (count: number): Reader<number> =>
  (stored) =>
    Number.isInteger(stored) ? between(0, count - 1)(stored) : undefined;
const flag: Reader<boolean> = (stored) => (typeof stored === "boolean" ? stored : undefined);
const share = between(0, 1);

/** Cut by code points: cutting by UTF-16 units would halve an emoji. */
export const cutName = (name: string): string => [...name].slice(0, NAME_MAX_CODE_POINTS).join("");

const isCode = (code: unknown): code is string =>
  typeof code === "string" && /^[A-Za-z0-9]{1,24}$/.test(code) && !RESERVED.has(code);

/** Action by action: one that is broken or not known yet has its default. */
function readBindings(stored: unknown): Bindings | undefined {
  if (typeof stored !== "object" || stored === null) return undefined;
  const bindings = { ...DEFAULT_BINDINGS };
  for (const action of ACTIONS) {
    const codes: unknown = (stored as Partial<Record<string, unknown>>)[action];
    if (Array.isArray(codes) && codes.length <= CODES_PER_ACTION && codes.every(isCode))
      bindings[action] = codes;
  }
  return bindings;
}

const READERS: { [K in keyof Settings]: Reader<Settings[K]> } = {
  name: (stored) => (typeof stored === "string" ? cutName(stored) : undefined),
  hue: index(HUES.length),
  bindings: readBindings,
  master: share,
  effects: share,
  ambience: share,
  muted: flag,
  language: oneOf(LANGUAGES),
  palette: oneOf(PALETTES),
  textScale: between(TEXT_SCALE.min, TEXT_SCALE.max),
  reducedMotion: oneOf(MOTIONS),
  smoothing: flag,
  graphics: oneOf(GRAPHICS),
  netLevel: index(NET_LEVELS),
  danmaku: flag,
};

/** Settings out of JSON; null when it is none. What is broken in it is left out. */
export function readSettings(json: string | null): Partial<Settings> | null {
  const stored = parse(json);
  if (typeof stored !== "object" || stored === null) return null;
  const believed: Record<string, unknown> = {};
  for (const [field, read] of Object.entries(READERS)) {
    const value = read((stored as Record<string, unknown>)[field]);
    if (value !== undefined) believed[field] = value;
  }
  return believed as Partial<Settings>;
}

function parse(json: string | null): unknown {
  try {
    return JSON.parse(json ?? "null");
  } catch {
    return null;
  }
}
