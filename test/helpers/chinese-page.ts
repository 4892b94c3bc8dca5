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
const SHEET = "index.css";

/** A page of a browser that asks for Chinese. */
export async function newChinesePage(options: PageOptions = {}): Promise<TestPage> {
  const tab = await newPage({ locale: "zh-CN", ...options });
  const faces = readFileSync(join(FONT, "index.css"), "utf8")
    .replaceAll("'Noto Sans SC Variable'", `'${FAMILY}'`)
    .replaceAll("url(./files/", `url(${PATH}`);
  await tab.context.route(`**${PATH}*`, (route) => {
    const name = new URL(route.request().url()).pathname.slice(PATH.length);
    if (name === SHEET) return route.fulfill({ body: faces, contentType: "text/css" });
    return route.fulfill({ path: join(FONT, "files", name), contentType: "font/woff2" });
  });
  // A sheet from the page's own host: it takes no other.
  await tab.context.addInitScript((href) => {
    document.addEventListener("DOMContentLoaded", () => {
      document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
    });
  }, PATH + SHEET);
  return tab;
}

/** Resolves when every letter on the page has its font, and is drawn with it. */
export async function lettersReady(page: Page): Promise<void> {
  await page.evaluate(
    async ([path, family]) => {
      const drawn = (): Promise<void> =>
        new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(() => then())));
      const sheet = document.querySelector<HTMLLinkElement>(`link[href^="${path}"]`);
      while (sheet !== null && sheet.sheet === null) await drawn();
      const hints = [...document.querySelectorAll("input")].map(
        ({ placeholder, value }) => placeholder + value,
      );
      // Asked for by name: a busy page asks for a piece only once it draws it.
      const text = document.body.innerText + hints.join("");
      if (sheet !== null) await document.fonts.load(`16px "${family}"`, text);
      await document.fonts.ready;
      // Chromium keeps words as it has shaped them without: a feature that no font has, another each time, shapes them anew.
      const sheets = document.adoptedStyleSheets;
      const anew = new CSSStyleSheet();
      anew.replaceSync(
        `* { font-feature-settings: "x${String(sheets.length).padStart(3, "0")}" !important }`,
      );
      sheets.push(anew);
      await drawn();
    },
    [PATH, FAMILY] as const,
  );
}
