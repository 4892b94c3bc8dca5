// The process: environment -> config -> page -> app -> listen -> signals.
// Owns: exit codes. The only file of the server with effects at import.
import { makeApp } from "./app.ts";
import { ConfigError, readConfig } from "./config.ts";
import { PageError, preparePage } from "./ops/page.ts";

/** What went wrong, in one line that says what to do. */
function explain(error: unknown): string {
  if (error instanceof ConfigError || error instanceof PageError) return error.message;
  const { code, port, address } = error as { code?: string; port?: number; address?: string };
  if (code === "EADDRINUSE")
    return `port ${port} is taken: stop what listens there, or choose another with PORT=...`;
  if (code === "EACCES")
    return `port ${port} may not be used by this user: choose one above 1023 with PORT=...`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") return `cannot listen on ${address}: check HOST`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

async function main(): Promise<void> {
  const config = readConfig(process.env);
  if (!config.dev) await preparePage((line) => console.log(`Emberline: ${line}`));
  const app = makeApp(config);
  const port = await app.listen();
  // Before the address is told: whoever reads it may send a signal at once.
  const stop = (): void => {
    process.off("SIGINT", stop).off("SIGTERM", stop);
    app.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on("SIGINT", stop).on("SIGTERM", stop);
  const host = config.host === "0.0.0.0" || config.host === "::" ? "localhost" : config.host;
  console.log(`Emberline: http://${host}:${port}`);
}

main().catch((error: unknown) => {
  console.error(`Emberline: ${explain(error)}`);
  process.exit(1);
});
