// What all games of this process have counted since it began: those that run, and those that are over.
// Owns: what is kept of the games that are over. Must not: count anything itself.
import type { ArenaGame } from "../game/arena-game.ts";

type Counting = Pick<ArenaGame, "gate" | "shots">;

const COUNTS = {
  starvedTicks: ({ gate }: Counting) => gate.starvedTicks,
  inputOutages: ({ gate }: Counting) => gate.outages,
  droppedInputs: ({ gate }: Counting) => gate.droppedInputs,
  lances: ({ shots }: Counting) => shots.lances,
  clampedViews: ({ shots }: Counting) => shots.clamped,
};
type Count = keyof typeof COUNTS;

export class PlayTotals {
  private readonly over = new Map<Count, number>();

  /** A game is over, and will not be among those that run any more. */
  ended(game: Counting): void {
    for (const [name, of] of Object.entries(COUNTS) as [Count, (game: Counting) => number][])
      this.over.set(name, (this.over.get(name) ?? 0) + of(game));
  }

  total(name: Count, running: Iterable<Counting>): number {
    let sum = this.over.get(name) ?? 0;
    for (const game of running) sum += COUNTS[name](game);
    return sum;
  }
}
