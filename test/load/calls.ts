// Calls between the bench and its child processes, over Node's own channel: one reply to each request.
// Owns: the form of both. Must not: know what is asked.
import type { ChildProcess } from "node:child_process";

interface Request {
  id: number;
  call: string;
  args: unknown[];
}

interface Reply {
  reply: number;
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
  // By an exit, not by the signal: a profile is written then.
  process.on("SIGTERM", () => process.exit(0));
  process.on("message", ({ id, call, args }: Request) => {
    const procedure = procedures[call] as (...all: unknown[]) => unknown;
    new Promise((resolve) => resolve(procedure(...args))).then(
      (result) => send({ reply: id, result }),
      (error: Error) => send({ reply: id, error: error.message }),
    );
  });
}

let calls = 1;

/** In the bench: calls a child's procedure. Rejects with its error, or when the child ends before it replies. */
export function callChild<T>(child: ChildProcess, call: string, ...args: unknown[]): Promise<T> {
  const id = calls++;
  return new Promise((resolve, reject) => {
    const settle = (done: () => void): void => {
      child.off("message", replied).off("exit", ended);
      done();
    };
    const replied = (message: unknown): void => {
      const { reply, result, error } = message as Reply;
      // Another call's; or the framework reports to a process manager over the same channel, if it finds one.
      if (reply !== id) return;
      settle(() => (error === undefined ? resolve(result as T) : reject(new Error(`${call}: ${error}`))));
    };
    const ended = (): void => settle(() => reject(new Error(`${call}: the process ended`)));
    child.on("message", replied).on("exit", ended);
    child.send({ id, call, args } satisfies Request, (error) => {
      if (error !== null) settle(() => reject(new Error(`${call}: the process is gone`)));
    });
  });
}
