// What is used of zzfx, which brings no types.
// Owns: those types. Must not: name what plays; client/sound/player.ts does that.
declare module "zzfx" {
  export const ZZFX: {
    volume: number;
    sampleRate: number;
    /** Parameters by place, as in synth.ts; samples of one channel. */
    buildSamples(...parameters: number[]): number[];
  };
}
