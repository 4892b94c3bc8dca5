// Owns the browser of a test process: one headless Chromium, launched at first need, closed after the last test.
// Every page starts with an empty profile and collects what goes wrong in it.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from "playwright-core";
import { findBrowser } from "./find-browser.ts";

const CACHE_DIR = join(import.meta.dirname, "..", "..", ".cache");

/** WebGL without a GPU is SwiftShader behind ANGLE. Measured on 2 cores with @sparticuz/chromium 153: launch 0.05 s
 * (2.4 s the first time, unpacking), a page 70 ms, a screenshot 35 ms; 200 blended quads a frame give 59 frames/s at
 * 640x360 and 25 at 1280x720 with WebGL 2, 60 at both with a 2D canvas. Chinese is blank, not even boxes, unless
 * /usr/share/fonts has a TrueType font with it (woff is ignored there; a page may bring one with @font-face). */
const ARGUMENTS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--use-gl=angle",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
];

export interface PageOptions extends BrowserContextOptions {
  /** CSS pixels; small by default, because drawing is done by the CPU. */
  width?: number;
  height?: number;
}

export interface TestPage {
  page: Page;
  /** The page's profile; more pages can be opened in it. */
  context: BrowserContext;
  /** Console errors, uncaught errors and failed requests, in order; a test expects it to stay empty. */
  problems: string[];
  close(): Promise<void>;
}

/** Longer than anything takes where a page is drawn at 5 frames a second and stalls: it ends what hangs, and claims nothing. */
const HANGS_MS = 120_000;

let launched: Promise<Browser> | undefined;

/** The one browser of this process. Rejects with instructions when no browser is found. */
export function launchBrowser(): Promise<Browser> {
  launched ??= launch();
  return launched;
}

async function launch(): Promise<Browser> {
  const found = await findBrowser(CACHE_DIR);
  return chromium.launch({
    executablePath: found.executablePath,
    args: ARGUMENTS,
    chromiumSandbox: false,
    env: { ...process.env, ...found.env } as Record<string, string>,
    timeout: 60_000,
  });
}

async function closeBrowser(): Promise<void> {
  const closing = launched;
  launched = undefined;
  await (await closing)?.close();
}

/** A page in a profile of its own; the options of Playwright's contexts pass through. */
export async function newPage(options: PageOptions = {}): Promise<TestPage> {
  const { width = 640, height = 360, ...rest } = options;
  const browser = await launchBrowser();
  const context = await browser.newContext({ locale: "en-US", viewport: { width, height }, ...rest });
  context.setDefaultTimeout(HANGS_MS);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`page: ${error.stack ?? error.message}`));
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText ?? "";
    // A reload cuts short what the page was asking for.
    if (why !== "net::ERR_ABORTED") problems.push(`request: ${request.url()} ${why}`);
  });
  return { page, context, problems, close: () => context.close() };
}

/** Writes .cache/shots/<name>.png and returns its path. */
export async function screenshot(page: Page, name: string): Promise<string> {
  const folder = join(CACHE_DIR, "shots");
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path });
  return path;
}

// An open browser would keep the test process alive. `after` is absent outside Mocha.
if (typeof after === "function") after(closeBrowser);

/** Ends what fades or flies in, so that a page is judged as it will be; what goes on for ever goes on. */
export function finishMotions(page: Page): Promise<void> {
  return page.evaluate(() => {
    for (const motion of document.getAnimations()) {
      if (motion.effect?.getComputedTiming().endTime !== Infinity) motion.finish();
    }
  });
}
