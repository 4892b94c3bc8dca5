// Questions of one process to another: by name, with JSON in and out, answered in time or not at all.
// Owns: the questions that are open. Must not: know what is asked.
import { type Answer, ProcessGone } from "./cluster.ts";
import type { ClusterPresence } from "./redis-presence.ts";

/** Questions that are open at once; one more is refused. */
const MOST_OPEN = 10_000;

type Word =
  | { ask: number; from: string; name: string; args: unknown[] }
  | { to: number; said?: unknown; failed?: string };

interface Open {
  done(said: unknown): void;
  failed(error: Error): void;
  timer: NodeJS.Timeout;
}

const topicOf = (processId: string): string => `emberline:calls:${processId}`;

export class Calls {
  private readonly presence: ClusterPresence;
  private readonly answers = new Map<string, Answer>([["ping", () => true]]);
  private readonly open = new Map<number, Open>();
  private readonly millis: number;
  private readonly late: () => void;
  private me = "";
  private asked = 0;

  /** `late` hears of every question that took longer than `millis`. */
  constructor(presence: ClusterPresence, millis: number, late: () => void) {
    this.late = late;
    this.presence = presence;
    this.millis = millis;
  }

  async listen(me: string): Promise<void> {
    this.me = me;
    await this.presence.subscribe(topicOf(me), (word) => void this.hear(word as Word));
  }

  answer(name: string, act: Answer): void {
    this.answers.set(name, act);
  }

  /** Rejects with ProcessGone when `processId` is not there to answer, or not in time. */
  async call(processId: string, name: string, args: unknown[]): Promise<unknown> {
    if (processId === this.me) return this.act(name, args);
    if (this.open.size >= MOST_OPEN) throw new ProcessGone(processId);
    const ask = ++this.asked;
    return new Promise((done, failed) => {
      const gone = (): void => this.close(ask)?.failed(new ProcessGone(processId));
      const timer = setTimeout(() => {
        this.late();
        gone();
      }, this.millis);
      this.open.set(ask, { done, failed, timer });
      this.tell(processId, { ask, from: this.me, name, args }).then((heard) => heard || gone(), gone);
    });
  }

  private tell(processId: string, word: Word): Promise<boolean> {
    return this.presence.tell(topicOf(processId), word);
  }

  private async hear(word: Word): Promise<void> {
    if ("to" in word) {
      const open = this.close(word.to);
      if (word.failed === undefined) open?.done(word.said);
      else open?.failed(new Error(word.failed));
      return;
    }
    const { ask, from, name, args } = word;
    const answer = await this.act(name, args).then(
      (said) => ({ to: ask, said }),
      (error: Error) => ({ to: ask, failed: error.message }),
    );
    await this.tell(from, answer);
  }

  private async act(name: string, args: unknown[]): Promise<unknown> {
    const answer = this.answers.get(name);
    if (answer === undefined) throw new Error(`nobody answers to ${name}`);
    return answer(...(args as never[]));
  }

  private close(ask: number): Open | undefined {
    const open = this.open.get(ask);
    clearTimeout(open?.timer);
    this.open.delete(ask);
    return open;
  }
}
