// The wheel as steps: one for a notch of a mouse, and not dozens for a swipe on a touchpad.
// Owns: how far a step is. Must not: know what a step does.

/** CSS pixels that make a step; a notch is 100 to 120 of them. */
const STEP = 40;
/** A line, where a browser counts in those, CSS pixels. */
const LINE = 16;
/** After a step the wheel rests this long, ms, unless it is turned back: a swipe goes on rolling. */
const REST_MS = 120;

export class Wheel {
  private sum = 0;
  private restUntil = 0;
  private last = 0;

  /** 1 for a step down, -1 for a step up, otherwise 0. `timeMs`: when it turned; `inLines`: the unit. */
  turn(delta: number, inLines: boolean, timeMs: number): -1 | 0 | 1 {
    const pixels = delta * (inLines ? LINE : 1);
    if (timeMs < this.restUntil && Math.sign(pixels) === this.last) return 0;
    this.sum = Math.sign(pixels) === Math.sign(this.sum) ? this.sum + pixels : pixels;
    if (Math.abs(this.sum) < STEP) return 0;
    const step = this.sum > 0 ? 1 : -1;
    this.sum = 0;
    this.last = step;
    this.restUntil = timeMs + REST_MS;
    return step;
  }
}
