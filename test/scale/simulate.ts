// A cell at work, in made-up time: rooms placed by the server's own order over figures that are up to 2 s old, then a
// machine that fails. Nothing here waits: 100,000 players take seconds.
// Owns: the story. Must not: decide where a room goes (server/cluster/placement.ts does).
import { placesFor } from "../../server/cluster/placement.ts";
import type { ProcessInfo } from "../../server/cluster/process-info.ts";
import { makeDice } from "./dice.ts";

/** Leases are renewed this often; what a process itself has placed it counts for two of them (server/cluster/redis-cluster.ts). */
const BEAT_MS = 2000;
const UNSEEN_MS = 2 * BEAT_MS;
const STEP_MS = 50;
const VERSION = 1;

export interface CellPlan {
  processes: number;
  processesPerMachine: number;
  players: number;
  playersPerRoom: number;
  /** CPU of a player, of a core. */
  percentPerPlayer: number;
  /** CPU of a join, ms, of whoever is asked and whoever hosts together. */
  joinCpuMs: number;
  /** Of a core, beyond which no room more begins. */
  loadPercent: number;
  /** Over so many seconds all come. */
  arrivalSeconds: number;
  seed: number;
}

export interface Spread {
  mean: number;
  most: number;
  /** Of the mean. */
  deviation: number;
}

export interface CellOutcome {
  spread: Spread;
  /** The process with most rooms in any two seconds of the arrival, of as many as an even share would be. */
  herd: number;
  refused: number;
  failure: {
    players: number;
    /** Joins that the survivors took in their busiest second. */
    joinsPerSecond: number;
    /** From the failure until half, 99 of 100 and all play again, s. */
    half: number;
    most: number;
    all: number;
    /** The busiest survivor, % of a core, when all play again. */
    busiest: number;
  };
}

interface Process {
  info: ProcessInfo;
  players: number;
  rooms: number;
  /** CPU of joins that is not spent yet, ms. */
  backlogMs: number;
  placed: { id: string; atMs: number }[];
  alive: boolean;
  beatAtMs: number;
}

export function simulateCell(plan: CellPlan): CellOutcome {
  const cell = new Cell(plan);
  const arrival = cell.fill();
  // Alone it takes everybody with it.
  const none = { players: 0, joinsPerSecond: 0, half: 0, most: 0, all: 0, busiest: 0 };
  return { ...arrival, failure: plan.processes > plan.processesPerMachine ? cell.fail() : none };
}

class Cell {
  private readonly plan: CellPlan;
  private readonly all: Process[];
  private readonly byId: Map<string, Process>;
  private readonly dice: () => number;
  private nowMs = 0;
  private refused = 0;
  /** Rooms made on each process in this beat. */
  private made = new Map<string, number>();
  private herd = 0;

  constructor(plan: CellPlan) {
    this.plan = plan;
    this.dice = makeDice(plan.seed);
    this.all = Array.from({ length: plan.processes }, (_, n) => this.process(n));
    this.byId = new Map(this.all.map((one) => [one.info.id, one]));
  }

  /** Everybody comes, evenly over the time; resolves to how they lie. */
  fill(): Omit<CellOutcome, "failure"> {
    const { players, arrivalSeconds } = this.plan;
    const perStep = players / ((arrivalSeconds * 1000) / STEP_MS);
    let due = 0;
    let come = 0;
    while (come < players) {
      this.step();
      for (due += perStep; due >= 1 && come < players; due -= 1) {
        this.join(this.asked());
        come += 1;
      }
    }
    for (let ms = 0; ms < UNSEEN_MS; ms += STEP_MS) this.step();
    const counts = this.all.map((one) => one.players);
    const mean = counts.reduce((sum, n) => sum + n, 0) / counts.length;
    const variance = counts.reduce((sum, n) => sum + (n - mean) ** 2, 0) / counts.length;
    return {
      spread: { mean, most: Math.max(...counts), deviation: Math.sqrt(variance) / mean },
      herd: this.herd,
      refused: this.refused,
    };
  }

