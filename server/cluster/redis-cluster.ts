// The cluster of many processes over one Redis: who is there, who leads, who is gone.
// Owns: the beat by which this process stays known. Must not: know what rooms do.
import { PROTOCOL_VERSION } from "../../shared/protocol/version.ts";
import type { Log } from "../ops/log.ts";
import { Calls } from "./calls.ts";
import { type Answer, type Cluster, ProcessGone, RedisAway } from "./cluster.ts";
import { beat, LEASE_MS } from "./lease.ts";
import { Listings } from "./listings.ts";
import { placesFor } from "./placement.ts";
import { infoOf, type ProcessInfo, type Self } from "./process-info.ts";
import { RedisLink } from "./redis-link.ts";
import { ClusterPresence } from "./redis-presence.ts";
import { SharedCounts } from "./shared-counts.ts";
import { Undertaker } from "./undertaker.ts";

const BEAT_MS = 2000;
/** What whoever leads keeps for the next. */
const KEPT_SECONDS = 120;
/** Rooms are in the figures of a process after two beats. */
const UNSEEN_MS = 2 * BEAT_MS;
/** Whoever leads looks so often for rooms of processes that nobody knows: who unlisted them died over it. */
const SWEEP_BEATS = 10;
/** One process is at something that only one may do for so long at most. */
const ALONE_MS = 2000;
/** Redis was away, perhaps everything forgotten: who led goes on leading, before others try. */
const HOLD_BACK_MS = 3000;

export interface RedisClusterParts {
  url: string;
  /** For one answer of Redis, or of another process. */
  millis: number;
  /** An answer has not come in time. */
  late(): void;
  log: Log;
  self: Self;
}

export class RedisCluster implements Cluster {
  readonly presence: ClusterPresence;
  readonly driver: Listings;
  readonly counts: SharedCounts;
  draining = false;
  private readonly parts: RedisClusterParts;
  private readonly link: RedisLink;
  private readonly calls: Calls;
  private readonly undertaker: Undertaker;
  private readonly leaderListeners = new Set<(leads: boolean) => void>();
  private readonly backListeners = new Set<() => void>();
  private readonly beatListeners = new Set<() => void>();
  /** When rooms were placed lately, by process. */
  private readonly placed: { id: string; atMs: number }[] = [];
  private roster: ProcessInfo[] = [];
  private leading: string | null = null;
  private beating: Promise<void> | null = null;
  private timer: NodeJS.Timeout | undefined;
  private away = 0;
  private beats = 0;

  constructor(parts: RedisClusterParts) {
    const { url, millis, late, log } = parts;
    this.parts = parts;
    // Less than a question takes at most: that Redis is away is known before anybody is taken for gone.
    this.link = new RedisLink(url, 0.8 * millis, { late, log });
    this.presence = new ClusterPresence(this.link, log);
    this.counts = new SharedCounts(this.link);
    this.calls = new Calls(this.presence, millis, late);
    this.undertaker = new Undertaker({ link: this.link, calls: this.calls, presence: this.presence, log });
    this.driver = new Listings(this.link, (id) => this.isHidden(id));
    this.link.onUp(() => void this.back());
  }

  get known(): readonly ProcessInfo[] {
    return this.roster;
  }

  get leaderId(): string | null {
    return this.leading;
  }

  get isLeader(): boolean {
    return this.leading === this.id;
  }

  get outdated(): boolean {
    return this.roster.some(({ version, draining }) => version > PROTOCOL_VERSION && !draining);
  }

  get millis(): number {
    return this.parts.millis;
  }

  get ready(): boolean {
    return this.link.up;
  }

  /** Rejects with RedisAway. */
  async processes(): Promise<ProcessInfo[]> {
    if (!this.link.up) throw new RedisAway();
    return this.roster;
  }

  drain(): void {
    this.draining = true;
    // A beat that is on its way says that it does not drain.
    void (this.beating ?? Promise.resolve())
      .then(() => this.beat())
      .then(() => this.presence.publish("emberline:beat", this.id));
  }

  onLeader(act: (leads: boolean) => void): () => void {
    this.leaderListeners.add(act);
    if (this.isLeader) act(true);
    return () => this.leaderListeners.delete(act);
  }

  onGone(act: (processId: string, rooms: readonly string[]) => void): () => void {
    return this.undertaker.onGone(act);
  }

  onBack(act: () => void): () => void {
    this.backListeners.add(act);
    return () => this.backListeners.delete(act);
  }

  onBeat(act: () => void): () => void {
    this.beatListeners.add(act);
    return () => this.beatListeners.delete(act);
  }

  async keep(name: string, text: string): Promise<void> {
    await this.link.run((redis) => redis.set(`emberline:kept:${name}`, text, "EX", KEPT_SECONDS));
  }

