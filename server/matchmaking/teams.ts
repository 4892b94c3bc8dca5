// Two teams of whole parties: which sizes fill them, and which of the ways to deal is the fairest.
// Owns: the arithmetic of sizes and sums. Must not: know who waits how long.
import type { Ticket } from "./ticket.ts";

/** How many tickets of each size (index; 0 unused) fill both teams, one entry for each way to do it. */
type Filling = readonly number[];

export interface Deal {
  teams: [Ticket[], Ticket[]];
  /** Difference of the teams' mean ratings. */
  apart: number;
}

const fillings = new Map<number, readonly Filling[]>();

/** Every way to fill two teams of `teamSize` with parties; 15 ways for teams of four. */
function fillingsOf(teamSize: number): readonly Filling[] {
  const known = fillings.get(teamSize);
  if (known !== undefined) return known;
  const teams = partitions(teamSize, teamSize);
  const found = teams.flatMap((one, i) =>
    teams.slice(i).map((two) => countSizes([...one, ...two], teamSize)),
  );
  fillings.set(teamSize, found);
  return found;
}

/** The ways to fill both teams that have a party of `size` and are within `available`, the tickets of each size. */
function fillingsWithin(teamSize: number, size: number, available: readonly number[]): Filling[] {
  return fillingsOf(teamSize).filter(
    (filling) => filling[size] > 0 && filling.every((needed, at) => needed <= available[at]),
  );
}

/** Whether two teams can be filled with a party of `size` and what is there of each size. */
export function canFill(teamSize: number, size: number, available: readonly number[]): boolean {
  return fillingsOf(teamSize).some(
    (filling) => filling[size] > 0 && filling.every((needed, at) => needed <= available[at]),
  );
}

function partitions(total: number, largest: number): number[][] {
  if (total === 0) return [[]];
  const found: number[][] = [];
  for (let first = Math.min(total, largest); first > 0; first--)
    for (const rest of partitions(total - first, first)) found.push([first, ...rest]);
  return found;
}

function countSizes(sizes: readonly number[], largest: number): Filling {
  const counts: number[] = new Array(largest + 1).fill(0);
  for (const size of sizes) counts[size] += 1;
  return counts;
}

/**
 * The fairest two teams with `seed` in them, of `found`: the tickets of each size, nearest to the seed first (itself the
 * first of its size). Of each size the nearest play, but for swaps that make the teams fairer. `found` must fill them.
 */
export function fairest(seed: Ticket, found: readonly (readonly Ticket[])[], teamSize: number): Deal {
  const available = found.map(({ length }) => length);
  const deals = fillingsWithin(teamSize, seed.members.length, available).map((filling) =>
    deal(
      found.flatMap((tickets, size) => tickets.slice(0, filling[size])),
      teamSize,
    ),
  );
  return evenOut(seed, leastApart(deals), found, teamSize);
}

const leastApart = (deals: readonly Deal[]): Deal =>
  deals.reduce((best, each) => (each.apart < best.apart ? each : best));

/** Of all ways to deal at most 8 tickets, at most 128, the one whose sums of ratings differ least; in a tie the first. */
function deal(tickets: readonly Ticket[], teamSize: number): Deal {
  let best = 0;
  let least = Infinity;
  // The first ticket stays in team 0: the other half of the ways are the same teams, swapped.
  for (let way = 0; way < 1 << (tickets.length - 1); way++) {
    let people = 0;
    let lead = 0;
    for (let i = 0; i < tickets.length; i++) {
      const size = tickets[i].members.length;
      if (inSecond(way, i)) lead -= tickets[i].mu * size;
      else {
        lead += tickets[i].mu * size;
        people += size;
      }
    }
    if (people !== teamSize || Math.abs(lead) >= least) continue;
    best = way;
    least = Math.abs(lead);
  }
  const teams: Deal["teams"] = [
    tickets.filter((_, i) => !inSecond(best, i)),
    tickets.filter((_, i) => inSecond(best, i)),
  ];
  return { teams, apart: least / teamSize };
}

const inSecond = (way: number, i: number): boolean => i > 0 && ((way >> (i - 1)) & 1) === 1;

/** Swaps that evenOut makes at most: the third seldom gains anything. */
const SWAPS = 3;

/** Swaps players for others of their party's size who were found too, while that makes the teams fairer. */
function evenOut(seed: Ticket, dealt: Deal, found: readonly (readonly Ticket[])[], teamSize: number): Deal {
  const [one, two] = [[...dealt.teams[0]], [...dealt.teams[1]]];
  const sum = (team: readonly Ticket[]): number =>
    team.reduce((total, t) => total + t.mu * t.members.length, 0);
  let lead = sum(one) - sum(two);
  for (let swap = 0; swap < SWAPS; swap++) {
    const best = { gain: 0, team: one, at: -1, other: seed, lead };
    for (const team of [one, two])
      team.forEach((ticket, at) => {
        if (ticket === seed) return;
        const size = ticket.members.length;
        for (const other of found[size]) {
          if (one.includes(other) || two.includes(other)) continue;
          const after = lead + (team === one ? 1 : -1) * (other.mu - ticket.mu) * size;
          const gain = Math.abs(lead) - Math.abs(after);
          if (gain > best.gain) Object.assign(best, { gain, team, at, other, lead: after });
        }
      });
    if (best.at === -1) break;
    best.team[best.at] = best.other;
    lead = best.lead;
  }
  return { teams: [one, two], apart: Math.abs(lead) / teamSize };
}