  /** One machine is gone without a word: its players notice after 4 s, and come within two more. */
  fail(): CellOutcome["failure"] {
    const lost = this.all.slice(0, this.plan.processesPerMachine);
    for (const one of lost) one.alive = false;
    const waiting = lost.flatMap((one) =>
      Array.from({ length: one.players }, () => 4000 + this.dice() * 2000),
    );
    waiting.sort((a, b) => a - b);
    const began = this.nowMs;
    const bySecond = new Map<number, number>();
    const played: number[] = [];
    let next = 0;
    while (played.length < waiting.length && this.nowMs - began < 600_000) {
      this.step();
      const sinceMs = this.nowMs - began;
      while (next < waiting.length && waiting[next] <= sinceMs) {
        const asked = this.asked();
        const host = this.join(asked);
        // Its join is done when what both had to do before is.
        const doneMs = sinceMs + Math.max(this.waitMs(asked), host === null ? 2000 : this.waitMs(host));
        if (host === null) waiting.push(sinceMs + 2000);
        else {
          played.push(doneMs);
          const second = Math.floor(sinceMs / 1000);
          bySecond.set(second, (bySecond.get(second) ?? 0) + 1);
        }
        next += 1;
      }
    }
    played.sort((a, b) => a - b);
    const at = (share: number): number => (played[Math.ceil(played.length * share) - 1] ?? 0) / 1000;
    const alive = this.all.filter((one) => one.alive);
    return {
      players: played.length,
      joinsPerSecond: Math.max(0, ...bySecond.values()),
      half: at(0.5),
      most: at(0.99),
      all: at(1),
      busiest: Math.max(...alive.map((one) => one.players * this.plan.percentPerPlayer)),
    };
  }

  private process(n: number): Process {
    const id = `p${String(n).padStart(4, "0")}`;
    const info: ProcessInfo = {
      id,
      address: "",
      startedAt: 0,
      version: VERSION,
      draining: false,
      leader: n === 0,
      rooms: 0,
      players: 0,
      sockets: 0,
      tickP99Ms: 0,
      busyPercent: 0,
      rssBytes: 0,
    };
    // Their beats are spread over the two seconds.
    const beatAtMs = Math.floor(this.dice() * BEAT_MS);
    return { info, players: 0, rooms: 0, backlogMs: 0, placed: [], alive: true, beatAtMs };
  }

  /** The proxy asks anyone who is there. */
  private asked(): Process {
    for (;;) {
      const one = this.all[Math.floor(this.dice() * this.all.length)];
      if (one.alive) return one;
    }
  }

  private step(): void {
    this.nowMs += STEP_MS;
    for (const one of this.all) {
      if (!one.alive) continue;
      const free = Math.max(0.1, 1 - (one.players * this.plan.percentPerPlayer) / 100);
      one.backlogMs = Math.max(0, one.backlogMs - STEP_MS * free);
      if (this.nowMs % BEAT_MS !== one.beatAtMs - (one.beatAtMs % STEP_MS)) continue;
      const busyPercent = one.players * this.plan.percentPerPlayer;
      one.info = { ...one.info, rooms: one.rooms, players: one.players, sockets: one.players, busyPercent };
    }
    if (this.nowMs % BEAT_MS !== 0) return;
    const total = [...this.made.values()].reduce((sum, n) => sum + n, 0);
    const even = Math.max(1, total / this.all.length);
    for (const count of this.made.values()) this.herd = Math.max(this.herd, count / even);
    this.made = new Map();
  }

  /** A room with a place, of any process; where there is none, one is made where `asked` would make it. */
  private join(asked: Process): Process | null {
    const host = this.roomWithPlace() ?? this.place(asked);
    if (host === null) {
      this.refused += 1;
      return null;
    }
    asked.backlogMs += this.plan.joinCpuMs / 2;
    host.backlogMs += this.plan.joinCpuMs / 2;
    host.players += 1;
    return host;
  }

  /** Quick play fills the fullest first: at most a few rooms have places, those that were made last. */
  private roomWithPlace(): Process | null {
    while (this.places.length > 0) {
      const room = this.places[0];
      if (room.left > 0 && room.host.alive) {
        room.left -= 1;
        return room.host;
      }
      this.places.shift();
    }
    return null;
  }

  private readonly places: { host: Process; left: number }[] = [];

  private place(asked: Process): Process | null {
    while (asked.placed.length > 0 && asked.placed[0].atMs < this.nowMs - UNSEEN_MS) asked.placed.shift();
    const counts = new Map<string, number>();
    for (const { id } of asked.placed) counts.set(id, (counts.get(id) ?? 0) + 1);
    const able = this.all.filter((one) => one.alive).map((one) => one.info);
    for (const id of placesFor(able, counts, VERSION).slice(0, 3)) {
      const host = this.byId.get(id)!;
      if (host.players * this.plan.percentPerPlayer > this.plan.loadPercent) continue;
      asked.placed.push({ id, atMs: this.nowMs });
      host.rooms += 1;
      this.made.set(id, (this.made.get(id) ?? 0) + 1);
      this.places.push({ host, left: this.plan.playersPerRoom - 1 });
      return host;
    }
    return null;
  }

  private waitMs(one: Process): number {
    const free = Math.max(0.1, 1 - (one.players * this.plan.percentPerPlayer) / 100);
    return one.backlogMs / free;
  }
}
