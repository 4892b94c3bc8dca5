// Turns a recipe into samples: zzfx makes each layer, we mix them and bring the whole to its loudness.
// Owns: the samples of one sound. Must not: play it, or run on the page's thread (worker.ts runs it).
import { ZZFX } from "zzfx";
import type { Layer } from "./layers.ts";
import { SAMPLE_HZ } from "./sample-rate.ts";

/** What the ear takes for one loudness, s. */
const WINDOW = 0.1;
/** No sound reaches further by itself: some room is left for others. */
const MOST_PEAK = 0.9;

/** The parameters of zzfx in their places, with what they are when a layer does not say. */
const PARAMETERS: [keyof Layer | "volume" | "randomness", number][] = [
  ["volume", 1],
  ["randomness", 0],
  ["frequency", 220],
  ["attack", 0],
  ["sustain", 0],
  ["release", 0.1],
  ["shape", 0],
  ["curve", 1],
  ["slide", 0],
  ["bend", 0],
  ["jump", 0],
  ["jumpAt", 0],
  ["repeat", 0],
  ["noise", 0],
  ["modulation", 0],
  ["crush", 0],
  ["echo", 0],
  ["sustainVolume", 1],
  ["decay", 0],
  ["tremolo", 0],
  ["filter", 0],
];

/** The samples of a sound, at SAMPLE_HZ, as loud as `loudnessOf` says unless its peak forbids it. */
export function synthesise(layers: readonly Layer[], loudness: number): Float32Array<ArrayBuffer> {
  ZZFX.volume = 1;
  ZZFX.sampleRate = SAMPLE_HZ;
  const made = layers.map((layer) => ({ layer, samples: buildLayer(layer) }));
  const starts = made.map(({ layer }) => Math.round((layer.at ?? 0) * SAMPLE_HZ));
  const mixed = new Float32Array(Math.max(...made.map(({ samples }, i) => starts[i] + samples.length)));
  made.forEach(({ layer, samples }, i) => {
    for (let s = 0; s < samples.length; s++) mixed[starts[i] + s] += samples[s] * (layer.gain ?? 1);
  });
  const scale = Math.min(loudness / loudnessOf(mixed), MOST_PEAK / peakOf(mixed));
  return mixed.map((sample) => sample * scale);
}

function buildLayer(layer: Layer): number[] {
  const values = layer as Partial<Record<string, number>>;
  return ZZFX.buildSamples(...PARAMETERS.map(([name, usual]) => values[name] ?? usual));
}

export const peakOf = (samples: Float32Array): number =>
  samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);

/** RMS of the loudest tenth of a second; a shorter sound counts as with silence after it. */
export function loudnessOf(samples: Float32Array): number {
  const width = WINDOW * SAMPLE_HZ;
  let sum = 0;
  let most = 0;
  samples.forEach((sample, i) => {
    sum += sample * sample;
    if (i >= width) sum -= samples[i - width] * samples[i - width];
    most = Math.max(most, sum);
  });
  return Math.sqrt(most / width);
}
