// What happens in a run: who comes, over which link, and what strikes whom when. Plain data, drawn from the seed.
// Owns: the draw. Must not: look at the run.
import { PROFILES } from "../../shared/lab/profile.ts";
import type { SeatWant } from "../../shared/protocol/seats.ts";
import { Dice } from "./dice.ts";
import type { WayName } from "./network.ts";

export type Act =
  | { do: "join" }
  | { do: "leave" | "say" | "vote" }
  | { do: "cut" }
  | { do: "hide"; forMs: number }
  | { do: "doze"; forMs: number }
  | { do: "stall"; way: WayName; forMs: number }
  | { do: "blackhole"; way: WayName; forMs: number }
  | { do: "throttle"; way: WayName; bytesPerSecond: number; forMs: number }
  | { do: "reshape"; profile: string }
  | { do: "watch"; mode: "rest" | "play" | "free" | "follow" }
  | { do: "misbehave"; deed: Deed };

export const DEEDS = [
  "kills",
  "garbage",
  "inputFlood",
  "messageFlood",
  "pingFlood",
  "noAnswer",
  "bigFrame",
  "unknown",
] as const;
export type Deed = (typeof DEEDS)[number];

export interface Event {
  atMs: number;
  who: number;
  act: Act;
}

export interface Plan {
  seed: number;
  want: SeatWant;
  /** The environment of the server. */
  settings: Record<string, string>;
  people: { profile: string; frameMs: number }[];
  /** By time. */
  events: Event[];
  /** From then on the network is whole and nobody does anything. */
  calmMs: number;
}

const LINKS = Object.keys(PROFILES);
/** Longer than a seat waits: who is gone for so long has lost it. */
const TOO_LONG_MS = 24_000;

/** What waits for slow readers is soon too much: stories are short. */
const IMPATIENT = {
  LIMIT_SOFT_BUFFER_BYTES: "4096",
  LIMIT_HARD_BUFFER_BYTES: "9216",
  LIMIT_SLOW_SECONDS: "3",
  ARENA_BOTS_FILL_TO: "16",
};
/** Patches trickle: enough of them for the reader to think that all is well, and the rest waits. */
const CRAWL: Act = { do: "throttle", way: "down", bytesPerSecond: 300, forMs: 60_000 };

/** `seconds`: how long there are faults. */
export function makePlan(seed: number, seconds: number): Plan {
  const dice = new Dice(seed);
  const mode = dice.oneIn(5) ? "rush" : dice.oneIn(10) ? "duel" : "swarm";
  const settings: Record<string, string> = {
    ARENA_BOTS_FILL_TO: String(dice.of([0, 0, 4, 8])),
    ARENA_SEED: String(seed),
    ARENA_SIZE: "small",
  };
  const impatient = dice.oneIn(3);
  if (impatient) Object.assign(settings, IMPATIENT);
  // A short round: the map changes while somebody is away.
  if (mode === "swarm" && dice.oneIn(3)) Object.assign(settings, { ROUND_SECONDS: "7", SCORES_SECONDS: "2" });
  const people = Array.from({ length: dice.whole(3, 6) }, () => ({
    profile: dice.oneIn(2) ? "loopback" : dice.of(LINKS),
    frameMs: dice.of([7, 16, 16, 33]),
  }));
  const events = people.flatMap((_, who) => eventsOf(who, dice, seconds * 1000));
  if (impatient) events.push({ atMs: dice.whole(500, 3000), who: 0, act: CRAWL });
  return {
    seed,
    want: { kind: "quick", mode },
    settings,
    people,
    events: events.sort((a, b) => a.atMs - b.atMs || a.who - b.who),
    calmMs: Math.max(seconds * 1000, ...events.map(lostMs)),
  };
}

/** When whoever is struck has lost the seat; 0 when the event takes none. */
const lostMs = ({ atMs, act }: Event): number =>
  act.do === "blackhole" && act.forMs === TOO_LONG_MS ? atMs + TOO_LONG_MS + 1000 : 0;

/** One in six is no player but a rogue. */
function eventsOf(who: number, dice: Dice, calmMs: number): Event[] {
  const comesMs = dice.oneIn(3) ? dice.whole(0, calmMs >> 1) : dice.whole(0, 300);
  const within = (): number => dice.whole(comesMs, calmMs);
  if (who > 0 && dice.oneIn(6)) {
    return Array.from({ length: dice.whole(1, 3) }, () => ({
      atMs: within(),
      who,
      act: { do: "misbehave", deed: dice.of(DEEDS) },
    }));
  }
  const events: Event[] = [{ atMs: comesMs, who, act: { do: "join" } }];
  const lines = dice.whole(2, 8);
  for (let i = 0; i < lines; i++) events.push({ atMs: within(), who, act: { do: "say" } });
  const strikes = dice.whole(0, 5);
  for (let i = 0; i < strikes; i++) events.push({ atMs: within(), who, act: strike(dice) });
  if (dice.oneIn(4)) {
    events.push({ atMs: within(), who, act: { do: "leave" } });
    if (dice.oneIn(2)) events.push({ atMs: within(), who, act: { do: "join" } });
  }
  return events;
}

function strike(dice: Dice): Act {
  const way = dice.of<WayName>(["up", "down", "both"]);
  const forMs = dice.whole(50, dice.oneIn(3) ? 9_000 : 1_500);
  switch (dice.whole(0, 9)) {
    case 0:
    case 1:
    case 2:
      return { do: "cut" };
    case 3:
      return { do: "stall", way, forMs };
    case 4:
      return { do: "blackhole", way, forMs: dice.oneIn(6) ? TOO_LONG_MS : forMs };
    case 5:
      return { do: "throttle", way, bytesPerSecond: dice.of([150, 500, 2_000, 8_000]), forMs: 2 * forMs };
    case 6:
      return { do: "hide", forMs };
    case 7:
      return { do: "reshape", profile: dice.of(LINKS) };
    case 8:
      return { do: "watch", mode: dice.of(["rest", "play", "free", "follow"]) };
    default:
      return dice.oneIn(2) ? { do: "vote" } : { do: "doze", forMs };
  }
}
