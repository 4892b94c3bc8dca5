// Owns pages in Chinese: where no font of the machine has its letters, a page brings its own, so that pictures of it
// can be read. The product ships no font: people who read Chinese have one.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Page } from "playwright-core";
import { newPage, type PageOptions, type TestPage } from "./browser.ts";

const FONT = dirname(
  createRequire(import.meta.url).resolve("@fontsource-variable/noto-sans-sc/package.json"),
);
/** One that the page asks for by itself, after those that a machine may have. */
const FAMILY = "Noto Sans CJK SC";
const PATH = "/chinese-font/";

/** A page of a browser that asks for Chinese. */
export async function newChinesePage(options: PageOptions = {}): Promise<TestPage> {
  const tab = await newPage({ locale: "zh-CN", ...options });
  const faces = readFileSync(join(FONT, "index.css"), "utf8")
    .replaceAll("'Noto Sans SC Variable'", `'${FAMILY}'`)
    .replaceAll("url(./files/", `url(${PATH}`);
  await tab.context.route(`**${PATH}*`, (route) => {
    const name = new URL(route.request().url()).pathname.slice(PATH.length);
    return route.fulfill({ path: join(FONT, "files", name), contentType: "font/woff2" });
  });
  await tab.context.addInitScript((css) => {
    document.addEventListener("DOMContentLoaded", () => {
      document.head.append(Object.assign(document.createElement("style"), { textContent: css }));
    });
  }, faces);
  return tab;
}

/** Resolves when every letter on the page has its font: pieces of it are fetched as words appear. */
export async function lettersReady(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let n = 0; n < 2; n++) {
      await new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(then)));
      await document.fonts.ready;
    }
  });
}
