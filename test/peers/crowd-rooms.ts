// The same moving crowd on a server that is not ours: rooms of a hundred movers, each flown by the inputs of its client.
// Owns: the movers and their step, which is the game's own movement on an empty map. Must not: know how anything is sent.
import { emptyArena } from "../../shared/sim/arena-ground.ts";
import { type Input, NEUTRAL } from "../../shared/sim/input.ts";
import { stepSkimmer } from "../../shared/sim/movement.ts";
import { plainSkimmer } from "../../shared/sim/plain-spawner.ts";
import { hashInts } from "../../shared/sim/random.ts";
import type { Skimmer } from "../../shared/sim/world.ts";
import { ARENA, SKIMMER } from "../../shared/tunables.ts";

/** As many as a room of ours holds. */
export const ROOM_SIZE = 100;

const SIDE = ARENA.sides.medium;
const RIM = 200;

export class CrowdRoom {
  readonly movers: (Skimmer | null)[] = new Array(ROOM_SIZE).fill(null);
  private readonly inputs: Input[] = Array.from({ length: ROOM_SIZE }, () => ({ ...NEUTRAL }));
  private readonly arena = emptyArena(1, SIDE);
  tick = 0;

  get isFull(): boolean {
    return !this.movers.includes(null);
  }

  /** Puts a mover somewhere on the map. Throws when the room is full. */
  enter(): Skimmer {
    const slot = this.movers.indexOf(null);
    if (slot < 0) throw new Error("the room is full");
    const x = RIM + (hashInts(slot, 1) % (SIDE - 2 * RIM));
    const y = RIM + (hashInts(slot, 2) % (SIDE - 2 * RIM));
    const mover = { ...plainSkimmer(slot), x, y, alive: true, hitPoints: SKIMMER.hitPoints };
    this.movers[slot] = mover;
    return mover;
  }

  leave(slot: number): void {
    this.movers[slot] = null;
  }

  /** The newest input of a mover; it counts until the next comes. */
  steer(slot: number, move: number, aim: number): void {
    const input = this.inputs[slot];
    input.move = move;
    input.aim = aim;
  }

  step(): void {
    this.tick += 1;
    for (const mover of this.movers)
      if (mover !== null) stepSkimmer(this.arena, mover, this.inputs[mover.slot], null, this.tick);
  }
}
