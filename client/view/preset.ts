// How much is drawn: three presets, and the renderer, from the address or by guess.
// Owns: what a preset switches. Must not: draw.

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
  /** Pixels of ground texture per u. */
  ground: number;
}

const PRESETS: Record<PresetName, Preset> = {
  low: { bloom: false, shadows: false, mostRatio: 1, particles: 120, plenty: 0.4, dust: 0, ground: 0.75 },
  medium: { bloom: false, shadows: true, mostRatio: 1.5, particles: 320, plenty: 0.8, dust: 60, ground: 1 },
  high: { bloom: true, shadows: true, mostRatio: 2, particles: 600, plenty: 1, dust: 120, ground: 1 },
};

export interface Look {
  preset: Preset;
  renderer: "webgl" | "canvas";
  /** The person asked for less motion. */
  still: boolean;
}

/** Reads `?preset=low|medium|high` and `?renderer=canvas|webgl`; Canvas where there is no WebGL. */
export function chooseLook(search: string): Look {
  const asked = new URLSearchParams(search);
  const forced = asked.get("renderer");
  const renderer = forced === "canvas" || (forced !== "webgl" && !hasWebGl()) ? "canvas" : "webgl";
  const named = asked.get("preset");
  const fallback: PresetName = renderer === "canvas" ? "medium" : isSmall() ? "medium" : "high";
  const name = named === "low" || named === "medium" || named === "high" ? named : fallback;
  return { preset: PRESETS[name], renderer, still: matchMedia("(prefers-reduced-motion: reduce)").matches };
}

function hasWebGl(): boolean {
  const context = document.createElement("canvas").getContext("webgl");
  // Browsers allow few contexts at once, so the probe gives its own back.
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return context !== null;
}

const isSmall = (): boolean => matchMedia("(pointer: coarse), (max-width: 700px)").matches;
