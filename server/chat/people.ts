// Who is in the lobbies of all processes, as each process tells of its own: to count, and to find whom a name means.
// Owns: that directory. Must not: hold connections, or tell anybody anything.
import type { ChatPerson } from "../../shared/protocol/chat.ts";

/** A process that has told nothing for so long is gone, and its people with it, ms; it tells every third of that. */
export const FORGET_MS = 30_000;
/** People of one name that are worth naming. */
const NAMESAKES = 5;

interface Process {
  people: Map<string, ChatPerson>;
  heardMs: number;
}

export class People {
  private readonly processes = new Map<string, Process>();

  /** All of a process' people. */
  here(process: string, people: readonly ChatPerson[], nowMs: number): void {
    this.processes.set(process, { people: new Map(people.map((one) => [one.id, one])), heardMs: nowMs });
    for (const [key, { heardMs }] of this.processes) {
      if (nowMs - heardMs > FORGET_MS) this.processes.delete(key);
    }
  }

  /** One more of a process' people, or one who is called otherwise now. */
  came(process: string, person: ChatPerson, nowMs: number): void {
    const known = this.processes.get(process);
    if (known === undefined) this.here(process, [person], nowMs);
    else known.people.set(person.id, person);
  }

  went(process: string, id: string): void {
    this.processes.get(process)?.people.delete(id);
  }

  /** Who moved from one process to another counts once. */
  count(): number {
    if (this.processes.size === 1) for (const { people } of this.processes.values()) return people.size;
    return new Set([...this.processes.values()].flatMap(({ people }) => [...people.keys()])).size;
  }

  /** Who may be meant by a name, in any case of letters, or by an id. */
  find(name: string): ChatPerson[] {
    const wanted = name.toLowerCase();
    const found = new Map<string, ChatPerson>();
    for (const { people } of this.processes.values()) {
      const byId = people.get(name);
      if (byId !== undefined) return [byId];
      for (const one of people.values()) {
        if (one.name.toLowerCase() === wanted && found.size < NAMESAKES) found.set(one.id, one);
      }
    }
    return [...found.values()];
  }
}
