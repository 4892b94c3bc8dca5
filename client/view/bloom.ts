// One mild bloom over everything: embers and bolts bleed into the dark.
// Owns: the filter. Must not: exist in the Canvas renderer.
import Phaser from "phaser";

export class Bloom {
  private readonly filter: Phaser.Filters.ParallelFilters;

  constructor(camera: Phaser.Cameras.Scene2D.Camera) {
    const [bloom] = Phaser.Actions.AddEffectBloom(camera, {
      threshold: 0.6,
      blurRadius: 2,
      blurSteps: 3,
      blurQuality: 0,
      blendAmount: 0.3,
      useInternal: false,
    });
    this.filter = bloom.parallelFilters;
  }

  show(shown: boolean): void {
    if (this.filter.active !== shown) this.filter.setActive(shown);
  }
}
