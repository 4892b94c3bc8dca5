// The drone below everything: it opens with one's own light, and grows uneasy in the dark.
// Owns: its nodes. Must not: read the game.

/** It follows a change by 63% in this time, s. */
const GLIDE = 0.6;
/** Hz: the drone's root. Its fifth and ninth are heard in the light; in the dark, a second that rubs against it. */
const ROOT = 55;
const NOISE_SECONDS = 2;
/** Less of a change of light is not heard. */
const LEAST_CHANGE = 0.01;

/** Gains of the parts when the light is widest and narrowest, and the filter's cutoff, Hz. */
const BRIGHT = { fifth: 0.3, ninth: 0.16, rub: 0, air: 0.1, cutoff: 1500, all: 0.13 } as const;
const DARK = { fifth: 0.12, ninth: 0, rub: 0.3, air: 0.035, cutoff: 190, all: 0.075 } as const;

type Part = keyof typeof BRIGHT;

export class Ambience {
  private readonly context: BaseAudioContext;
  private readonly sources: AudioScheduledSourceNode[] = [];
  private readonly params: Record<Part, AudioParam>;
  private light = -1;
  private presence = -1;

  constructor(context: BaseAudioContext, out: AudioNode) {
    this.context = context;
    const all = context.createGain();
    all.gain.value = 0;
    const filter = context.createBiquadFilter();
    filter.Q.value = 2;
    filter.connect(all).connect(this.swell()).connect(out);
    this.hum(ROOT, "sawtooth", filter).value = 0.5;
    this.hum(ROOT * 1.006, "sawtooth", filter).value = 0.4;
    this.params = {
      fifth: this.hum(ROOT * 3, "triangle", filter),
      ninth: this.hum(ROOT * 4.5, "triangle", filter),
      rub: this.hum(ROOT * 1.064, "triangle", filter),
      air: this.air(filter),
      cutoff: filter.frequency,
      all: all.gain,
    };
    for (const source of this.sources) source.start();
  }

  /** `light`: 0 (dark) .. 1 (as wide as it gets), `presence`: 0 nobody is there to hear it .. 1. */
  set(light: number, presence: number): void {
    if (Math.abs(light - this.light) < LEAST_CHANGE && presence === this.presence) return;
    this.light = light;
    this.presence = presence;
    const now = this.context.currentTime;
    for (const part of Object.keys(BRIGHT) as Part[]) {
      const value = DARK[part] + (BRIGHT[part] - DARK[part]) * light;
      this.params[part].setTargetAtTime(part === "all" ? value * presence : value, now, GLIDE);
    }
  }

  private hum(frequency: number, type: OscillatorType, to: AudioNode): AudioParam {
    const oscillator = this.context.createOscillator();
    oscillator.type = type;
    oscillator.frequency.value = frequency;
    return this.add(oscillator, to);
  }

  private air(to: AudioNode): AudioParam {
    const { context } = this;
    const { sampleRate } = context;
    const buffer = context.createBuffer(1, NOISE_SECONDS * sampleRate, sampleRate);
    const samples = buffer.getChannelData(0);
    for (let i = 0; i < samples.length; i++) samples[i] = 2 * Math.random() - 1;
    const noise = context.createBufferSource();
    noise.buffer = buffer;
    noise.loop = true;
    return this.add(noise, to);
  }

  private add(source: AudioScheduledSourceNode, to: AudioNode): AudioParam {
    const level = this.context.createGain();
    level.gain.value = 0;
    source.connect(level).connect(to);
    this.sources.push(source);
    return level.gain;
  }

  /** A slow swell, by a sixth. */
  private swell(): AudioNode {
    const { context } = this;
    const swell = context.createGain();
    const slow = context.createOscillator();
    const depth = context.createGain();
    slow.frequency.value = 0.09;
    depth.gain.value = 0.16;
    slow.connect(depth).connect(swell.gain);
    this.sources.push(slow);
    return swell;
  }
}
