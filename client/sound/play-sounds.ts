// The sounds of gathering, banking, lives, announcements and the interface.
// Owns: that part of the table. Must not: know when a sound plays (moments.ts does).
import { bell, blast, NOISE, pad, type Recipe, TRIANGLE } from "./layers.ts";

export const PLAY_SOUNDS = {
  // What is carried home.
  shard: { loudness: 0.06, gap: 0.05, layers: [...bell(784, 0.2), ...bell(1175, 0.26, 0.06)] },
  pickup: {
    loudness: 0.08,
    gap: 0.08,
    layers: [...bell(523, 0.2), ...bell(659, 0.2, 0.06), ...bell(988, 0.34, 0.12)],
  },
  crate: {
    loudness: 0.09,
    gap: 0.08,
    layers: [
      { frequency: 150, attack: 0.002, release: 0.1, shape: TRIANGLE, slide: -0.9 },
      { gain: 0.4, frequency: 1800, release: 0.04, shape: NOISE, filter: 500 },
      ...bell(440, 0.26, 0.1),
      ...bell(587, 0.34, 0.18),
    ],
  },
  bankChannel: {
    loudness: 0.055,
    gap: 0.2,
    layers: [
      { frequency: 110, attack: 1.35, sustain: 0.1, release: 0.1, shape: TRIANGLE, slide: 0.15 },
      { gain: 0.6, frequency: 165, attack: 1.4, sustain: 0.05, release: 0.1, slide: 0.22 },
      { gain: 0.25, frequency: 441, attack: 1.45, release: 0.1, slide: 0.6 },
    ],
  },
  bank: {
    loudness: 0.13,
    gap: 0.3,
    layers: [
      ...pad(261.6, 1.3),
      ...pad(329.6, 1.25, 0.04),
      ...pad(392, 1.2, 0.08),
      ...pad(523.3, 1.2, 0.12),
      ...bell(1046.5, 0.7, 0.14),
    ],
  },

  // Lives.
  spawn: {
    loudness: 0.08,
    gap: 0.15,
    layers: [
      { frequency: 220, attack: 0.2, release: 0.35, shape: TRIANGLE, slide: 0.8 },
      { gain: 0.5, frequency: 330, attack: 0.25, release: 0.35, slide: 1.2 },
      ...bell(880, 0.3, 0.3),
    ],
  },
  died: { loudness: 0.12, gap: 0.08, vary: 0.06, layers: blast(0.55, 120) },
  ownDeath: {
    loudness: 0.17,
    gap: 0.3,
    layers: [
      ...blast(1, 90),
      { gain: 0.5, frequency: 392, attack: 0.01, release: 1.3, shape: TRIANGLE, slide: -0.45 },
      { gain: 0.35, frequency: 466, attack: 0.01, release: 1.3, slide: -0.55 },
    ],
  },
  kill: {
    loudness: 0.1,
    gap: 0.1,
    layers: [...bell(659, 0.22), ...bell(988, 0.4, 0.09), { gain: 0.4, frequency: 82, release: 0.25 }],
  },
  heartbeat: {
    loudness: 0.1,
    gap: 0.3,
    layers: [
      { frequency: 74, attack: 0.012, sustain: 0.02, release: 0.11, slide: -0.1 },
      { at: 0.19, gain: 0.75, frequency: 66, attack: 0.012, sustain: 0.02, release: 0.12, slide: -0.1 },
      { gain: 0.25, frequency: 148, attack: 0.01, release: 0.09, shape: TRIANGLE },
    ],
  },

  // What everybody is told.
  crownGained: {
    loudness: 0.14,
    gap: 0.5,
    layers: [
      ...pad(392, 0.5, 0, 0.02),
      ...pad(523.3, 0.6, 0.14, 0.02),
      ...pad(784, 1, 0.28, 0.02),
      ...bell(1568, 0.8, 0.3),
    ],
  },
  crownLost: {
    loudness: 0.12,
    gap: 0.5,
    layers: [...pad(523.3, 0.6, 0, 0.02), ...pad(415.3, 0.6, 0.18, 0.02), ...pad(311.1, 1, 0.36, 0.02)],
  },
  bounty: {
    loudness: 0.13,
    gap: 0.3,
    layers: [...bell(988, 0.2), ...bell(1319, 0.6, 0.09), ...pad(330, 0.7, 0.09)],
  },
  motherSoon: {
    loudness: 0.13,
    gap: 1,
    layers: [
      ...pad(98, 1.8, 0, 0.5),
      ...pad(146.8, 1.7, 0.1, 0.6),
      ...bell(294, 1.5, 0.4),
      ...bell(440, 1.2, 0.7),
    ],
  },
  motherHere: {
    loudness: 0.15,
    gap: 1,
    layers: [
      ...pad(147, 1.9),
      ...pad(220, 1.8, 0.1),
      ...pad(369.9, 1.7, 0.2),
      ...bell(740, 1.2, 0.3),
      ...bell(1108, 1.2, 0.45),
    ],
  },
  roundOver: {
    loudness: 0.15,
    gap: 1,
    layers: [
      ...pad(440, 1.2, 0, 0.02),
      ...pad(349.2, 1.4, 0.22, 0.02),
      ...pad(293.7, 1.6, 0.44, 0.02),
      ...bell(880, 1.4, 0.44),
    ],
  },
  nextRound: {
    loudness: 0.13,
    gap: 1,
    layers: [...pad(293.7, 0.5, 0, 0.02), ...pad(392, 0.5, 0.15, 0.02), ...pad(587.3, 0.9, 0.3, 0.02)],
  },

  // The interface.
  click: {
    loudness: 0.03,
    gap: 0.04,
    layers: [{ frequency: 880, attack: 0.001, release: 0.04, shape: TRIANGLE, slide: -2 }],
  },
  hover: { loudness: 0.012, gap: 0.05, layers: [{ frequency: 1320, attack: 0.002, release: 0.025 }] },
} satisfies Record<string, Recipe>;
