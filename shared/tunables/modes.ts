// The modes of the game as one table: what differs between them is a number or a word here, read by one engine.
// Change one when play shows that it is wrong, and say why in the commit.
import { type ArenaSize, MAX_SLOTS, RESPAWN, ROUND, ticks } from "../tunables.ts";

/** Swarm: drop in and out, everybody against everybody. Duel: one against one. Rush (Core Rush): four against four. */
export type Mode = "swarm" | "duel" | "rush";

export interface ModeRules {
  /**
   * What is played: rounds, one after the other, for embers (sim/round.ts); or a match of two teams (sim/match.ts) of
   * bouts that end with a death (bouts.ts), or of goals (goals.ts).
   */
  play: "rounds" | "bouts" | "goals";
  /** Sides that play each other; 0 for everybody against everybody. Team-mates do not hurt each other. */
  teams: 0 | 2;
  /** Players of a team; without teams, of the arena. */
  seats: number;
  /** The kind of map; null: as large as the number of skimmers asks for. */
  size: ArenaSize | null;
  /** Embers lie about, beacons take them, the leader wears a crown, and a mother-ember comes. */
  embers: boolean;
  /** How long a round, a bout or all the play for goals lasts, and the scores at its end are shown, ticks. */
  lengthTicks: number;
  scoresTicks: number;
  /** The time to play goes on where it was after a goal; else each bout has all of it. */
  keepsClock: boolean;
  /** When the time is up and nothing is decided, it is played on for so long … */
  suddenTicks: number;
  /** … while every light grows by so much a tick, u. */
  suddenGlow: number;
  /** Who has won so many bouts or goals has won the match; a match ends after so many bouts that nobody won. */
  wins: number;
  draws: number;
  /** From a death to the next life; 0: nobody comes back before the next bout. */
  respawnTicks: number;
  /** What every light has on top, u: without embers to carry, all there is to see by. */
  glow: number;
}

export const MODES: Readonly<Record<Mode, ModeRules>> = {
  swarm: {
    play: "rounds",
    teams: 0,
    seats: MAX_SLOTS,
    size: null,
    embers: true,
    lengthTicks: ROUND.lengthTicks,
    scoresTicks: ROUND.scoresTicks,
    keepsClock: false,
    suddenTicks: 0,
    suddenGlow: 0,
    wins: 0,
    draws: 0,
    respawnTicks: RESPAWN.delayTicks,
    glow: 0,
  },
  duel: {
    play: "bouts",
    teams: 2,
    seats: 1,
    size: "court",
    embers: false,
    lengthTicks: ticks(60),
    scoresTicks: ticks(12),
    keepsClock: false,
    // From corner to corner a court is 3,077 u: after 10 s everybody sees everything, and 10 s are left.
    suddenTicks: ticks(20),
    suddenGlow: 9,
    wins: 3,
    draws: 3,
    respawnTicks: 0,
    glow: 160,
  },
  rush: {
    play: "goals",
    teams: 2,
    seats: 4,
    size: "field",
    embers: false,
    lengthTicks: ticks(240),
    scoresTicks: ticks(12),
    keepsClock: true,
    suddenTicks: ticks(120),
    suddenGlow: 0,
    wins: 3,
    draws: 0,
    respawnTicks: ticks(4),
    glow: 180,
  },
};

export const MODE_NAMES = Object.keys(MODES) as Mode[];

export const isMode = (value: unknown): value is Mode =>
  typeof value === "string" && Object.hasOwn(MODES, value);

export const MATCH = {
  /** Everybody is waited for this long, from when the first is in. */
  warmupTicks: ticks(20),
  /** Everybody is held at the start for this long. */
  countdownTicks: ticks(3),
  /** After a bout or a goal everything rests for this long. */
  intervalTicks: ticks(2.5),
  /** Index into HUES of what belongs to each team: far apart also to who sees no red or green. */
  hues: [0, 5],
} as const;

/** What Core Rush is about: heavy, lit, and pushed. */
export const CORE = {
  radius: 44,
  /** A skimmer with empty hands has 1. */
  mass: 12,
  /** With skimmers, with rock and the boards of the rink. */
  restitution: 0.2,
  rockRestitution: 0.6,
  /** Linear, 1/s. One pushes it at 120 u/s, two at 200. */
  drag: 0.8,
  topSpeed: 460,
  /** Below this it lies still, u/s. */
  restSpeed: 3,
  /** Who comes faster pushes as if it came like this, u/s: a dash is a blow, and no goal from the middle. */
  mostClosing: 480,
  /** What lies, flies and drives within this is seen by everybody, u. */
  light: 330,
  /** What a shot adds to its way, u/s. */
  kick: { pulse: 4, pellet: 3, lance: 40, orb: 45 },
} as const;

export const GOAL = {
  /** The core's middle within this of a ring's is a goal, u. */
  radius: 92,
  /** From the end of the map to the ring's middle, u. */
  fromEnd: 448,
} as const;

/** Where the core may be: rows of tiles on either side of the middle one, and from the map's ends, u. */
export const RINK = { rows: 2, fromEnd: 128 } as const;
