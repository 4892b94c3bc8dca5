// The rules of mixing as pure functions: how loud, from where, which voice gives way, which sound comes too soon.
// Owns: those numbers. Must not: know WebAudio.

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Nothing is heard from further away, u. */
export const HEARING = 1000;
/** Something this far to the side is heard from that side as much as it ever is, u. */
const FULL_PAN = 700;
const MOST_PAN = 0.85;
export const MOST_VOICES = 24;
/** Quieter than this, a voice is not worth its place. */
const LEAST_GAIN = 0.02;
/** Within its gap, a sound is told again only when it is this much louder. */
const LOUDER = 1.5;
/** The next mote within this belongs to the streak, s. */
const STREAK = 0.9;
/** Semitones of a streak's steps: a pentatonic scale, so that every neighbour sounds well with it. */
const SCALE = [0, 2, 4, 7, 9] as const;
const MOST_STEPS = 12;

/** Share of its loudness, 0..1, that reaches `ear`: linear with the distance; 0 when it is not worth a voice. */
export function gainAt(ear: Place, place: Place): number {
  const gain = 1 - Math.hypot(place.x - ear.x, place.y - ear.y) / HEARING;
  return gain < LEAST_GAIN ? 0 : gain;
}

/** -1 (left) .. 1. */
export const panAt = (ear: Place, place: Place): number =>
  MOST_PAN * Math.max(-1, Math.min(1, (place.x - ear.x) / FULL_PAN));

/** Which of the voices a new one of `loudness` takes the place of: -1 none is needed, null it is the quietest itself. */
export function givesWay(voices: readonly { loudness: number }[], loudness: number): number | null {
  if (voices.length < MOST_VOICES) return -1;
  let quietest = 0;
  voices.forEach((voice, i) => {
    if (voice.loudness < voices[quietest].loudness) quietest = i;
  });
  return voices[quietest].loudness < loudness ? quietest : null;
}

/** Keeps a volley from sounding twenty times at once. */
export class Gaps<Name> {
  private readonly last = new Map<Name, { time: number; gain: number }>();

  /** May `name` sound at `time`, s, when it must be `gap` s after the last? What is much nearer than the last may. */
  allows(name: Name, time: number, gap: number, gain: number): boolean {
    const last = this.last.get(name);
    if (last !== undefined && time - last.time < gap && gain < last.gain * LOUDER) return false;
    this.last.set(name, { time, gain });
    return true;
  }
}

/** Motes gathered in a row climb a scale. */
export class Streak {
  private steps = -1;
  private last = -STREAK;

  /** The pitch of a mote gathered at `time`, s: 1 for the first. */
  next(time: number): number {
    this.steps = time - this.last > STREAK ? 0 : Math.min(MOST_STEPS, this.steps + 1);
    this.last = time;
    return streakPitch(this.steps);
  }
}

/** Playback rate of a streak's step, from 0. */
export function streakPitch(step: number): number {
  const octave = Math.floor(step / SCALE.length);
  return 2 ** (octave + SCALE[step % SCALE.length] / 12);
}

/** Seconds between two beats of a heart with so many hit points left: the fewer, the sooner. */
export const beatSeconds = (hitPoints: number): number => 0.5 + 0.02 * Math.max(0, hitPoints);
