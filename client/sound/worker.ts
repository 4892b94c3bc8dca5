// Synthesises every sound on a thread of its own: the longest takes 100 ms, six frames of the game.
// Owns: the order, which is the table's. Must not: know when anything plays.
import "./no-audio.ts";
import type { Traits } from "./layers.ts";
import { SOUND_NAMES, SOUNDS, type SoundName } from "./recipes.ts";
import { synthesise } from "./synth.ts";

/** What the page is sent of each sound; the recipes stay here. */
export interface MadeSound {
  name: SoundName;
  traits: Traits;
  samples: Float32Array<ArrayBuffer>;
}

for (const name of SOUND_NAMES) {
  const { layers, ...traits } = SOUNDS[name];
  const samples = synthesise(layers, traits.loudness);
  const made: MadeSound = { name, traits, samples };
  postMessage(made, { transfer: [samples.buffer] });
}
close();
