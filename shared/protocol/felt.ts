// How the game felt to a player since the last time, as the player's page tells it: figures, nothing of who or where.
// Owns: the shape, its bounds, and how often it is said. Must not: be believed by anything that decides.

/** A client says it this often, ms, and is not heard more often than half of that. */
export const FELT_EVERY_MS = 10_000;

/** Client to server. */
export interface FeltMessage {
  /** Inputs whose predicted position was compared with the server's, and those that were wrong. */
  inputs: number;
  wrong: number;
  /** Times that the newest position was moved because the server decided otherwise, and by how much at most, u. */
  corrections: number;
  worst: number;
  /** The longest time between two patches, ms. */
  gapMs: number;
}

/** Two minutes of inputs and patches; a page that slept for longer says no more than that. */
export const FELT_MOST = { inputs: 4000, corrections: 4000, worst: 10_000, gapMs: 120_000 } as const;

const isWithin = (value: unknown, most: number): value is number =>
  typeof value === "number" && value >= 0 && value <= most;
const isCount = (value: unknown, most: number): value is number =>
  isWithin(value, most) && Number.isInteger(value);

export function isFelt(said: unknown): said is FeltMessage {
  if (typeof said !== "object" || said === null) return false;
  const { inputs, wrong, corrections, worst, gapMs } = said as Record<string, unknown>;
  return (
    isCount(inputs, FELT_MOST.inputs) &&
    isCount(wrong, FELT_MOST.inputs) &&
    isCount(corrections, FELT_MOST.corrections) &&
    isWithin(worst, FELT_MOST.worst) &&
    isWithin(gapMs, FELT_MOST.gapMs)
  );
}
