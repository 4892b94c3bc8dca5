// Calls between the bench and its child processes, over Node's own channel: one request, one reply, in turn.
// Owns: the form of both. Must not: know what is asked.
import type { ChildProcess } from "node:child_process";

interface Request {
  call: string;
  args: unknown[];
}

interface Reply {
  reply: true;
  result?: unknown;
  error?: string;
}

type Procedure = (...args: never[]) => unknown;

/** In a child: answers calls by name with these procedures; ends the process when the bench is gone. */
export function serveCalls(procedures: Record<string, Procedure>): void {
  const send = (reply: Reply): void => void process.send?.(reply);
  process.on("disconnect", () => process.exit(0));
  // Ctrl+C reaches the whole group; the bench ends its children itself.
  process.on("SIGINT", () => {});
  process.on("message", ({ call, args }: Request) => {
    const procedure = procedures[call] as (...all: unknown[]) => unknown;
    new Promise((resolve) => resolve(procedure(...args))).then(
      (result) => send({ reply: true, result }),
      (error: Error) => send({ reply: true, error: error.message }),
    );
  });
}

/** In the bench: calls a child's procedure. Rejects with its error, or when the child ends before it replies. */
export function callChild<T>(child: ChildProcess, call: string, ...args: unknown[]): Promise<T> {
  return new Promise((resolve, reject) => {
    const settle = (done: () => void): void => {
      child.off("message", replied).off("exit", ended);
      done();
    };
    const replied = (message: unknown): void => {
      const { reply, result, error } = message as Reply;
      // The framework reports to a process manager over the same channel, if it finds one.
      if (reply !== true) return;
      settle(() => (error === undefined ? resolve(result as T) : reject(new Error(`${call}: ${error}`))));
    };
    const ended = (): void => settle(() => reject(new Error(`${call}: the process ended`)));
    child.on("message", replied).on("exit", ended);
    child.send({ call, args } satisfies Request);
  });
}
