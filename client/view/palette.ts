// Colours of the world as CSS strings, by tint of a player or by what glows.
// Owns: the palette. Must not: draw.
import type { Tint } from "../settings/tints.ts";

type Light = Pick<Tint, "hue" | "glow">;

export const bright = ({ hue, glow }: Light, alpha = 1): string => `hsl(${hue} 100% ${glow}% / ${alpha})`;
export const pale = ({ hue, glow }: Light, alpha = 1): string =>
  `hsl(${hue} 100% ${Math.max(86, glow + 6)}% / ${alpha})`;
export const deep = ({ hue, glow }: Light, alpha = 1): string =>
  `hsl(${hue} 90% ${Math.max(16, glow / 2 - 9)}% / ${alpha})`;

export const ember = (alpha = 1): string => `hsl(36 100% 60% / ${alpha})`;
export const emberPale = (alpha = 1): string => `hsl(44 100% 84% / ${alpha})`;
export const emberDeep = (alpha = 1): string => `hsl(16 100% 52% / ${alpha})`;

export const rockEdge = (alpha = 1): string => `rgb(92 126 255 / ${alpha})`;
export const NIGHT = "#05070f";
