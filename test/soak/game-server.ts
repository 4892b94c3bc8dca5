// A server in a process of its own, as an operator starts it, and what it complained of.
// Owns: its start, its log and its end. Must not: know who plays.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../server/main.ts", import.meta.url));
/** Pino's number for a warning. */
const WARNING = 40;

export interface GameServer {
  endpoint: string;
  /** Lines of its log from a warning on, and everything else that it wrote to standard error. */
  complaints: string[];
  /** Resolves to the exit code. */
  stop(): Promise<number | null>;
}

/** Rejects when the server ends before it has printed its address. */
export async function startGameServer(env: Record<string, string>): Promise<GameServer> {
  const settings = { PORT: "0", HOST: "127.0.0.1", LOG_LEVEL: "warn", DATA_FILE: ":memory:", ...env };
  const child = spawn(process.execPath, [MAIN], { env: { ...process.env, ...settings } });
  const complaints: string[] = [];
  child.stderr.on("data", (chunk) => complaints.push(`stderr: ${String(chunk).trim()}`));
  const closed = once(child, "close") as Promise<[number | null]>;
  const endpoint = await new Promise<string>((resolve, reject) => {
    child.stdout.on("data", (chunk) => {
      for (const line of String(chunk).split("\n").filter(Boolean)) {
        const address = /^Emberline: (http:\S+)/.exec(line)?.[1];
        if (address !== undefined) resolve(address);
        else if (isComplaint(line)) complaints.push(line);
      }
    });
    void closed.then(([code]) =>
      reject(new Error(`the server ended with ${code}: ${complaints.join("\n")}`)),
    );
  });
  return {
    endpoint,
    complaints,
    stop: async () => {
      child.kill("SIGTERM");
      const [code] = await closed;
      return code;
    },
  };
}

function isComplaint(line: string): boolean {
  try {
    return (JSON.parse(line) as { level: number }).level >= WARNING;
  } catch {
    return false;
  }
}
