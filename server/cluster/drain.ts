// The orderly end of a process: its people are told, its rooms may end by themselves, and who is left goes elsewhere.
// Owns: what happens when. Must not: know what a room does, or end the process.
import type { Log } from "../ops/log.ts";
import type { Cluster } from "./cluster.ts";

/** A room that people are in. */
export interface DrainingRoom {
  readonly id: string;
  /** It may be over by itself within so many seconds. */
  mayEndWithin(seconds: number): boolean;
  /** Nothing is being played for just now: a good moment to go. */
  atBreak(): boolean;
  /** Everybody is told that the process ends in so many seconds; `elsewhere`: there is another to go to. */
  warn(seconds: number, elsewhere: boolean): void;
  /** Moves everybody to another process; false when none takes them. */
  move(): Promise<boolean>;
  /** Sends everybody away: the server restarts. */
  end(): void;
}

export interface DrainPorts {
  cluster: Pick<Cluster, "drain">;
  /** Another process may take rooms now. */
  elsewhere(): boolean;
  /** One may come while this one ends: it does not work alone. */
  inCompany: boolean;
  /** Newcomers come into no room that there is by now. */
  lock(): void;
  /** Rooms that people are in and that are not left yet. */
  rooms(): DrainingRoom[];
  /** Somebody was given a seat and is not in it yet, or is to come from a room that was moved here. */
  awaited(): boolean;
  log: Log;
}

/**
 * Shares of the time: rooms that will not end are moved from the first to the last, one after the other; those that may
 * are from the late one on.
 */
const FIRST = 1 / 3;
const LATE = 2 / 3;
const LAST = 5 / 6;
/** Without anybody to wait for, rooms that will not end are ended after so much: time to read what is going on. */
const ALONE = 1 / 6;
const LOOK_MS = 100;
/** Rooms that are being moved at once: each makes another process begin a game. Its people may take longer to go. */
const MOST_AT_ONCE = 4;
/** Between two tries to move a room that nobody takes. */
const AGAIN_MS = 1000;

interface Plan {
  dueMs: number;
  /** As it was told to those who are in. */
  told: boolean | null;
  triedMs: number;
}

export class Drain {
  private readonly ports: DrainPorts;
  private readonly limitMs: number;
  private readonly plans = new Map<string, Plan>();
  private readonly busy = new Set<string>();
  private readonly startMs = performance.now();

  constructor(ports: DrainPorts, seconds: number) {
    this.ports = ports;
    this.limitMs = seconds * 1000;
  }

  /** Resolves when nobody is left or on the way, or the time is up. */
  async run(): Promise<void> {
    const { cluster, log } = this.ports;
    cluster.drain();
    this.ports.lock();
    const rooms = this.ports.rooms().length;
    if (rooms === 0 && !this.ports.awaited()) return;
    log.info({ rooms, seconds: this.limitMs / 1000 }, "the process ends");
    for (;;) {
      const left = this.ports.rooms();
      const done = left.length === 0 && this.busy.size === 0 && !this.ports.awaited();
      if (done || this.passedMs() >= this.limitMs) break;
      // One may have been on its way here when this began.
      this.ports.lock();
      this.plan(left);
      for (const room of left) this.look(room, left);
      await new Promise((wake) => setTimeout(wake, LOOK_MS));
    }
    log.info({ rooms: this.ports.rooms().length, ms: Math.round(this.passedMs()) }, "the process is drained");
  }

  private passedMs(): number {
    return performance.now() - this.startMs;
  }

  /** Rooms that are new here get their time; everybody is told when it is, and anew when there is another way to go. */
  private plan(rooms: readonly DrainingRoom[]): void {
    const elsewhere = this.ports.elsewhere();
    const fresh = rooms.filter(({ id }) => !this.plans.has(id));
    for (const [i, room] of fresh.entries()) {
      const dueMs = this.dueMs(room, i, fresh.length);
      this.plans.set(room.id, { dueMs, told: null, triedMs: Number.NEGATIVE_INFINITY });
    }
    for (const room of rooms) {
      const plan = this.plans.get(room.id) as Plan;
      if (plan.told === elsewhere) continue;
      plan.told = elsewhere;
      room.warn(Math.max(0, (plan.dueMs - this.passedMs()) / 1000), elsewhere);
    }
  }

  /** Of the room `i` of so many. */
  private dueMs(room: DrainingRoom, i: number, count: number): number {
    const between = (from: number, share: number): number => this.limitMs * (from + (LAST - from) * share);
    // Who may end gets all the time there is, where no others want it.
    if (room.mayEndWithin((this.limitMs * LAST) / 1000)) return between(LATE, (i + 1) / count);
    if (!this.ports.inCompany) return this.limitMs * ALONE;
    return Math.max(this.passedMs(), between(FIRST, i / count));
  }

  private look(room: DrainingRoom, left: readonly DrainingRoom[]): void {
    const plan = this.plans.get(room.id) as Plan;
    const passedMs = this.passedMs();
    const due = passedMs >= plan.dueMs || (room.atBreak() && passedMs >= this.limitMs * FIRST);
    if (!due || this.busy.has(room.id)) return;
    if (!this.ports.elsewhere()) {
      // Who works in company waits for another process until the end.
      if (!this.ports.inCompany) room.end();
      return;
    }
    const moving = left.filter(({ id }) => this.busy.has(id)).length;
    if (moving >= MOST_AT_ONCE || passedMs - plan.triedMs < AGAIN_MS) return;
    plan.triedMs = passedMs;
    void this.move(room);
  }

  private async move(room: DrainingRoom): Promise<void> {
    this.busy.add(room.id);
    try {
      await room.move();
    } catch (error) {
      this.ports.log.error({ room: room.id, err: String((error as Error).stack) }, "an arena is not moved");
    } finally {
      this.busy.delete(room.id);
    }
  }
}
