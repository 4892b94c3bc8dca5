// The client's page: built when it is stale, served beside the game.
// Owns: when a build is stale, and the HTTP routes of the page. Must not: know rooms.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Application } from "express";
import sirv from "sirv";
import type { Config } from "../config.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const built = join(root, "client", "dist");
const run = promisify(execFile);
/** What the page is made of. */
const SOURCES = ["client", "shared", "package.json", "package-lock.json"];
/** Written by the build when it is whole (client/vite.config.ts): one that was cut short is stale. */
const STAMP = join(built, ".built");

const YEAR_SECONDS = 31_536_000;

/** A page that is not there and cannot be made; `message` is one line that says what to do. */
export class PageError extends Error {}

/** Time of the newest file at or below a path, ms; 0 where there is none. */
async function newest(path: string): Promise<number> {
  const info = await stat(path).catch(() => null);
  if (info === null) return 0;
  if (!info.isDirectory()) return info.mtimeMs;
  const names = (await readdir(path)).filter((name) => name !== "dist" && name !== "node_modules");
  const times = await Promise.all(names.map((name) => newest(join(path, name))));
  return Math.max(0, ...times);
}

/** True when there is no build, or one that is older than any of its sources. */
async function isStale(): Promise<boolean> {
  if (!existsSync(STAMP)) return true;
  const times = await Promise.all(SOURCES.map((name) => newest(join(root, name))));
  return Math.max(...times) > (await stat(STAMP)).mtimeMs;
}

/** Builds the page if it is stale; `say` gets a line before the work. Throws PageError when it cannot be built. */
export async function preparePage(say: (line: string) => void): Promise<void> {
  if (!(await isStale())) return;
  const vite = viteCommand();
  if (vite === null) {
    if (existsSync(join(built, "index.html")))
      return say("the page is older than its sources; vite is not installed");
    throw new PageError("client/dist is missing and vite is not installed: run `npm ci && npm run build`");
  }
  say("building the page (a few seconds) ...");
  // In a process of its own: in ours it would leave 300 MB behind.
  await run(process.execPath, [vite, "build", "client", "--logLevel", "error"], { cwd: root }).catch(
    (error) => {
      const [line] = String(error.stderr || error.message)
        .trim()
        .split("\n");
      throw new PageError(`the page does not build: ${line}`);
    },
  );
}

/** Path of Vite's command, or null where it is not installed. */
function viteCommand(): string | null {
  try {
    return join(dirname(createRequire(import.meta.url).resolve("vite/package.json")), "bin", "vite.js");
  } catch {
    return null;
  }
}

/** Serves the built page, packed as the build has packed it: hashed assets for a year, the rest revalidated. */
export function servePage(app: Application, config: Config): void {
  app.disable("x-powered-by");
  // What is not a file is answered with no-store: nobody could ask for it by its tag.
  app.disable("etag");
  if (config.dev) return;
  const packed = { gzip: true, brotli: true, etag: true };
  const assets = sirv(join(built, "assets"), { ...packed, immutable: true, maxAge: YEAR_SECONDS });
  app.use("/assets", assets, (_request, response) => void response.sendStatus(404));
  app.use(
    sirv(built, { ...packed, setHeaders: (response) => response.setHeader("Cache-Control", "no-cache") }),
  );
}
