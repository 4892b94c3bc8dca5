// Plays the sounds of the table: from where, how loud, at most so many at once, not too soon again.
// Owns: the voices. Must not: know when anything happens in the game.
import type { Sounds } from "./buffers.ts";
import { Gaps, gainAt, givesWay, type Place, panAt } from "./mix.ts";
import type { SoundName } from "./recipes.ts";

/** A sound that is heard: `stop` fades it out. */
export interface Voice {
  stop(): void;
}

/** Plays a sound of the table, at a place of the world or right here; `pitch` 1 is as it was made. */
export type Play = (name: SoundName, place?: Place, pitch?: number) => Voice | null;

interface Sounding extends Voice {
  readonly source: AudioBufferSourceNode;
  readonly loudness: number;
}

/** A voice that gives way is gone in about three times this, s. */
const FADE = 0.012;

export class Player {
  /** Whoever hears, u: moved by the reader of the game. */
  readonly ear = { x: 0, y: 0 };
  private readonly voices: Sounding[] = [];
  private readonly gaps = new Gaps<SoundName>();
  private readonly context: BaseAudioContext;
  private readonly out: AudioNode;
  private readonly sounds: Sounds;
  private readonly hears: () => boolean;

  /** What happens while it does not hear is not told afterwards, all at once. */
  constructor(context: BaseAudioContext, out: AudioNode, sounds: Sounds, hears: () => boolean) {
    this.context = context;
    this.out = out;
    this.sounds = sounds;
    this.hears = hears;
  }

  /** Null when it is not heard: too far, too soon, too quiet among the others, not made yet. */
  readonly play: Play = (name, place, pitch = 1) => {
    const { context, ear, voices } = this;
    const sound = this.sounds.get(name);
    if (sound === undefined || !this.hears()) return null;
    const gain = place === undefined ? 1 : gainAt(ear, place);
    if (gain === 0) return null;
    const loudness = gain * sound.loudness;
    const gone = givesWay(voices, loudness);
    if (gone === null || !this.gaps.allows(name, context.currentTime, sound.gap, gain)) return null;
    if (gone >= 0) voices[gone].stop();
    const source = context.createBufferSource();
    source.buffer = sound.buffer;
    source.playbackRate.value = pitch * (1 + (sound.vary ?? 0) * (2 * Math.random() - 1));
    const pan = place === undefined ? 0 : panAt(ear, place);
    return this.start(source, gain, pan, loudness);
  };

  private start(source: AudioBufferSourceNode, gain: number, pan: number, loudness: number): Voice {
    const { context, voices } = this;
    const level = context.createGain();
    level.gain.value = gain;
    const panner = context.createStereoPanner();
    panner.pan.value = pan;
    source.connect(level).connect(panner).connect(this.out);
    const leave = (): void => {
      const at = voices.indexOf(voice);
      if (at >= 0) voices.splice(at, 1);
    };
    const stop = (): void => {
      leave();
      level.gain.setTargetAtTime(0, context.currentTime, FADE);
      source.stop(context.currentTime + 4 * FADE);
    };
    const voice: Sounding = { source, loudness, stop };
    source.onended = () => {
      leave();
      panner.disconnect();
    };
    voices.push(voice);
    source.start();
    return voice;
  }
}
