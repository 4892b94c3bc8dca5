// The numbers of rated play: how the queue widens, what its steps may take, what a party is, what a rating looks like.
// Owns: the numbers, with units. Must not: hold a rule.
import { MODES } from "./modes.ts";

/** People in each of the two teams of a rated mode. */
export const TEAM_SIZE = { duel: MODES.duel.seats, rush: MODES.rush.seats } as const;
export type RatedMode = keyof typeof TEAM_SIZE;
export const RATED_MODES = Object.keys(TEAM_SIZE) as RatedMode[];

export const QUEUE = {
  /** Time between two looks at who fits, ms. */
  tickMs: 250,
  /** Rating points (mu, of about 0 to 50) that two may be apart at first, and what each second of waiting adds. */
  points: { from: 0.5, perSecond: 0.5 },
  /** The same for the mean ratings of two teams, where parties can be dealt in more ways than one. */
  fairness: { from: 0.25, perSecond: 0.1 },
  /** The same for pings, ms. */
  pingMs: { from: 40, perSecond: 20 },
  /** Waiting this long, one is matched with anybody, ms. */
  anybodyMs: 30_000,
  /** Time to say that one is ready, ms. */
  readyMs: 10_000,
  /** Time that the server gives itself to make a room and reserve its seats, ms. */
  roomMs: 5_000,
  /** Time to take one's seat, ms. */
  seatMs: 5_000,
  /** Times that one ticket's match may fail for want of a room before it is told so. */
  tries: 3,
  /** Without a connection to the lobby for so long, one is out of the queue, ms. */
  awayMs: 10_000,
  /** How often who waits is told how many do, ms. */
  tellMs: 2_000,
  /** Tickets that wait for all modes together. */
  tickets: 5_000,
} as const;

/** Wishes about queue and party that one may have at once, and in how long as many again, ms. */
export const WISHES = { most: 20, perMs: 10_000 } as const;

export const PARTY = {
  /** People in one party. */
  size: 4,
  /** How long the place of a member without a connection is kept, ms. */
  awayMs: 60_000,
  /** Parties of one server. */
  parties: 2_000,
} as const;

export const RATING = {
  /** What every match adds to the doubt, so that a rating can always follow. */
  tau: 25 / 300,
  /** What people see of points (mu − 3 sigma): `shownBase + shownPerPoint · points`, a newcomer 1000. */
  shownBase: 1000,
  shownPerPoint: 40,
} as const;