  kept(name: string): Promise<string | null> {
    return this.link.run((redis) => redis.get(`emberline:kept:${name}`));
  }

  async place(except: ReadonlySet<string>): Promise<string | null> {
    const nowMs = performance.now();
    while (this.placed.length > 0 && this.placed[0].atMs < nowMs - UNSEEN_MS) this.placed.shift();
    const counts = new Map<string, number>();
    for (const { id } of this.placed) counts.set(id, (counts.get(id) ?? 0) + 1);
    const left = (id: string): boolean => this.draining && id === this.id;
    const able = this.roster.filter(({ id }) => !except.has(id) && !this.isHidden(id) && !left(id));
    for (const id of placesFor(able, counts, PROTOCOL_VERSION)) {
      if (id !== this.id && !(await this.undertaker.hears(id))) continue;
      this.placed.push({ id, atMs: nowMs });
      return id;
    }
    return null;
  }

  missed(processId: string): void {
    if (processId !== this.id && this.link.up) this.undertaker.suspect(processId);
  }

  isHidden(processId: string): boolean {
    return this.undertaker.isHidden(processId);
  }

  async alone<T>(name: string, act: () => Promise<T>): Promise<T | null> {
    const key = `emberline:alone:${name}`;
    if ((await this.link.run((redis) => redis.set(key, this.id, "PX", ALONE_MS, "NX"))) === null) return null;
    // What is not given back lapses.
    return act().finally(() => void this.link.run((redis) => redis.del(key)).catch(() => {}));
  }

  async call(processId: string, name: string, ...args: unknown[]): Promise<unknown> {
    try {
      return await this.calls.call(processId, name, args);
    } catch (error) {
      if (error instanceof ProcessGone) this.missed(processId);
      throw error;
    }
  }

  answer(name: string, act: Answer): void {
    this.calls.answer(name, act);
  }

  async open(): Promise<void> {
    await this.link.settled(this.parts.millis);
    await this.calls.listen(this.id);
    await this.presence.subscribe("emberline:beat", (by) => {
      if (by !== this.id) void this.beat();
    });
    await this.undertaker.open(this.id);
    await this.beat();
    this.timer = setInterval(() => void this.beat(), BEAT_MS);
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.undertaker.end(this.id).catch(() => {});
    this.link.close();
  }

  private get id(): string {
    return this.parts.self.id();
  }

  /** Redis is there again: everything of ours is written and heard anew at once, not at the next beat. */
  private async back(): Promise<void> {
    this.away += 1;
    if (this.timer === undefined) return;
    await this.beat();
    for (const listener of this.backListeners) listener();
  }

  /** Those who ask meanwhile share it. */
  private beat(): Promise<void> {
    this.beating ??= this.beatOnce()
      .catch((error: Error) => {
        if (!(error instanceof RedisAway))
          this.parts.log.error({ err: String(error.stack) }, "a beat failed");
      })
      .finally(() => {
        this.beating = null;
      });
    return this.beating;
  }

  private async beatOnce(): Promise<void> {
    const info = infoOf(this.parts.self, { draining: this.draining, leader: this.isLeader });
    const { kept, leaderId, processes } = await beat(this.link, info, this.wants());
    this.lead(leaderId);
    const here = [...processes.values()].filter((one) => one !== null);
    this.roster = here.map((one) => ({ ...one, leader: one.id === leaderId }));
    for (const { id } of here) this.undertaker.seen(id);
    if (!kept || this.driver.stale) await this.relist();
    for (const listener of this.beatListeners) listener();
    // After a break all have to come back first.
    if (this.link.upMs() <= LEASE_MS) return;
    for (const [id, one] of processes) if (one === null) await this.undertaker.bury(id);
    if (this.isLeader && this.beats++ % SWEEP_BEATS === 0)
      await this.undertaker.sweep(new Set(processes.keys()));
  }

  private wants(): "yes" | "no" | "keep" {
    if (this.draining || this.outdated) return "no";
    const hold = this.away > 1 && !this.isLeader && this.link.upMs() < HOLD_BACK_MS;
    return hold ? "keep" : "yes";
  }

  private lead(leaderId: string | null): void {
    const led = this.isLeader;
    this.leading = leaderId;
    if (led === this.isLeader) return;
    this.parts.log.info({ leads: this.isLeader }, "the lead of the cluster");
    for (const listener of this.leaderListeners) listener(this.isLeader);
  }

  /** Writes everything of ours anew: somebody took this process for gone, or Redis has forgotten. */
  private async relist(): Promise<void> {
    await this.driver.writeAll(this.id);
    await this.undertaker.relist(this.driver.all);
  }
}
