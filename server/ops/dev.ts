// Owns `npm run dev`: the game server, restarted when its files change, beside Vite's server for the client.
// Not part of the product at run time: nothing imports it.
import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

const ROOT = join(import.meta.dirname, "..", "..");
const VITE = join(dirname(createRequire(import.meta.url).resolve("vite/package.json")), "bin", "vite.js");
/** A child that has not ended by itself after this time is killed. */
const GRACE_MS = 5_000;

const children = [
  run("server", ["--watch", "--watch-preserve-output", "server/main.ts"]),
  run("client", [VITE, "client", "--port", "5173", "--strictPort"]),
];
let stopping = false;

process.on("SIGINT", () => stop(0));
process.on("SIGTERM", () => stop(0));

/** Starts Node with `args`, its lines prefixed with `name`; the end of one child is the end of all. */
function run(name: string, args: string[]): ChildProcess {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    // Node itself starts the server again here, when a file changes.
    env: { ...process.env, EMBERLINE_DEV: "1", WATCHDOG: "0" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  prefix(name, child.stdout, process.stdout);
  prefix(name, child.stderr, process.stderr);
  child.on("exit", (code, signal) => {
    if (!stopping) console.error(`[${name}] ended (${signal ?? code})`);
    stop(code ?? 1);
  });
  return child;
}

function prefix(name: string, lines: Readable, out: NodeJS.WriteStream): void {
  createInterface({ input: lines }).on("line", (line) => out.write(`[${name}] ${line}\n`));
}

/** Ends the children; this process ends with `code` when the last of them is gone. */
function stop(code: number): void {
  if (stopping) return;
  stopping = true;
  process.exitCode = code;
  for (const child of children) {
    child.kill("SIGTERM");
    setTimeout(() => child.kill("SIGKILL"), GRACE_MS).unref();
  }
}
