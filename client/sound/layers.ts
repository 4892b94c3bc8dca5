// What sounds are made of: the parameters of a layer, and the few layers that many sounds share.
// Owns: those shapes. Must not: know a sound of the game.

/** Parameters of zzfx, and where the layer lies in the sound. Times in s, frequencies in Hz. */
export interface Layer {
  /** When it begins. */
  at?: number;
  /** How much of it is in the mix. */
  gain?: number;
  frequency?: number;
  attack?: number;
  decay?: number;
  sustain?: number;
  sustainVolume?: number;
  release?: number;
  /** 0 sine, 1 triangle, 2 saw, 3 tangent, 4 noise. */
  shape?: number;
  curve?: number;
  /** The pitch moves by 500 Hz a second, for each. */
  slide?: number;
  /** The slide changes by as much a second, for each. */
  bend?: number;
  /** Hz, `jumpAt` seconds in. */
  jump?: number;
  jumpAt?: number;
  repeat?: number;
  noise?: number;
  modulation?: number;
  crush?: number;
  echo?: number;
  tremolo?: number;
  /** Twice as many Hz: nothing above is heard where it is negative, nothing below where it is positive. */
  filter?: number;
}

/** How a sound stands among the others. */
export interface Traits {
  /** RMS of its loudest tenth of a second, of 1: what is heard often is quieter than what is rare. */
  loudness: number;
  /** It starts at most once in this, s. */
  gap: number;
  /** Each time a little higher or lower, by up to this share. */
  vary?: number;
}

export interface Recipe extends Traits {
  layers: readonly Layer[];
}

export const TRIANGLE = 1;
export const SAW = 2;
export const NOISE = 4;

/** Struck like a small bell: its note, an overtone that dies sooner, a little of the hammer. */
export const bell = (frequency: number, release: number, at = 0): Layer[] => [
  { at, frequency, attack: 0.003, release, curve: 1 },
  { at, gain: 0.3, frequency: frequency * 2.76, attack: 0.001, release: release * 0.4 },
];

/** Held warmly: a soft note with its octave below. */
export const pad = (frequency: number, length: number, at = 0, attack = 0.05): Layer[] => [
  { at, frequency, attack, sustain: length * 0.3, release: length * 0.7, shape: TRIANGLE },
  { at, gain: 0.5, frequency: frequency / 2, attack, sustain: length * 0.3, release: length * 0.7 },
];

/** A burst: dull noise over a falling thump. */
export const blast = (length: number, thump: number): Layer[] => [
  { frequency: 900, attack: 0.004, release: length, shape: NOISE, curve: 2, filter: -700 },
  { gain: 0.9, frequency: thump, attack: 0.004, sustain: 0.03, release: length * 0.7, slide: -thump / 700 },
  { gain: 0.35, frequency: 2500, release: length * 0.25, shape: NOISE, filter: 900 },
];

/** Air rushing by, from `from` to `to`, as an open or closed noise. */
export const rush = (length: number, filter: number, gain = 1): Layer => ({
  gain,
  frequency: 1400,
  attack: length * 0.3,
  release: length * 0.7,
  shape: NOISE,
  filter,
});
