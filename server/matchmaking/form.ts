// Who is matched with whom: the oldest ticket first, with those nearest to it in rating, within a window that widens.
// Owns: the choice. Must not: keep anything or know the clock: the same tickets at the same time give the same groups.
import { canFill, type Deal, fairest } from "./teams.ts";
import { byAge, type Ticket, type Window, windowAfter } from "./ticket.ts";

/** Tickets that one looks at on both sides together; fewer once a call has looked at as many as LOOKS. */
const SIGHT = 64;
const SHORT_SIGHT = 8;
const LOOKS = 50_000;
/** Tickets that one looks at beyond those that would do, for fairer teams. */
const CHOICE = 24;
/** Unfair teams that one call puts off; what is found after these is played as it is. */
const PUT_OFF = 100;
/** Groups of one call: four calls a second make more rooms than a process can. */
const GROUPS = 100;

/** Groups that can play now, parties whole; a ticket is in one of them at most. */
export function form(tickets: readonly Ticket[], nowMs: number, teamSize: number): Deal[] {
  const ranks = new Ranks(tickets, teamSize);
  const deals: Deal[] = [];
  let putOff = 0;
  for (const oldest of [...tickets].sort(byAge)) {
    if (!ranks.has(oldest)) continue;
    const window = windowAfter(nowMs - oldest.sinceMs);
    const found = ranks.nearest(oldest, window);
    if (found === undefined) continue;
    const dealt = fairest(oldest, found, teamSize);
    if (dealt.apart > window.fairness && teamSize > 1 && putOff++ < PUT_OFF) continue;
    for (const ticket of dealt.teams.flat()) ranks.take(ticket);
    deals.push(dealt);
    if (deals.length === GROUPS) break;
  }
  return deals;
}

/** The tickets that are not taken yet, in order of rating. */
class Ranks {
  private readonly byRating: readonly Ticket[];
  private readonly place = new Map<Ticket, number>();
  /** Neighbours that are not taken, by place; −1 and the length are the ends. */
  private readonly lower: Int32Array;
  private readonly higher: Int32Array;
  private looks = 0;
  /** How many are left of each size. */
  private readonly left: number[];
  private readonly teamSize: number;

  constructor(tickets: readonly Ticket[], teamSize: number) {
    this.teamSize = teamSize;
    this.byRating = [...tickets].sort((a, b) => a.mu - b.mu || a.id - b.id);
    this.left = new Array(teamSize + 1).fill(0);
    this.byRating.forEach((ticket, i) => {
      this.place.set(ticket, i);
      this.left[ticket.members.length] += 1;
    });
    this.lower = Int32Array.from(this.byRating, (_, i) => i - 1);
    this.higher = Int32Array.from(this.byRating, (_, i) => i + 1);
  }

  has(ticket: Ticket): boolean {
    return this.place.has(ticket);
  }

  take(ticket: Ticket): void {
    const at = this.place.get(ticket) as number;
    this.place.delete(ticket);
    this.left[ticket.members.length] -= 1;
    const lower = this.lower[at];
    const higher = this.higher[at];
    if (lower >= 0) this.higher[lower] = higher;
    if (higher < this.byRating.length) this.lower[higher] = lower;
  }

  /** By size, the tickets nearest to one in rating that fill both teams with it, itself first, and some more to choose from; undefined when its window does not hold as many. */
  nearest(seed: Ticket, { points, pingMs }: Window): Ticket[][] | undefined {
    const size = seed.members.length;
    // Whoever takes anybody looks as far as it must: this says beforehand that the search ends well.
    if (!canFill(this.teamSize, size, this.left)) return undefined;
    const found: Ticket[][] = this.left.map(() => []);
    const counts = this.left.map(() => 0);
    found[size].push(seed);
    counts[size] = 1;
    let sight = points === Infinity ? Infinity : this.looks < LOOKS ? SIGHT : SHORT_SIGHT;
    let enough = false;
    for (const other of this.outwards(seed)) {
      if (Math.abs(other.mu - seed.mu) > points || sight-- <= 0) break;
      this.looks += 1;
      if (Math.abs(other.pingMs - seed.pingMs) > pingMs) continue;
      found[other.members.length].push(other);
      counts[other.members.length] += 1;
      if (enough || !canFill(this.teamSize, size, counts)) continue;
      enough = true;
      sight = this.teamSize > 1 ? CHOICE : 0;
    }
    return enough ? found : undefined;
  }

  /** Every other ticket that is left, nearest rating first. */
  private *outwards(seed: Ticket): Generator<Ticket> {
    const at = this.place.get(seed) as number;
    let down = this.lower[at];
    let up = this.higher[at];
    while (down >= 0 || up < this.byRating.length) {
      const below = down >= 0 ? seed.mu - this.byRating[down].mu : Infinity;
      const above = up < this.byRating.length ? this.byRating[up].mu - seed.mu : Infinity;
      if (below <= above) {
        yield this.byRating[down];
        down = this.lower[down];
      } else {
        yield this.byRating[up];
        up = this.higher[up];
      }
    }
  }
}
