// The players and newcomers of a trial, in worker processes.
// Owns: the workers. Must not: judge what they tell.
import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { callChild } from "../../load/calls.ts";
import { endChild, runNode } from "../../load/children.ts";
import type { Joined } from "./joins.ts";
import type { Spell } from "./spell.ts";

const WORKER = join(import.meta.dirname, "worker.ts");
/** Players that a worker carries. */
const WORKER_PLAYERS = 150;
/** Players that come in a second. */
const RAMP_HZ = 15;
const LOOK_MS = 200;

export class Crowd {
  private readonly workers: ChildProcess[];
  private readonly newcomers: ChildProcess;
  private readonly endpoint: string;
  private readonly size: number;

  constructor(endpoint: string, size: number) {
    this.endpoint = endpoint;
    this.size = size;
    const start = (): ChildProcess =>
      runNode([WORKER], null, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
    this.workers = Array.from({ length: Math.ceil(size / WORKER_PLAYERS) }, start);
    this.newcomers = start();
  }

  /** All come, `whole` of them with the whole net code. Resolves when all are playing. */
  async come(whole: number): Promise<void> {
    const { size, workers, endpoint } = this;
    for (let number = 0; number < size; number++) {
      const isWhole = Math.floor(((number + 1) * whole) / size) > Math.floor((number * whole) / size);
      await callChild(workers[number % workers.length], "come", endpoint, number, isWhole);
      await sleep(1000 / RAMP_HZ);
    }
    await this.playing(size);
  }

  /** Resolves when so many are playing. */
  async playing(count: number): Promise<void> {
    while ((await this.countPlaying()) < count) await sleep(LOOK_MS);
  }

  /** The rooms in which somebody is who stays. */
  async rooms(): Promise<Set<string>> {
    const all = await Promise.all(this.workers.map((worker) => callChild<string[]>(worker, "rooms")));
    return new Set(all.flat());
  }

  async countPlaying(): Promise<number> {
    const counts = await Promise.all(this.workers.map((worker) => callChild<number>(worker, "playing")));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  /** So many leave for good, the first who came. */
  async dismiss(count: number): Promise<void> {
    await callChild(this.workers[0], "dismiss", count);
  }

  /** Everything that anybody has seen so far, each player's in order. */
  async spells(): Promise<Spell[]> {
    return (await Promise.all(this.workers.map((worker) => callChild<Spell[]>(worker, "spells")))).flat();
  }

  /** What players were refused with. */
  async refusals(): Promise<Record<string, number>> {
    const all = await Promise.all(
      this.workers.map((worker) => callChild<Record<string, number>[]>(worker, "refusals")),
    );
    const sum: Record<string, number> = {};
    for (const one of all.flat())
      for (const [why, count] of Object.entries(one)) sum[why] = (sum[why] ?? 0) + count;
    return sum;
  }

  /** A newcomer every so many ms, from now on. */
  async beginJoins(everyMs: number): Promise<void> {
    await callChild(this.newcomers, "join", this.endpoint, everyMs);
  }

  joined(): Promise<Joined[]> {
    return callChild(this.newcomers, "joined");
  }

  /** All of them, when the last is through. */
  async endJoins(): Promise<Joined[]> {
    await callChild(this.newcomers, "joinNoMore");
    return this.joined();
  }

  async stop(): Promise<void> {
    await Promise.allSettled(this.workers.map((worker) => callChild(worker, "leave")));
    await Promise.all([...this.workers, this.newcomers].map(endChild));
  }
}
