// The palettes for colour-blind eyes, measured: how different their nearest two colours look, and whether they can be read.
import assert from "node:assert/strict";
import { SHAPE_PATHS, TINTS, type Tint } from "../../../../client/settings/tints.ts";
import { HUES } from "../../../../shared/tunables.ts";

type Triple = readonly [number, number, number];
type Matrix = readonly [Triple, Triple, Triple];

/** Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB. */
const SEEN: Record<string, Matrix> = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};
const OK_LMS: Matrix = [
  [0.4122214708, 0.5363325363, 0.0514459929],
  [0.2119034982, 0.6806995451, 0.1073969566],
  [0.0883024619, 0.2817188376, 0.6299787005],
];
const OK_LAB: Matrix = [
  [0.2104542553, 0.793617785, -0.0040720468],
  [1.9779984951, -2.428592205, 0.4505937099],
  [0.0259040371, 0.7827717662, -0.808675766],
];

const linear = (c: number): number => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
const times = (matrix: Matrix, v: Triple): Triple =>
  matrix.map((row) => row[0] * v[0] + row[1] * v[1] + row[2] * v[2]) as unknown as Triple;
const each = (v: Triple, f: (n: number) => number): Triple => [f(v[0]), f(v[1]), f(v[2])];

function rgb(hue: number, percent: number): Triple {
  const l = percent / 100;
  const channel = (n: number): number => {
    const k = (n + hue / 30) % 12;
    return l - Math.min(l, 1 - l) * Math.max(-1, Math.min(k - 3, 9 - k, 1));
  };
  return each([channel(0), channel(8), channel(4)], linear);
}

const lab = (colour: Triple): Triple => times(OK_LAB, each(times(OK_LMS, colour), Math.cbrt));

/** How far the nearest two of a set are apart, in OKLab, for who sees by `matrix`. */
function nearest(tints: readonly Tint[], matrix: Matrix | null): number {
  const seen = tints.map(({ hue, glow }) => {
    const colour = rgb(hue, glow);
    return lab(matrix === null ? colour : each(times(matrix, colour), (n) => Math.min(1, Math.max(0, n))));
  });
  const gaps = seen.flatMap((a, i) =>
    seen.slice(0, i).map((b) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])),
  );
  return Math.min(...gaps);
}

const brightness = ([r, g, b]: Triple): number => 0.2126 * r + 0.7152 * g + 0.0722 * b;

describe("palettes", () => {
  for (const [name, matrix] of Object.entries(SEEN)) {
    it(`tell eight players apart in ${name}, where the standard one does not`, () => {
      const tints = TINTS[name as keyof typeof TINTS];
      assert.ok(nearest(TINTS.standard, matrix) < 0.06, `${nearest(TINTS.standard, matrix)}`);
      assert.ok(nearest(tints, matrix) > 0.13, `${nearest(tints, matrix)}`);
      assert.ok(nearest(tints, null) > 0.13, `${nearest(tints, null)}`);
    });
  }

  it("have a colour and a shape for every hue, and each shape once", () => {
    for (const tints of Object.values(TINTS)) assert.equal(tints.length, HUES.length);
    assert.equal(new Set(SHAPE_PATHS).size, HUES.length);
  });

  it("can be read on a panel: 4.5 to 1 at least", () => {
    const panel = brightness(each([8 / 255, 12 / 255, 32 / 255], linear));
    for (const { hue, ink } of Object.values(TINTS).flat()) {
      const contrast = (brightness(rgb(hue, ink)) + 0.05) / (panel + 0.05);
      assert.ok(contrast >= 4.5, `${hue} at ${ink}%: ${contrast}`);
    }
  });
});
