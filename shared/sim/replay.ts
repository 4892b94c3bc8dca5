// Plays a logged round again, without sockets or schemas.
// Owns: how a log becomes a world. Must not: differ from how the room steps it.

import { type CarriedPlayer, type CarriedRound, carryPlayer, carryRound } from "./carry.ts";
import { SILENT, type SimEvents } from "./events.ts";
import { hash } from "./hash.ts";
import type { Input } from "./input.ts";
import { type InputLog, InputLogReader, LOG_VERSION, type TickRecords } from "./input-log.ts";
import { begin } from "./match.ts";
import { PLAIN_SPAWNER } from "./plain-spawner.ts";
import { recordPoses } from "./pose-history.ts";
import { joinAt, leave, rest, startRound, wake } from "./round.ts";
import { type InputFeed, step } from "./step.ts";
import { makeWorld, type World } from "./world.ts";

/** Inputs of one tick by slot, in the order in which they were consumed; slots in a tick may take several. */
class LoggedFeed implements InputFeed, TickRecords {
  private readonly world: World;
  private readonly events: SimEvents;
  private readonly queued = new Map<number, Input[]>();

  constructor(world: World, events: SimEvents) {
    this.world = world;
    this.events = events;
  }

  join(slot: number, team: number): void {
    joinAt(this.world, slot, team);
  }

  leave(slot: number): void {
    leave(this.world, slot);
  }

  rest(slot: number): void {
    rest(this.world, slot, this.events);
  }

  wake(slot: number): void {
    wake(this.world, slot);
  }

  begin(): void {
    begin(this.world);
  }

  carry(slot: number, brought: CarriedPlayer): void {
    carryPlayer(this.world, slot, brought);
  }

  carryRound(round: CarriedRound): void {
    carryRound(this.world, round);
  }

  patch(): void {
    recordPoses(this.world);
  }

  input(slot: number, input: Readonly<Input>): void {
    const queue = this.queued.get(slot) ?? [];
    queue.push({ ...input });
    this.queued.set(slot, queue);
  }

  next(slot: number): Input | null {
    return this.queued.get(slot)?.shift() ?? null;
  }
}

/** The world as it stood when the logged round was laid out. Throws RangeError on another version's log. */
export function worldOf(log: InputLog): World {
  if (log.version !== LOG_VERSION)
    throw new RangeError(`input log of version ${log.version}, not ${LOG_VERSION}`);
  const world = makeWorld(log.seed, log.size, PLAIN_SPAWNER, log.lengths, log.mode);
  world.tick = log.startTick;
  for (const [i, slot] of log.slots.entries()) joinAt(world, slot, log.teams[i]);
  for (const slot of log.resting) rest(world, slot, SILENT);
  startRound(world, log.round, log);
  return world;
}

/**
 * Replays `log` and calls `onTick` after each of its ticks with the world and its hash.
 * Who comes, goes, sits out or is woken at the beginning of a tick's records does so before that tick, as in the room.
 */
export function replay(
  log: InputLog,
  onTick: (world: World, hash: number) => void,
  events: SimEvents = SILENT,
): World {
  const world = worldOf(log);
  const reader = new InputLogReader(log.records);
  const feed = new LoggedFeed(world, events);
  while (reader.readTick(feed)) {
    step(world, feed, events);
    onTick(world, hash(world));
  }
  return world;
}

export interface Comparison {
  ticks: number;
  /** Ticks whose hash was compared; 0 when the log has none. */
  compared: number;
  /** Ticks (of the log, from 1) whose hash is not the logged one, at most MOST_NAMED of them. */
  differing: number[];
  differ: number;
}

const MOST_NAMED = 10;

/** Replays `log` and holds every tick's hash against the logged one. `events` are told as they were in the room. */
export function compare(
  log: InputLog,
  events: SimEvents = SILENT,
  onTick: (tick: number) => void = () => {},
): Comparison {
  const result: Comparison = { ticks: 0, compared: 0, differing: [], differ: 0 };
  replay(
    log,
    (_world, found) => {
      const logged = log.hashes[result.ticks];
      result.ticks += 1;
      onTick(result.ticks);
      if (logged === undefined) return;
      result.compared += 1;
      if (logged === found) return;
      result.differ += 1;
      if (result.differing.length < MOST_NAMED) result.differing.push(result.ticks);
    },
    events,
  );
  return result;
}
