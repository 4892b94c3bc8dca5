// When the picture steps down because frames take too long, and when it may step up again.
// Owns: the rule, window by window. Must not: measure time or change the picture.

/** Frames are judged in windows of so many ms. */
export const WINDOW_MS = 2000;
/** Slower than this in two windows running, frames/s: a step down. One window alone may be a new round's map. */
const SLOW_FPS = 45;
const SLOW_WINDOWS = 2;
/** This fast for a whole minute, frames/s: a step up. */
const FAST_FPS = 56;
const CALM_MS = 60_000;

export interface Pace {
  /** The preset in use, from 0 (least) on; never above `most`. */
  level: number;
  most: number;
  /** Slow windows running. */
  slow: number;
  /** How long it has been fast since the last step, ms. */
  calmMs: number;
  /** The last step was up. */
  rose: boolean;
}

export const startPace = (level: number): Pace => ({ level, most: level, slow: 0, calmMs: 0, rose: false });

/** The pace after one more window of `windowMs` with `fps`. A level that was too slow after a step up is not tried again. */
export function judge(pace: Readonly<Pace>, fps: number, windowMs: number): Pace {
  const { level, most, rose } = pace;
  if (fps < SLOW_FPS) {
    const slow = pace.slow + 1;
    if (slow < SLOW_WINDOWS || level === 0) return { ...pace, slow, calmMs: 0 };
    return { level: level - 1, most: rose ? level - 1 : most, slow: 0, calmMs: 0, rose: false };
  }
  const calmMs = fps < FAST_FPS ? 0 : pace.calmMs + windowMs;
  if (calmMs < CALM_MS || level === most) return { ...pace, slow: 0, calmMs };
  return { level: level + 1, most, slow: 0, calmMs: 0, rose: true };
}
