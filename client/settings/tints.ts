// The colours that players are shown in, by index into HUES, in the palette that is chosen.
// Owns: the sets, and the shape of each colour. Must not: draw.
// The sets for colour-blind eyes are the most different eight that a search over hue and lightness found, under the
// simulated deficiency (Machado 2009) and without it: the nearest two are 0.14 apart in OKLab, against 0.01 to 0.05 of
// the standard set. test/unit/client/settings/tints.test.ts measures it anew.
import { computed } from "@preact/signals";
import { HUES } from "../../shared/tunables.ts";
import type { Settings } from "./fields.ts";
import { settings } from "./store.ts";

export interface Tint {
  /** Degrees. */
  hue: number;
  /** Lightness in the world and on the screen's panels, %, at full saturation. */
  glow: number;
  ink: number;
}

/** Blues and violets look darker than greens at one lightness, so they get more. */
const plain = (hue: number): Tint => ({ hue, glow: hue > 215 && hue < 290 ? 72 : 62, ink: 71 });
const exact = ([hue, lightness]: readonly [number, number]): Tint => ({
  hue,
  glow: lightness,
  ink: lightness,
});

export const TINTS: Readonly<Record<Settings["palette"], readonly Tint[]>> = {
  standard: HUES.map(plain),
  protanopia: (
    [
      [190, 50],
      [345, 78],
      [95, 54],
      [40, 54],
      [325, 58],
      [355, 50],
      [140, 86],
      [215, 62],
    ] as const
  ).map(exact),
  deuteranopia: (
    [
      [210, 50],
      [325, 54],
      [75, 90],
      [30, 62],
      [300, 70],
      [355, 50],
      [70, 50],
      [275, 90],
    ] as const
  ).map(exact),
  tritanopia: (
    [
      [230, 82],
      [330, 74],
      [75, 74],
      [20, 82],
      [275, 66],
      [340, 50],
      [175, 58],
      [225, 66],
    ] as const
  ).map(exact),
};

/** By index into HUES; an index that is none of it counts round. */
export const tints = computed(() => TINTS[settings.palette.value]);
export const showsShapes = computed(() => settings.palette.value !== "standard");

/** The shape of each colour as an SVG path in a square of 16: disc, triangle, square, diamond, plus, star, wedge, moon. */
export const SHAPE_PATHS: readonly string[] = [
  "M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13z",
  "M8 1 15.2 14.2H.8z",
  "M2 2h12v12H2z",
  "M8 .2 15.8 8 8 15.8.2 8z",
  "M5.6 1h4.8v4.6H15v4.8h-4.6V15H5.6v-4.6H1V5.6h4.6z",
  "M8 .4l2.2 4.9 5.3.6-4 3.6 1.1 5.2L8 12.1l-4.6 2.6 1.1-5.2-4-3.6 5.3-.6z",
  "M8 15 .8 1.8h14.4z",
  "M11.5 1.2a7 7 0 1 0 0 13.6a7.6 7.6 0 0 1 0-13.6z",
];
