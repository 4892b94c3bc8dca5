// What the sound test runs inside the browser: every sound through the game's own bus, rendered without a loudspeaker.
// Owns: the entry of a bundle made by the test. Must not: import anything but client/sound.
import { Ambience } from "../../client/sound/ambience.ts";
import { type Sounds, soundOf } from "../../client/sound/buffers.ts";
import { Bus } from "../../client/sound/bus.ts";
import { Player } from "../../client/sound/player.ts";
import { SOUND_NAMES, SOUNDS, type SoundName } from "../../client/sound/recipes.ts";
import { SAMPLE_HZ } from "../../client/sound/sample-rate.ts";
import { loudnessOf, peakOf, synthesise } from "../../client/sound/synth.ts";

export interface Figures {
  seconds: number;
  peak: number;
  /** Of the loudest tenth of a second. */
  rms: number;
  finite: boolean;
  /** Mean square of the right channel less that of the left, of their sum: -1 left .. 1 right. */
  side: number;
}

const FULL = { master: 1, effects: 1, ambience: 1, muted: false };

const sounds: Sounds = new Map(
  SOUND_NAMES.map((name) => {
    const { layers, ...traits } = SOUNDS[name];
    return [name, soundOf({ name, traits, samples: synthesise(layers, traits.loudness) })];
  }),
);

function measure(rendered: AudioBuffer): Figures {
  const left = rendered.getChannelData(0);
  const right = rendered.getChannelData(1);
  const both = left.map((sample, i) => (Math.abs(sample) > Math.abs(right[i]) ? sample : right[i]));
  const energy = (samples: Float32Array) => samples.reduce((sum, sample) => sum + sample * sample, 1e-12);
  return {
    seconds: rendered.duration,
    peak: peakOf(both),
    rms: loudnessOf(both),
    finite: both.every(Number.isFinite),
    side: (energy(right) - energy(left)) / (energy(right) + energy(left)),
  };
}

/** Renders what `fill` starts half a second in, when the volumes have settled. */
async function render(
  seconds: number,
  fill: (player: Player, bus: Bus, context: OfflineAudioContext) => void,
  volumes = FULL,
): Promise<Figures> {
  const context = new OfflineAudioContext(2, SAMPLE_HZ * (seconds + 0.5), SAMPLE_HZ);
  const bus = new Bus(context);
  bus.set(volumes);
  const player = new Player(context, bus.effects, sounds, () => true);
  void context.suspend(0.5).then(() => {
    fill(player, bus, context);
    return context.resume();
  });
  return measure(await context.startRendering());
}

const page = {
  names: SOUND_NAMES,
  /** One sound, as it comes out of the bus at full volume. */
  one: async (name: SoundName): Promise<Figures> => {
    const { duration } = sounds.get(name)!.buffer;
    return { ...(await render(duration, (player) => player.play(name))), seconds: duration };
  },
  at: (name: SoundName, x: number): Promise<Figures> =>
    render(0.5, (player) => player.play(name, { x, y: 0 })),
  /** The loudest sounds of the table all at once, and twenty shots in one frame. */
  crowd: (): Promise<Figures> =>
    render(2, (player) => {
      for (const name of SOUND_NAMES) player.play(name);
      for (let i = 0; i < 20; i++) player.play("pulse", { x: i, y: 0 });
    }),
  /** Voices that a volley of `count` in one frame starts. */
  volley: async (name: SoundName, count: number): Promise<number> => {
    let started = 0;
    await render(0.2, (player) => {
      for (let i = 0; i < count; i++) if (player.play(name) !== null) started += 1;
    });
    return started;
  },
  muted: (): Promise<Figures> => render(1, (player) => player.play("mineBlast"), { ...FULL, muted: true }),
  drone: (light: number): Promise<Figures> =>
    render(6, (_player, bus, context) => new Ambience(context, bus.ambience).set(light, 1)),
  /** By how much the bus changes a tone of this amplitude. */
  tone: async (amplitude: number): Promise<number> => {
    const { peak } = await render(1, (_player, bus, context) => {
      const tone = context.createOscillator();
      const level = context.createGain();
      level.gain.value = amplitude;
      tone.connect(level).connect(bus.effects);
      tone.start();
    });
    return peak / amplitude;
  },
};

export type SoundPage = typeof page;
Object.assign(globalThis, { soundPage: page });
