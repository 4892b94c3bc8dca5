// What a link of the network lab is: its numbers, each way, and the named ones of profiles.json.
// Owns: the meaning and units of those numbers. Must not: model anything (link-model.ts does), know a clock.
import profiles from "./profiles.json" with { type: "json" };

/** One way of a link. 0 switches each of them off. */
export interface Direction {
  /** Least time that a packet is on its way. */
  delayMs: number;
  /** Uniform extra of 0..jitterMs for each packet; none overtakes another. */
  jitterMs: number;
  /** Probability that a packet is lost and sent again: a stall, since all behind it wait. */
  loss: number;
  /** Extra time of a lost packet: a round trip and three packet intervals (20 patches/s down: 3 × 50 ms, 30 inputs/s
   * up: 3 × 33 ms), because the sender repeats on the third acknowledgement that it sees twice. */
  stallMs: number;
  /** Cap, of payload. */
  bytesPerSecond: number;
  /** Nothing arrives for freezeForMs, once within every freezeEveryMs. */
  freezeEveryMs: number;
  freezeForMs: number;
  /** Other people's packets in the same buffer: a queue that grows to at most queueMs and drains, every queueEveryMs. */
  queueMs: number;
  queueEveryMs: number;
}

/** `up` is from the client to the server. */
export interface Profile {
  title: string;
  /** Mean time between two cuts of every connection. */
  cutEveryMs: number;
  up: Direction;
  down: Direction;
}

export const PROFILES: Readonly<Record<string, Profile>> = profiles;

/** Throws a RangeError that lists the known names. */
export function profileNamed(name: string): Profile {
  if (Object.hasOwn(PROFILES, name)) return PROFILES[name];
  throw new RangeError(`no profile "${name}": choose ${Object.keys(PROFILES).join(", ")}`);
}

/** A calm link of one round trip: nothing but delay. Throws a RangeError for what is no time. */
export function plainProfile(roundTripMs: number): Profile {
  if (!Number.isFinite(roundTripMs) || roundTripMs < 0)
    throw new RangeError(`no round trip: ${roundTripMs} ms`);
  const way = { ...PROFILES.loopback.up, delayMs: roundTripMs / 2 };
  return { title: `${roundTripMs} ms and calm`, cutEveryMs: 0, up: way, down: { ...way } };
}

/** Mean round trip of a small packet, without losses, freezes and queues. */
export function meanRoundTripMs({ up, down }: Profile): number {
  return up.delayMs + up.jitterMs / 2 + down.delayMs + down.jitterMs / 2;
}
