// A player's colour for style sheets, and its shape where colours alone may not tell.
// Owns: their markup. Must not: know whose they are.
import { SHAPE_PATHS, showsShapes, tints } from "../settings/tints.ts";

/** `hue`: index into HUES. --tint is for letters and dots, --hue for glows. */
export function tintOf(hue: number): Record<"--hue" | "--tint", string> {
  const tint = tints.value[hue % tints.value.length];
  return { "--hue": String(tint.hue), "--tint": `hsl(${tint.hue} 100% ${tint.ink}%)` };
}

/** In the colour-blind palettes the shape of a colour, before a name; otherwise nothing. */
export function Shape({ hue }: { hue: number }) {
  if (!showsShapes.value) return null;
  return (
    <svg class="shape" viewBox="0 0 16 16" style={tintOf(hue)} aria-hidden="true" data-shape={hue}>
      <path d={SHAPE_PATHS[hue % SHAPE_PATHS.length]} />
    </svg>
  );
}
