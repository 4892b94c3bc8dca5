// Players on every profile of the network lab, each in an arena of its own: what they feel of their own skimmer.
// Owns: this scenario. Must not: print.
import { setTimeout as sleep } from "node:timers/promises";
import { PROFILES, type Profile, plainProfile } from "../../shared/lab/profile.ts";
import { Hand } from "./hand.ts";
import { Flight, joinPilot, type Pilot } from "./pilot.ts";
import { Screen } from "./screen.ts";
import type { RoomFigures } from "./server.ts";
import { FeelServer } from "./server-process.ts";

/** On top of the lab's: a calm link, and the same with stalls made by hand. */
export const CALM = "60 ms";
export const STALLED = "60 ms, stalls";
const STALL_MS = 200;
const STALL_EVERY_MS = 6000;
const WARM_UP_MS = 4000;

/** Reports in a row that show a stall to be over: a second of them. */
const SETTLED_REPORTS = 5;

export interface SteeringFigures {
  profile: string;
  pilots: number;
  inputs: number;
  /** Corrections of one's own position, u, all pilots. */
  corrections: number[];
  /** Corrections above 16 u that no stall longer than the credit explains. */
  unexplained: number;
  keyFrames: number[];
  handOver: number;
  ownShots: number;
  /** Ticks of all pilots, those without input, and stalls that outlasted the credit. */
  ticks: number;
  starved: number;
  outages: number;
  dropped: number;
  /** Inputs that waited, mean over the reports. */
  depths: number[];
  /** Interpolation delay, ticks. */
  delays: number[];
  /** After each stall by hand: how long until no more than two inputs waited, ms; Infinity when never. */
  recoveries: number[];
  /** Mean of what waited in the last two seconds before the next stall. */
  settled: number[];
}

export interface SteeringOptions {
  seconds: number;
  seed: number;
  pilots: number;
  profiles: readonly string[];
  /** The framework alone: its own gate, no pacing. */
  plain: boolean;
  logFolder?: string;
}

interface Flier {
  profile: string;
  pilot: Pilot;
  screen: Screen;
  room: string;
  before: RoomFigures | undefined;
  stalls: number[];
}

const profileOf = (name: string): Profile => PROFILES[name] ?? plainProfile(Number.parseInt(name, 10));

export async function flySteering(options: SteeringOptions): Promise<SteeringFigures[]> {
  const { seed, plain, logFolder } = options;
  const server = await FeelServer.start({ maxClients: 1, bots: 0, seed, plain, logFolder });
  const flight = new Flight();
  const fliers: Flier[] = [];
  const startMs = performance.now() + WARM_UP_MS + options.profiles.length * options.pilots * 250;
  for (const [i, profile] of options.profiles.entries()) {
    for (let n = 0; n < options.pilots; n++) {
      const number = i * options.pilots + n;
      const pilot = await joinPilot(server.port, profileOf(profile), seed + number, `Feel ${number}`);
      fliers.push(equip(pilot, profile, seed + number, startMs, plain));
      flight.pilots.push(pilot);
    }
  }
  await sleep(Math.max(0, startMs - performance.now()));
  const before = await server.rooms();
  for (const flier of fliers) flier.before = before[flier.room];
  await stallNowAndThen(fliers, options.seconds * 1000);
  const after = await server.rooms();
  const figures = options.profiles.map((profile) =>
    sumUp(
      profile,
      fliers.filter((flier) => flier.profile === profile),
      after,
    ),
  );
  await flight.leave();
  await server.stop();
  return figures;
}

function equip(pilot: Pilot, profile: string, seed: number, startMs: number, plain: boolean): Flier {
  const hand = new Hand(seed);
  const screen = new Screen(pilot, hand, startMs);
  pilot.session.lab.pacing = !plain;
  pilot.act = (nowMs) => hand.act(nowMs, pilot.session);
  pilot.look = (nowMs) => screen.look(nowMs);
  const room = pilot.session.live.room.roomId;
  return { profile, pilot, screen, room, before: undefined, stalls: [] };
}

/** Holds the way up of the stalled links, again and again, for `ms` in all. */
async function stallNowAndThen(fliers: Flier[], ms: number): Promise<void> {
  const endMs = performance.now() + ms;
  while (performance.now() + STALL_EVERY_MS <= endMs) {
    await sleep(STALL_EVERY_MS);
    if (endMs - performance.now() < STALL_EVERY_MS) break;
    for (const flier of fliers) {
      if (flier.profile !== STALLED) continue;
      flier.pilot.proxy.stall("up", STALL_MS);
      flier.stalls.push(performance.now());
    }
  }
  await sleep(Math.max(0, endMs - performance.now()));
}

function sumUp(profile: string, fliers: Flier[], after: Record<string, RoomFigures>): SteeringFigures {
  const rooms = fliers.map(({ room, before }) => ({ before, after: after[room] }));
  const gain = (of: (figures: RoomFigures) => number): number =>
    rooms.reduce(
      (sum, room) =>
        sum + (room.after === undefined || room.before === undefined ? 0 : of(room.after) - of(room.before)),
      0,
    );
  const all = <T>(of: (flier: Flier) => T[]): T[] => fliers.flatMap(of);
  return {
    profile,
    pilots: fliers.length,
    inputs: fliers.reduce((n, { screen }) => n + screen.inputs, 0),
    corrections: all(({ screen }) => screen.corrections),
    unexplained: fliers.reduce((n, { screen }) => n + screen.unexplained, 0),
    keyFrames: all(({ screen }) => screen.keyFrames),
    handOver: Math.max(...fliers.map(({ screen }) => screen.handOver)),
    ownShots: fliers.reduce((n, { screen }) => n + screen.ownShots, 0),
    ticks: gain((figures) => figures.tick),
    starved: gain((figures) => figures.starvedTicks),
    outages: gain((figures) => figures.outages),
    dropped: gain((figures) => figures.droppedInputs),
    depths: all(({ screen }) => screen.depths.map(({ depth }) => depth)),
    delays: all(({ screen }) => screen.delays),
    recoveries: all(recoveriesOf),
    settled: all(settledOf),
  };
}

/**
 * How long after each stall two inputs at most waited again (a report's mean, rounded), and went on to do so for a
 * second, ms. What comes seconds later is the machine's own hiccup; `settledOf` has the mean with all of those in it.
 */
function recoveriesOf({ stalls, screen }: Flier): number[] {
  return stalls.map((atMs) => {
    const then = screen.depths.filter((d) => d.atMs > atMs + STALL_MS && d.atMs < atMs + STALL_EVERY_MS);
    const calm = then.findIndex((_, at) => then.slice(at, at + SETTLED_REPORTS).every(isShallow));
    if (calm === -1) return Number.POSITIVE_INFINITY;
    return calm === 0 ? 0 : then[calm].atMs - atMs - STALL_MS;
  });
}

const isShallow = ({ depth }: { depth: number }): boolean => Math.round(depth) <= 2;

function settledOf({ stalls, screen }: Flier): number[] {
  return stalls.flatMap((atMs) => {
    const then = screen.depths.filter(
      (d) => d.atMs > atMs + STALL_MS + 2000 && d.atMs < atMs + STALL_EVERY_MS,
    );
    return then.length === 0 ? [] : [then.reduce((sum, d) => sum + d.depth, 0) / then.length];
  });
}
