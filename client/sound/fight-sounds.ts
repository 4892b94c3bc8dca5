// The sounds of weapons, guards and what they strike: heard all the time, so most are short and quiet.
// Owns: that part of the table. Must not: know when a sound plays (moments.ts does).
import { bell, blast, NOISE, type Recipe, rush, SAW, TRIANGLE } from "./layers.ts";

export const FIGHT_SOUNDS = {
  pulse: {
    loudness: 0.055,
    gap: 0.04,
    vary: 0.06,
    layers: [
      { frequency: 820, attack: 0.002, sustain: 0.01, release: 0.08, shape: TRIANGLE, slide: -12 },
      { gain: 0.25, frequency: 3000, release: 0.02, shape: NOISE, filter: 1000 },
    ],
  },
  hit: {
    loudness: 0.06,
    gap: 0.05,
    vary: 0.03,
    layers: [
      { frequency: 1750, attack: 0.001, release: 0.05, shape: TRIANGLE },
      { gain: 0.5, frequency: 2620, attack: 0.001, release: 0.035 },
    ],
  },
  mote: { loudness: 0.035, gap: 0.04, layers: bell(587, 0.16) },
  dash: {
    loudness: 0.07,
    gap: 0.08,
    vary: 0.08,
    layers: [
      rush(0.24, -900),
      { gain: 0.4, frequency: 150, attack: 0.02, release: 0.2, shape: TRIANGLE, slide: 1.6 },
    ],
  },
  hurt: {
    loudness: 0.1,
    gap: 0.06,
    vary: 0.08,
    layers: [
      { frequency: 170, attack: 0.002, sustain: 0.02, release: 0.14, shape: TRIANGLE, slide: -1.2 },
      { gain: 0.6, frequency: 700, attack: 0.001, release: 0.09, shape: NOISE, filter: -1200 },
    ],
  },
  scatter: {
    loudness: 0.09,
    gap: 0.06,
    vary: 0.06,
    layers: [
      { frequency: 1600, attack: 0.002, release: 0.13, shape: NOISE, curve: 1.6, filter: -1400 },
      { frequency: 210, attack: 0.002, release: 0.13, shape: TRIANGLE, slide: -2 },
    ],
  },
  lanceCharge: {
    loudness: 0.05,
    gap: 0.05,
    layers: [
      { frequency: 170, attack: 0.3, sustain: 0.02, release: 0.06, shape: TRIANGLE, slide: 2.6, bend: 6 },
      { gain: 0.4, frequency: 343, attack: 0.34, release: 0.04, slide: 5.2, bend: 12 },
    ],
  },
  lance: {
    loudness: 0.11,
    gap: 0.05,
    vary: 0.03,
    layers: [
      { frequency: 1250, attack: 0.002, sustain: 0.03, release: 0.28, shape: SAW, slide: -8, filter: -1500 },
      { gain: 0.8, frequency: 95, attack: 0.003, sustain: 0.04, release: 0.32, slide: -0.2 },
      { gain: 0.5, frequency: 2200, attack: 0.002, release: 0.4, shape: NOISE, curve: 1.5, filter: 600 },
    ],
  },
  orb: {
    loudness: 0.09,
    gap: 0.08,
    layers: [
      { frequency: 120, attack: 0.03, sustain: 0.06, release: 0.26, shape: TRIANGLE, slide: 0.9 },
      { gain: 0.6, frequency: 183, attack: 0.03, sustain: 0.06, release: 0.26, slide: 1.3 },
    ],
  },
  orbBounce: {
    loudness: 0.055,
    gap: 0.06,
    vary: 0.06,
    layers: [{ frequency: 300, attack: 0.002, release: 0.13, shape: TRIANGLE, slide: -0.8 }],
  },
  orbBurst: { loudness: 0.13, gap: 0.08, vary: 0.06, layers: blast(0.5, 110) },
  minePlaced: {
    loudness: 0.06,
    gap: 0.08,
    layers: [
      { frequency: 130, attack: 0.002, release: 0.1, shape: TRIANGLE, slide: -0.9 },
      { at: 0.05, gain: 0.5, frequency: 1900, attack: 0.001, release: 0.03 },
    ],
  },
  mineArmed: {
    loudness: 0.045,
    gap: 0.1,
    layers: [
      { frequency: 1320, attack: 0.002, release: 0.05 },
      { at: 0.09, frequency: 1760, attack: 0.002, release: 0.06 },
    ],
  },
  mineBlast: { loudness: 0.15, gap: 0.08, vary: 0.05, layers: blast(0.8, 82) },
  guard: {
    loudness: 0.06,
    gap: 0.06,
    layers: [
      rush(0.2, 1200, 0.5),
      { frequency: 440, attack: 0.03, release: 0.2, shape: TRIANGLE, slide: 0.8 },
      { gain: 0.5, frequency: 662, attack: 0.03, release: 0.2, slide: 1.2 },
    ],
  },
  guardBlock: {
    loudness: 0.1,
    gap: 0.06,
    vary: 0.03,
    layers: [
      ...bell(930, 0.4),
      ...bell(1311, 0.3),
      { gain: 0.3, frequency: 2400, release: 0.04, shape: NOISE },
    ],
  },
  crystal: {
    loudness: 0.07,
    gap: 0.07,
    vary: 0.08,
    layers: [...bell(1480, 0.18), ...bell(1976, 0.22, 0.035), ...bell(2637, 0.26, 0.08)],
  },
  portal: {
    loudness: 0.09,
    gap: 0.1,
    layers: [
      rush(0.5, -1500, 0.5),
      { frequency: 500, attack: 0.08, release: 0.42, slide: -3, bend: 12 },
      { gain: 0.5, frequency: 752, attack: 0.08, release: 0.42, slide: -3, bend: 12 },
    ],
  },
} satisfies Record<string, Recipe>;
