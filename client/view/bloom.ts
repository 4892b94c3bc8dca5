// One mild bloom over everything: embers and bolts bleed into the dark.
// Owns: the filter, and giving it up where it costs too much. Must not: exist in the Canvas renderer.
import Phaser from "phaser";

/** Frames that are looked at before judging, and what they may take on average, s. */
const JUDGED_FRAMES = 120;
const SLOW = 1 / 42;

export class Bloom {
  private readonly filter: Phaser.Filters.ParallelFilters;
  private readonly mayStop: boolean;
  private frames = 0;
  private spent = 0;

  /** `mayStop`: nobody asked for the bloom, so it goes when frames take too long. */
  constructor(camera: Phaser.Cameras.Scene2D.Camera, mayStop: boolean) {
    const [bloom] = Phaser.Actions.AddEffectBloom(camera, {
      threshold: 0.6,
      blurRadius: 2,
      blurSteps: 3,
      blurQuality: 0,
      blendAmount: 0.3,
      useInternal: false,
    });
    this.filter = bloom.parallelFilters;
    this.mayStop = mayStop;
  }

  /** Takes the length of a frame, s. */
  watch(seconds: number): void {
    if (!this.mayStop || !this.filter.active) return;
    this.frames += 1;
    this.spent += seconds;
    if (this.frames < JUDGED_FRAMES) return;
    if (this.spent / this.frames > SLOW) this.filter.setActive(false);
    this.frames = 0;
    this.spent = 0;
  }
}
