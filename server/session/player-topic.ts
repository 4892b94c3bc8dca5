// What reaches a player wherever that player is connected: letters, and the news that a newer connection has come.
// Owns: the topic of each player. Must not: know what letters say.
import { randomUUID } from "node:crypto";

/** Presence of the framework: in this process, or over Redis. */
export interface Topics {
  subscribe(topic: string, listener: (message: never) => void): unknown;
  unsubscribe(topic: string, listener: (message: never) => void): unknown;
  publish(topic: string, message: unknown): unknown;
}

/** The two connections that a player may have at once, one of each. */
export type Place = "lobby" | "arena";

/** Two connections that come within so long, ms, are told apart by their claims, not by whose was heard first. */
const AT_ONCE_MS = 2000;

type News = { claim: Place; by: string } | { end: number } | { type: string; payload: unknown };

export interface Presence {
  /** What is said to the player is heard from then on; never rejects. */
  readonly listening: Promise<void>;
  /** The connection is over, or another took its place. */
  leave(): void;
}

const topicOf = (playerId: string): string => `player:${playerId}`;

/**
 * A connection of `playerId` is there: an older one of the same `place`, in whichever process, is told by `replaced`,
 * once; of two that come at once, one. `letter` hears what `mail` sends, `ended` what `putOut` does.
 */
export function enter(
  topics: Topics,
  playerId: string,
  place: Place,
  hear: { replaced(): void; ended(code: number): void; letter?(type: string, payload: unknown): void },
): Presence {
  const sinceMs = Date.now();
  const by = `${sinceMs}:${randomUUID()}`;
  const topic = topicOf(playerId);
  let here = true;
  const claim = (): void => {
    if (here) topics.publish(topic, { claim: place, by } satisfies News);
  };
  const listener = (news: News): void => {
    if ("end" in news) hear.ended(news.end);
    else if ("type" in news) hear.letter?.(news.type, news.payload);
    else if (news.claim !== place || news.by === by) return;
    else if (news.by < by && Date.now() - sinceMs < AT_ONCE_MS) claim();
    else hear.replaced();
  };
  // Two that come at once may hear each other's claims, or one of them alone: who is heard must have been listening.
  const subscribed = Promise.resolve(topics.subscribe(topic, listener as (message: never) => void));
  const listening = subscribed.then(claim, claim);
  return {
    listening,
    leave() {
      here = false;
      topics.unsubscribe(topic, listener as (message: never) => void);
    },
  };
}

/** Sends a letter to the lobby connection of a player, if there is one; where there is none it is lost. */
export function mail(topics: Topics, playerId: string, type: string, payload: unknown): void {
  topics.publish(topicOf(playerId), { type, payload } satisfies News);
}

/** Ends every connection of a player, in whichever process, with a close code. */
export function putOut(topics: Topics, playerId: string, code: number): void {
  topics.publish(topicOf(playerId), { end: code } satisfies News);
}
