// The synthesised sounds, ready to play: made once for the page, at the first game that may be heard.
// Owns: the worker that makes them. Must not: play them.
import type { Traits } from "./layers.ts";
import type { SoundName } from "./recipes.ts";
import { SAMPLE_HZ } from "./sample-rate.ts";
import type { MadeSound } from "./worker.ts";

export interface Sound extends Traits {
  buffer: AudioBuffer;
}

export type Sounds = ReadonlyMap<SoundName, Sound>;

const sounds = new Map<SoundName, Sound>();
let asked = false;

/** The sounds that are there; more come within a second or so. */
export function soundsOfPage(): Sounds {
  if (asked || typeof Worker !== "function") return sounds;
  asked = true;
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  worker.onmessage = ({ data }: MessageEvent<MadeSound>) => sounds.set(data.name, soundOf(data));
  // It could not be loaded: silence, until the next game asks again.
  worker.onerror = () => {
    asked = false;
  };
  return sounds;
}

export function soundOf({ traits, samples }: MadeSound): Sound {
  const buffer = new AudioBuffer({ length: samples.length, sampleRate: SAMPLE_HZ });
  buffer.copyToChannel(samples, 0);
  return { ...traits, buffer };
}
