// A stick's deflection without its dead zone.
// Owns: the dead zone. Must not: read a stick.

/** Within this share of its way a stick rests: worn ones do not come back to the middle. */
const DEAD = 0.15;

export interface Deflection {
  x: number;
  y: number;
  /** 0 at rest, 1 fully out. */
  length: number;
}

/** Writes into `out` what (x, y), -1..1 each, means: round, from 0 at the rim of the dead zone to 1. */
export function deflect(out: Deflection, x: number, y: number): void {
  const raw = Math.hypot(x, y);
  out.length = Math.min(1, Math.max(0, (raw - DEAD) / (1 - DEAD)));
  const scale = raw > 0 ? out.length / raw : 0;
  out.x = x * scale;
  out.y = y * scale;
}
