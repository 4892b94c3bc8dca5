// Questions to a child process and its answers, any number at once, over Node's own channel.
// Owns: the form of both. Must not: know what is asked.
import type { ChildProcess } from "node:child_process";

interface Question {
  ask: number;
  name: string;
  args: unknown[];
}

interface Reply {
  answer: number;
  result?: unknown;
  error?: string;
}

type Answers = Record<string, (...args: never[]) => unknown>;

/** In a child: answers by name; ends the process when whoever asks is gone. What is answered must be plain data. */
export function answerAsks(answers: Answers): void {
  process.on("disconnect", () => process.exit(0));
  // Ctrl+C reaches the whole group; the parent ends its children itself.
  process.on("SIGINT", () => {});
  process.on("message", (message: unknown) => {
    const { ask, name, args } = message as Question;
    // The framework's messages to a process manager, and the watchdog's, come over the same channel.
    if (typeof ask !== "number") return;
    const reply = (said: Omit<Reply, "answer">): void => void process.send?.({ answer: ask, ...said });
    new Promise((resolve) => resolve((answers[name] as (...all: unknown[]) => unknown)(...args))).then(
      (result) => reply({ result }),
      (error: Error) => reply({ error: error.message }),
    );
  });
}

let asked = 0;

/** Rejects with the child's error, or when it ends before it answers. */
export function ask<T>(child: ChildProcess, name: string, ...args: unknown[]): Promise<T> {
  asked += 1;
  const number = asked;
  return new Promise((resolve, reject) => {
    const settle = (done: () => void): void => {
      child.off("message", heard).off("exit", ended);
      done();
    };
    const heard = (message: unknown): void => {
      const { answer, result, error } = message as Reply;
      if (answer !== number) return;
      settle(() => (error === undefined ? resolve(result as T) : reject(new Error(`${name}: ${error}`))));
    };
    const ended = (): void => settle(() => reject(new Error(`${name}: the process ended`)));
    child.on("message", heard).on("exit", ended);
    child.setMaxListeners(100);
    if (child.connected) child.send({ ask: number, name, args } satisfies Question);
    else ended();
  });
}
