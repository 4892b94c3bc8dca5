// What a match of two teams remembers beside its phase.
// Owns: the shape, and what a play can come to. Must not: change it (match.ts does).

/** What a play came to: the team that won it, or one of these. */
export const Outcome = { open: -1, draw: 2 } as const;

export interface Match {
  /** Bouts won, or goals, by team. */
  wins: number[];
  /** Bouts, or kick-offs, so far; the running one counts. */
  bout: number;
  /** Bouts that nobody won. */
  draws: number;
  /** Ticks that are left to play when the running phase is over. */
  clockTicks: number;
  /** The time was up and nothing decided. */
  sudden: boolean;
  /** Which team won the last play, and the slot of who did it; -1 for none. */
  lastWon: number;
  lastBy: number;
  /** Which team has won the match; `Outcome.open` while it is played. */
  winner: number;
}

export const makeMatch = (): Match => ({
  wins: [0, 0],
  bout: 0,
  draws: 0,
  clockTicks: 0,
  sudden: false,
  lastWon: Outcome.open,
  lastBy: -1,
  winner: Outcome.open,
});

/** The team that is ahead, or a draw. */
export function leader({ wins }: Match): number {
  if (wins[0] === wins[1]) return Outcome.draw;
  return wins[0] > wins[1] ? 0 : 1;
}
