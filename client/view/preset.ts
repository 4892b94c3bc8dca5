// How much is drawn: three presets, and the renderer, from the address, from the settings or by guess.
// Owns: what a preset switches. Must not: draw.
import type { Tint } from "../settings/tints.ts";

export type PresetName = "low" | "medium" | "high";

export interface Preset {
  bloom: boolean;
  shadows: boolean;
  /** Most device pixels per CSS pixel that are drawn. */
  mostRatio: number;
  /** Particles alive at once, and the share of each burst that is thrown. */
  particles: number;
  plenty: number;
  /** Specks in the air. */
  dust: number;
  /** Pixels of ground texture per u, and whether it has grain. */
  ground: number;
  grain: boolean;
}

/** From the least to the most. */
export const LEVELS: readonly PresetName[] = ["low", "medium", "high"];

const PRESETS: Record<PresetName, Preset> = {
  low: {
    bloom: false,
    shadows: false,
    mostRatio: 1,
    particles: 120,
    plenty: 0.4,
    dust: 0,
    ground: 0.75,
    grain: false,
  },
  medium: {
    bloom: false,
    shadows: true,
    mostRatio: 1.5,
    particles: 320,
    plenty: 0.8,
    dust: 60,
    ground: 1,
    grain: true,
  },
  high: {
    bloom: true,
    shadows: true,
    mostRatio: 2,
    particles: 600,
    plenty: 1,
    dust: 120,
    ground: 1,
    grain: true,
  },
};

export interface Look {
  /** The preset to begin with. */
  name: PresetName;
  renderer: "webgl" | "canvas";
  /** The preset was a guess: it steps down when frames take too long (pace.ts). */
  guessed: boolean;
  /** The person asked for less motion. */
  still: boolean;
  /** The players' colours. */
  tints: readonly Tint[];
  /** Each colour shows its shape, too. */
  shapes: boolean;
}

/** What the person has set. */
export interface LookWishes extends Pick<Look, "still" | "tints" | "shapes"> {
  graphics: PresetName | "auto";
}

/** Reads `?preset=low|medium|high` and `?renderer=canvas|webgl`, then the wishes; Canvas where there is no WebGL. */
export function chooseLook(search: string, { graphics, ...wishes }: LookWishes): Look {
  const asked = new URLSearchParams(search);
  const forced = asked.get("renderer");
  const renderer = forced === "canvas" || (forced !== "webgl" && !hasWebGl()) ? "canvas" : "webgl";
  const named = asked.get("preset") ?? graphics;
  const fallback: PresetName = renderer === "canvas" ? "medium" : isSmall() ? "medium" : "high";
  const name = named === "low" || named === "medium" || named === "high" ? named : fallback;
  return { name, renderer, guessed: name !== named, ...wishes };
}

/** What a preset switches; less for who asked for less motion. */
export const presetOf = (name: PresetName, still: boolean): Preset =>
  still ? calm(PRESETS[name]) : PRESETS[name];

/** Nothing floats about, and what bursts bursts less. */
const calm = (preset: Preset): Preset => ({ ...preset, dust: 0, plenty: preset.plenty * 0.4 });

/** Names of renderers that compute on the CPU: their WebGL draws 5 frames/s where Canvas draws 40. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

function hasWebGl(): boolean {
  const context = document.createElement("canvas").getContext("webgl");
  if (context === null) return false;
  const names = context.getExtension("WEBGL_debug_renderer_info");
  const renderer = context.getParameter(names?.UNMASKED_RENDERER_WEBGL ?? context.RENDERER);
  // Browsers allow few contexts at once, so the probe gives its own back.
  context.getExtension("WEBGL_lose_context")?.loseContext();
  return !SOFTWARE.test(String(renderer));
}

const isSmall = (): boolean => matchMedia("(pointer: coarse), (max-width: 700px)").matches;
