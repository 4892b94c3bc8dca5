// The server's process: environment -> config -> page -> app -> listen -> signals.
// Owns: exit codes, and what becomes of an error that nobody has caught. Must not: know what the app is made of.
import { type App, makeApp } from "./app.ts";
import { ConfigError, readConfig } from "./config.ts";
import { letMainThreadGoFirst } from "./host/helper-threads.ts";
import { type Log, makeLog } from "./ops/log.ts";
import { PageError, preparePage } from "./ops/page.ts";
import { BEAT_MS, type Sign } from "./ops/watchdog.ts";
import { RecordsUnusable } from "./persistence/records.ts";

/** What is left to do once the rooms are empty gets so many seconds. */
const CLOSE_SECONDS = 4.5;

/** What went wrong, in one line that says what to do. */
function explain(error: unknown): string {
  if (error instanceof ConfigError || error instanceof PageError || error instanceof RecordsUnusable)
    return error.message;
  const { code, port, address } = error as { code?: string; port?: number; address?: string };
  if (code === "EADDRINUSE")
    return `port ${port} is taken: stop what listens there, or choose another with PORT=...`;
  if (code === "EACCES")
    return `port ${port} may not be used by this user: choose one above 1023 with PORT=...`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") return `cannot listen on ${address}: check HOST`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Runs the server in this process. `watched`: a watchdog is our parent (ops/watchdog.ts) and wants to hear of us. */
export async function runServer(watched: boolean): Promise<void> {
  const tell = (sign: Sign): void => {
    if (watched && process.connected) process.send?.(sign);
  };
  tell({});
  setInterval(() => tell({}), BEAT_MS).unref();
  await serve(watched, tell).catch((error: unknown) => {
    console.error(`Emberline: ${explain(error)}`);
    process.exit(1);
  });
}

async function serve(watched: boolean, tell: (sign: Sign) => void): Promise<void> {
  const config = readConfig(process.env);
  if (!config.dev) await preparePage((line) => console.log(`Emberline: ${line}`));
  endOverErrors(makeLog(config.logLevel));
  const app = await makeApp(config);
  await letMainThreadGoFirst();
  const port = await app.listen();
  // Before the address is told: whoever reads it may send a signal at once.
  endWhenTold(app, watched, (config.drainSeconds + CLOSE_SECONDS) * 1000);
  const host = config.host === "0.0.0.0" || config.host === "::" ? "localhost" : config.host;
  tell({ listening: port });
  console.log(`Emberline: http://${host}:${port}`);
}

/**
 * Everything that may go wrong is caught where it belongs to: a client, a room, a request. What is not leaves the
 * process in a state that nobody knows: it ends, and is started again.
 */
function endOverErrors(log: Log): void {
  for (const event of ["uncaughtException", "unhandledRejection"] as const)
    process.on(event, (error: unknown) => {
      log.fatal(
        { event, err: String((error as Error)?.stack ?? error) },
        "nobody caught an error: the process ends",
      );
      process.exit(1);
    });
}

/** By a signal, or by an operator's word; `limitMs` after it at the latest, whatever hangs. */
function endWhenTold(app: App, watched: boolean, limitMs: number): void {
  const stop = (): void => void app.ending.begin().catch(() => {});
  app.ending.onBegin((ended) => {
    process.off("SIGTERM", stop).off("SIGINT", stop).off("disconnect", stop);
    // A terminal's Ctrl+C comes to the whole group; a second one is the watchdog's to hear, or ends this at once.
    if (watched) process.on("SIGTERM", () => {}).on("SIGINT", () => {});
    ended.then(
      () => process.exit(0),
      () => process.exit(1),
    );
    // As it was told to, be it that something hangs: nobody is to start it again for it.
    setTimeout(() => process.exit(0), limitMs);
  });
  process.on("SIGTERM", stop);
  if (watched) process.on("SIGINT", () => {}).on("disconnect", stop);
  else process.on("SIGINT", stop);
}
