// Owns where a Chromium for the tests comes from: CHROME_PATH, the system, Playwright's cache, @sparticuz/chromium,
// in this order. None found is an error that says what to do, on CI as anywhere: browser tests are never skipped.
import { existsSync, globSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { bundledChromium } from "./bundled-chromium.ts";

export interface FoundBrowser {
  executablePath: string;
  /** Where it was found, for messages. */
  origin: "CHROME_PATH" | "system" | "playwright" | "bundled";
  env: Record<string, string>;
}

const SYSTEM_NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const SYSTEM_PATHS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];
const PLAYWRIGHT_PATTERNS = [
  "chromium-*/chrome-*/{chrome,chrome.exe}",
  "chromium_headless_shell-*/*/{headless_shell,chrome-headless-shell}",
  "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
];

/** Rejects with instructions when there is no browser. `env` is what is looked at, for tests of this file. */
export async function findBrowser(cacheDir: string, env = process.env): Promise<FoundBrowser> {
  const named = env.CHROME_PATH;
  if (named) {
    if (!existsSync(named)) throw new Error(`CHROME_PATH is set to ${named}, and there is no such file.`);
    return { executablePath: named, origin: "CHROME_PATH", env: {} };
  }
  const system = systemBrowser(env.PATH ?? "");
  if (system) return { executablePath: system, origin: "system", env: {} };
  const cached = playwrightBrowser(env.PLAYWRIGHT_BROWSERS_PATH);
  if (cached) return { executablePath: cached, origin: "playwright", env: {} };
  const bundled = await bundledChromium(cacheDir);
  if (bundled) return { ...bundled, origin: "bundled" };
  throw new Error(
    "No browser for the browser tests. Looked at CHROME_PATH, for Chromium or Chrome on the PATH, in Playwright's " +
      "cache, and for @sparticuz/chromium (Linux x64). Run `npm ci` with dev dependencies, or set CHROME_PATH.",
  );
}

function systemBrowser(path: string): string | undefined {
  const onPath = path.split(delimiter).flatMap((folder) => SYSTEM_NAMES.map((name) => join(folder, name)));
  return [...onPath, ...SYSTEM_PATHS].find((file) => existsSync(file));
}

/** The newest build that any version of Playwright has downloaded. */
function playwrightBrowser(configured: string | undefined): string | undefined {
  const folders = {
    darwin: join(homedir(), "Library", "Caches", "ms-playwright"),
    win32: join(homedir(), "AppData", "Local", "ms-playwright"),
  } as Record<string, string>;
  const folder = configured ?? folders[process.platform] ?? join(homedir(), ".cache", "ms-playwright");
  return globSync(PLAYWRIGHT_PATTERNS, { cwd: folder })
    .sort((a, b) => a.localeCompare(b, "en", { numeric: true }))
    .map((file) => join(folder, file))
    .at(-1);
}
