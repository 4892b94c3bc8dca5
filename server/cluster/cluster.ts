// What the rest of the server needs of the processes that it shares its work with, be there others or not.
// Owns: the interface and its two forms' choice. Must not: speak to Redis.
import type { MatchMakerDriver, Presence } from "@colyseus/core";
import { Refusal } from "../http/refusal.ts";
import type { ProcessInfo } from "./process-info.ts";

/** A process was asked something and is not there to answer. */
export class ProcessGone extends Error {}

/** Redis does not answer: whoever asked for something that needs it may ask again soon. */
export class RedisAway extends Refusal {
  constructor() {
    super(503, "busy", { retryAfterS: 2 });
  }
}

/** What a process answers to others: by name, with JSON in and out. */
export type Answer = (...args: never[]) => unknown;

/** What somebody does in all processes together; null while Redis is away. */
export interface Counts {
  /** One more of `name` by `key` in a window that began with the first. */
  count(name: string, key: string, windowMs: number): Promise<{ count: number; leftMs: number } | null>;
  /** Seats that are not taken, of each of `keys`. */
  held(keys: readonly string[]): Promise<number[] | null>;
  /** A seat counts for `keys` until it is taken or its time is up. */
  hold(session: string, keys: readonly string[], holdMs: number): Promise<void>;
  taken(session: string): Promise<void>;
}

export interface Cluster {
  readonly presence: Presence;
  /** Undefined: the framework's own, in memory. */
  readonly driver: MatchMakerDriver | undefined;
  /** Those with a lease, at most 2 s old; alone, this one. */
  processes(): Promise<ProcessInfo[]>;
  /** As `processes`, without asking. */
  readonly known: readonly ProcessInfo[];
  readonly draining: boolean;
  /** This process takes no more rooms and leads no more; the others hear of it at once. */
  drain(): void;
  readonly isLeader: boolean;
  /** The process that leads, as far as this one knows; null while nobody does. */
  readonly leaderId: string | null;
  /** What is counted in all processes together; undefined where there is but one. */
  readonly counts: Counts | undefined;
  /** From now on hears when this process begins or ceases to lead; at once, if it leads. */
  onLeader(act: (leads: boolean) => void): () => void;
  /** Hears of processes that are gone, with the ids of the rooms that went with them. */
  onGone(act: (processId: string, rooms: readonly string[]) => void): () => void;
  /** Hears that Redis is back, and what was missed while it was away. */
  onBack(act: () => void): () => void;
  /** Another process speaks a newer version of the protocol: this one leaves newcomers to it. */
  readonly outdated: boolean;
  /** For one answer of another process, or of Redis. */
  readonly millis: number;
  /** Hears every beat of this process, every 2 s; never, where it is alone. */
  onBeat(act: () => void): () => void;
  /** Remembers a text for whoever leads next, for a minute or more; null: there is none. Rejects with RedisAway. */
  keep(name: string, text: string): Promise<void>;
  kept(name: string): Promise<string | null>;
  /** True when joins can be answered: Redis is there, or not needed. */
  readonly ready: boolean;
  /** The process for one more room; null when none takes any. Never twice the same of `except`. */
  place(except: ReadonlySet<string>): Promise<string | null>;
  /** A process was not there to answer: hidden until it does, and unlisted when it does not. */
  missed(processId: string): void;
  /** Whether it is hidden, or gone. */
  isHidden(processId: string): boolean;
  /** Does `act`, unless another process is at what has this name: null. Rejects as `act` does, or with RedisAway. */
  alone<T>(name: string, act: () => Promise<T>): Promise<T | null>;
  /** Has `processId` (it may be this one) answer. Rejects with ProcessGone, or with an error of its answer's message. */
  call(processId: string, name: string, ...args: unknown[]): Promise<unknown>;
  answer(name: string, act: Answer): void;
  /** Once the server listens. */
  open(): Promise<void>;
  close(): Promise<void>;
}
