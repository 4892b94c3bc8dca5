// The way from a sound to the loudspeaker: effects and ambience, their sum, a limiter that nothing passes.
// Owns: the nodes and the volumes on them. Must not: know what plays.

export interface Volumes {
  /** Each 0..1. */
  master: number;
  effects: number;
  ambience: number;
  muted: boolean;
}

/** A volume reaches 63% of a change in this time, s: no click. */
const GLIDE = 0.02;
/** By how much the compressor raises what is quiet (threshold -14 dB, ratio 8), measured: taken back after it. */
const MAKE_UP = 1.92;
/** Then this much louder: the table leaves room for a crowd, and with it a crowd peaks near 0.7. */
const OUTPUT = 2;

export class Bus {
  readonly effects: GainNode;
  readonly ambience: GainNode;
  private readonly context: BaseAudioContext;
  private readonly master: GainNode;
  private readonly targets = new Map<AudioParam, number>();

  constructor(context: BaseAudioContext) {
    this.context = context;
    this.effects = context.createGain();
    this.ambience = context.createGain();
    this.master = context.createGain();
    const limited = limiter(context, this.master);
    this.effects.connect(this.master);
    this.ambience.connect(this.master);
    limited.connect(context.destination);
    for (const { gain } of [this.effects, this.ambience, this.master]) gain.value = 0;
  }

  /** What a slider says goes in squared: the ear hears half of it as about half as loud. */
  set({ master, effects, ambience, muted }: Volumes): void {
    this.glide(this.master, muted ? 0 : master * master);
    this.glide(this.effects, effects * effects);
    this.glide(this.ambience, ambience * ambience);
  }

  private glide({ gain }: GainNode, to: number): void {
    if (this.targets.get(gain) === to) return;
    this.targets.set(gain, to);
    gain.setTargetAtTime(to, this.context.currentTime, GLIDE);
  }
}

/** A compressor for the crowd, then a curve that bends smoothly towards 1 and never passes it. */
function limiter(context: BaseAudioContext, from: AudioNode): AudioNode {
  const compressor = context.createDynamicsCompressor();
  compressor.threshold.value = -14;
  compressor.ratio.value = 8;
  compressor.knee.value = 8;
  compressor.attack.value = 0.002;
  compressor.release.value = 0.12;
  const take = context.createGain();
  take.gain.value = OUTPUT / (MAKE_UP * CURVE_REACH);
  const bend = context.createWaveShaper();
  bend.curve = curve();
  from.connect(compressor).connect(take).connect(bend);
  return bend;
}

/** The curve's ends stand for this; what is beyond is as at the ends. */
const CURVE_REACH = 4;

function curve(): Float32Array<ArrayBuffer> {
  const half = 1024;
  return Float32Array.from({ length: 2 * half + 1 }, (_, i) => Math.tanh((CURVE_REACH * (i - half)) / half));
}
