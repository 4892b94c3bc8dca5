// The ports of the game as tests implement them: a queue in memory, a view that keeps what it was told.
// Owns: no rule of who may know what; it only checks that telling makes sense.
import assert from "node:assert/strict";
import { ArenaGame, type ArenaOptions } from "../../../../server/game/arena-game.ts";
import type { InputQueue, Link, Notices, Seat, View } from "../../../../server/game/ports.ts";
import { ArenaSchema } from "../../../../shared/schema/arena-schema.ts";
import type { Input } from "../../../../shared/sim/input.ts";
import type { World } from "../../../../shared/sim/world.ts";

export class ArrayQueue implements InputQueue {
  readonly inputs: Input[] = [];
  waitedMs = 0;

  get size(): number {
    return this.inputs.length;
  }

  put(...inputs: Input[]): void {
    this.inputs.push(...inputs);
  }

  next(): Input | undefined {
    return this.inputs.shift();
  }
}

/** Holds what is revealed. Fails when something is revealed twice, or hidden without having been revealed. */
export class RecordingView implements View {
  /** Entity -> revealed as one's own. */
  readonly held = new Map<object, boolean>();
  reveals = 0;
  hides = 0;

  reveal(entity: object, own: boolean): void {
    assert.ok(!this.held.has(entity), "revealed twice");
    this.held.set(entity, own);
    this.reveals++;
  }

  hide(entity: object): void {
    assert.ok(this.held.delete(entity), "hidden, but never revealed");
    this.hides++;
  }

  /** Forgets what is no longer in the world: such entities leave a client by leaving the state. */
  prune(world: World): void {
    const live = new Set<object | null>([
      ...world.skimmers,
      ...world.motes,
      ...world.projectiles,
      ...world.mines,
    ]);
    for (const entity of this.held.keys()) if (!live.has(entity)) this.held.delete(entity);
  }
}

/** A connection of 60 ms, usually 50, with nothing queued. */
export const LINK: Link = { roundTripMs: 60, pingMs: 50, queuedBytes: 0 };

/** A person's seat: a queue and eyes; without a link, so that inputs are taken from the first on. */
export const seat = (
  queue: InputQueue = new ArrayQueue(),
  view: View | null = new RecordingView(),
): Seat => ({
  queue,
  view,
  link: null,
});

export const NO_NOTICES: Notices = { toAll() {}, toSlot() {} };
export const PERSON = { name: "Ann", hue: 1, bot: false, id: "", team: -1 };

export function makeGame(options: Partial<ArenaOptions> = {}, notices = NO_NOTICES): ArenaGame {
  return new ArenaGame(new ArenaSchema(), { seed: 1, size: "small", fillTo: 0, ...options }, notices);
}

/** Ticks as a room does: two patches to three ticks. */
export function tick(game: ArenaGame, count = 1): void {
  for (let i = 0; i < count; i++) {
    game.tick();
    if (game.world.tick % 3 !== 0) game.beforePatch();
  }
}
