// What everybody may know of the world, copied into the synced state after each tick.
// Owns: which of the world's numbers are those. Must not: touch what views reveal; that is the world itself.
import type { ArenaSchema, RosterSchema } from "../../shared/schema/arena-schema.ts";
import type { SkimmerSchema } from "../../shared/schema/skimmer-schema.ts";
import type { World } from "../../shared/sim/world.ts";
import { REPORT_TICKS, TICK_HZ } from "../../shared/tunables.ts";
import type { InputGate } from "./input-gate.ts";
import type { Link } from "./ports.ts";

/** The roster's round trips are renewed this often. */
const PING_TICKS = 2 * TICK_HZ;

/** By slot; null or nothing for bots. */
type Links = readonly (Link | null | undefined)[];

/** `votes`: by map. */
export function publish(
  state: ArenaSchema,
  world: World,
  votes: readonly number[],
  links: Links,
  gate: InputGate,
): void {
  publishWorld(state, world, votes);
  if (world.tick % REPORT_TICKS === 0) publishReports(world, links, gate);
  if (world.tick % PING_TICKS === 0) publishPings(world, links);
}

function publishWorld(state: ArenaSchema, world: World, votes: readonly number[]): void {
  state.tick = world.tick;
  state.round = world.round;
  state.map = world.map;
  state.size = world.size;
  state.nextSize = world.next.size;
  state.phase = world.phase;
  state.phaseEndsTick = world.phaseEndsTick;
  if (world.rules.teams > 0) publishMatch(state, world);
  state.crown = world.crown;
  publishList(state.coldUntil, world.coldUntil);
  publishList(state.votes, votes);
  state.motherTick = world.motherTick;
}

function publishMatch(state: ArenaSchema, { match, glow }: World): void {
  publishList(state.wins, match.wins);
  state.bout = match.bout;
  state.sudden = match.sudden;
  state.lastWon = match.lastWon;
  state.lastBy = match.lastBy;
  state.winner = match.winner;
  state.clockTicks = match.clockTicks;
  state.glow = glow;
}

/** Brings a list of the state up to date, element by element: what is the same is not sent again. */
function publishList(into: number[], from: readonly number[]): void {
  for (const [i, value] of from.entries()) if (into[i] !== value) into[i] = value;
}

/** Everybody may know how far away the others are. */
function publishPings(world: World, links: Links): void {
  for (const [slot, link] of links.entries()) {
    const entry = world.scores[slot] as RosterSchema | null;
    if (link && entry !== null) entry.pingMs = Math.min(1020, Math.round(link.pingMs / 4) * 4);
  }
}

/** Tells every client how its own inputs keep pace, within its view. */
export function publishReports(world: World, links: Links, gate: InputGate): void {
  for (const [slot, link] of links.entries()) {
    const meter = gate.meter(slot);
    const skimmer = world.skimmers[slot] as SkimmerSchema | null;
    if (!link || meter === null || skimmer === null) continue;
    skimmer.inputSlack = Math.max(-128, Math.min(127, Math.round(meter.slackMs / 2)));
    skimmer.inputDepth = Math.min(255, Math.round(meter.depth * 16));
    skimmer.starved = meter.starved & 255;
    skimmer.queued = Math.min(255, link.queuedBytes >> 12);
  }
}
