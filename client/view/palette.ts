// Colours of the world as CSS strings, by hue of a player or by what glows.
// Owns: the palette. Must not: draw.

/** Blues and violets look darker than greens at one lightness, so they get more. */
const lift = (hue: number): number => (hue > 215 && hue < 290 ? 10 : 0);

export const bright = (hue: number, alpha = 1): string => `hsl(${hue} 100% ${62 + lift(hue)}% / ${alpha})`;
export const pale = (hue: number, alpha = 1): string => `hsl(${hue} 100% 86% / ${alpha})`;
export const deep = (hue: number, alpha = 1): string => `hsl(${hue} 90% ${22 + lift(hue) / 2}% / ${alpha})`;

export const ember = (alpha = 1): string => `hsl(36 100% 60% / ${alpha})`;
export const emberPale = (alpha = 1): string => `hsl(44 100% 84% / ${alpha})`;
export const emberDeep = (alpha = 1): string => `hsl(16 100% 52% / ${alpha})`;

export const rockEdge = (alpha = 1): string => `rgb(92 126 255 / ${alpha})`;
export const NIGHT = "#05070f";
