// The cooldown that all weapons share, as a share of the one that runs: the counter alone does not say whose it is.
// Owns: from where it runs. Must not: count it (shared/sim/weapons.ts does).
import { MINE, ORB, SCATTER } from "../../shared/tunables/arsenal.ts";
import { LANCE, PULSE } from "../../shared/tunables.ts";

const LENGTHS = [PULSE, MINE, SCATTER, ORB, LANCE]
  .map((weapon) => weapon.cooldownTicks)
  .sort((a, b) => a - b);

export class SharedCooldown {
  private length = 0;
  private left = 0;

  /** Takes the counter of this frame. It rises when a weapon fires, maybe a tick or two before the frame. */
  see(left: number): void {
    if (left > this.left) this.length = LENGTHS.find((length) => length >= left) ?? left;
    this.left = left;
  }

  /** 0..1, and 1 only when the Lance may be charged; between two Pulses, too: for those nobody waits. */
  get ready(): number {
    return this.length > PULSE.cooldownTicks ? 1 - this.left / this.length : 1;
  }
}
