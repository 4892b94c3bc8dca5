// The cluster of one process: what a server without REDIS_URL has.
// Owns: nothing that lasts. Must not: cost anything.
import type { Presence } from "@colyseus/core";
import { type Answer, type Cluster, ProcessGone } from "./cluster.ts";
import { infoOf, type ProcessInfo, type Self } from "./process-info.ts";

export class LocalCluster implements Cluster {
  readonly presence: Presence;
  readonly driver = undefined;
  readonly counts = undefined;
  readonly isLeader = true;
  readonly ready = true;
  readonly outdated = false;
  draining = false;
  readonly millis: number;
  private readonly self: Self;
  private readonly answers = new Map<string, Answer>();

  constructor(presence: Presence, self: Self, millis: number) {
    this.millis = millis;
    this.presence = presence;
    this.self = self;
  }

  get known(): readonly ProcessInfo[] {
    return [infoOf(this.self, { draining: this.draining, leader: true })];
  }

  get leaderId(): string {
    return this.self.id();
  }

  async processes(): Promise<ProcessInfo[]> {
    return [...this.known];
  }

  drain(): void {
    this.draining = true;
  }

  onLeader(act: (leads: boolean) => void): () => void {
    act(true);
    return () => {};
  }

  onGone(): () => void {
    return () => {};
  }

  onBack(): () => void {
    return () => {};
  }

  onBeat(): () => void {
    return () => {};
  }

  async keep(): Promise<void> {}

  async kept(): Promise<null> {
    return null;
  }

  async place(except: ReadonlySet<string>): Promise<string | null> {
    return this.draining || except.has(this.leaderId) ? null : this.leaderId;
  }

  missed(): void {}

  isHidden(): boolean {
    return false;
  }

  alone<T>(_name: string, act: () => Promise<T>): Promise<T> {
    return act();
  }

  async call(processId: string, name: string, ...args: unknown[]): Promise<unknown> {
    const act = this.answers.get(name);
    if (processId !== this.leaderId || act === undefined) throw new ProcessGone(processId);
    return act(...(args as never[]));
  }

  answer(name: string, act: Answer): void {
    this.answers.set(name, act);
  }

  async open(): Promise<void> {}

  async close(): Promise<void> {}
}
