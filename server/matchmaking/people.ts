// Who is in the lobby, over which connection, and how often they wish for something.
// Owns: the people of this process's lobbies. Must not: know what they wish for.
import type { JoinOptions } from "../../shared/protocol/join-options.ts";
import { QUEUE, WISHES } from "../../shared/tunables/queue.ts";
import { Bucket } from "../chat/limits.ts";
import type { Caller } from "../http/route.ts";

export interface Person {
  caller: Caller;
  /** What a seat would be asked for with. */
  options: JoinOptions;
  /** Of the lobby: a newer one of the same player replaces it. */
  connection: string;
  /** Round trip of it, ms. */
  pingMs(): number;
}

interface Entry {
  person: Person;
  wishes: Bucket;
  /** null: is here. */
  awaySinceMs: number | null;
}

export class People {
  private readonly entries = new Map<string, Entry>();

  here(person: Person): void {
    const { id } = person.caller;
    const wishes = this.entries.get(id)?.wishes ?? new Bucket(WISHES.most, WISHES.perMs);
    this.entries.set(id, { person, wishes, awaySinceMs: null });
  }

  /** A connection is over; false when it was not the newest, so that its player is still here. */
  gone(id: string, connection: string, nowMs: number): boolean {
    const entry = this.entries.get(id);
    if (entry?.person.connection !== connection) return false;
    entry.awaySinceMs = nowMs;
    return true;
  }

  /** Whoever is here or has just lost the connection. */
  get(id: string): Person | undefined {
    return this.entries.get(id)?.person;
  }

  isHere(id: string): boolean {
    return this.entries.get(id)?.awaySinceMs === null;
  }

  ids(): Iterable<string> {
    return this.entries.keys();
  }

  /** Whether a player may wish for something now; then it counts. */
  mayWish(id: string, nowMs: number): boolean {
    return this.entries.get(id)?.wishes.take(nowMs) ?? false;
  }

  /** Forgets who has been away too long, and says who that is. */
  forget(nowMs: number): string[] {
    const late = [...this.entries].flatMap(([id, { awaySinceMs }]) =>
      awaySinceMs !== null && nowMs - awaySinceMs >= QUEUE.awayMs ? [id] : [],
    );
    for (const id of late) this.entries.delete(id);
    return late;
  }
}
