// Who takes part in the running round, those who have left it too.
// Owns: what each has done in it, by the end or until leaving. Must not: decide who won.
import type { Score } from "../../shared/sim/world.ts";
import type { RoundPlayer } from "./round-result.ts";
import type { Identity } from "./schema-spawner.ts";

export type RollEntry = Omit<RoundPlayer, "place">;
type Entry = RollEntry;

/** Who leaves a round after so many others is not in its record: whoever comes and goes all the time does not make it grow. */
const MOST_GONE = 300;

export class Roll {
  /** By slot, who is in; and those who are not any more. */
  private readonly present = new Map<number, Entry>();
  private readonly gone: Entry[] = [];

  /** Somebody takes a slot. Who had left this round and comes back goes on with what was done before. */
  join(slot: number, { name, bot, id, team }: Identity): void {
    const entry = { slot, name, bot, id, team, score: 0, kills: 0, deaths: 0, left: false };
    const before = id === "" ? -1 : this.gone.findIndex((other) => other.id === id);
    if (before !== -1) addTo(entry, this.gone.splice(before, 1)[0]);
    this.present.set(slot, entry);
  }

  /** Somebody leaves a slot, with this to show for the time in it; a bot that makes room leaves nothing. */
  leave(slot: number, score: Readonly<Score>): void {
    const entry = this.present.get(slot);
    if (entry === undefined) return;
    this.present.delete(slot);
    if (entry.bot || this.gone.length >= MOST_GONE) return;
    this.gone.push({ ...withScore(entry, score), left: true });
  }

  /** Everyone who took part; `scores` by slot are those of who is in. */
  players(scores: readonly (Score | null)[]): Entry[] {
    const present = [...this.present.values()].map((entry) => {
      const score = scores[entry.slot];
      return score === null ? entry : withScore(entry, score);
    });
    return [...present, ...this.gone];
  }

  /** What was done in this round by who is not in, and, by who is, before leaving once: `adopt` goes on from it. */
  before(): Entry[] {
    const earlier = [...this.present.values()].filter(
      ({ bot, score, kills, deaths }) => !bot && score + kills + deaths > 0,
    );
    return [...this.gone, ...earlier].slice(0, MOST_GONE).map((entry) => ({ ...entry }));
  }

  /** The round goes on from another room, in which this was done. */
  adopt(before: readonly Entry[]): void {
    this.gone.push(...before);
  }

  /** A new round: who is in begins at nothing. */
  clear(): void {
    this.gone.length = 0;
    for (const entry of this.present.values()) Object.assign(entry, { score: 0, kills: 0, deaths: 0 });
  }
}

const withScore = (entry: Entry, { banked, kills, deaths }: Readonly<Score>): Entry =>
  addTo({ ...entry }, { score: banked, kills, deaths });

function addTo(entry: Entry, more: Pick<Entry, "score" | "kills" | "deaths">): Entry {
  entry.score += more.score;
  entry.kills += more.kills;
  entry.deaths += more.deaths;
  return entry;
}
