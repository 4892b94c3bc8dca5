// The page of a load run: it opens without a network and is readable on a phone.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { newPage, screenshot } from "../helpers/browser.ts";
import { madeResult } from "../helpers/load-result.ts";
import { formatHtml } from "../load/lab/html.ts";

describe("the report of a load run", function () {
  this.timeout(240_000);
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "report-"));
  });
  after(() => rm(folder, { recursive: true }));

  async function open(html: string, width: number, colorScheme: "light" | "dark") {
    const file = join(folder, `${width}.html`);
    await writeFile(file, html);
    const tab = await newPage({ width, height: 800, colorScheme });
    const asked: string[] = [];
    tab.page.on("request", (request) => asked.push(request.url()));
    await tab.page.goto(pathToFileURL(file).href);
    await tab.page.locator("#plot-8 canvas").waitFor();
    return { ...tab, asked };
  }

  it("draws in a browser whose language has no valid name, as headless ones under the POSIX locale", async () => {
    const file = join(folder, "posix.html");
    await writeFile(file, formatHtml(madeResult({ scale: 1 })));
    const { page, problems, close } = await newPage();
    await page.addInitScript(() =>
      Object.defineProperty(navigator, "language", { value: "en-US@posix", configurable: true }),
    );
    await page.goto(pathToFileURL(file).href);
    await page.locator("#plot-8 canvas").waitFor();
    assert.deepEqual(problems, []);
    await close();
  });

  for (const [width, scheme] of [
    [1200, "light"],
    [390, "dark"],
  ] as const) {
    it(`draws every plot without a network, at ${width} px in the ${scheme} theme`, async () => {
      const { page, problems, asked, close } = await open(
        formatHtml(madeResult({ scale: 1.2 })),
        width,
        scheme,
      );
      assert.deepEqual(problems, []);
      assert.deepEqual(
        asked.filter((url) => !/^(file|data):/.test(url)),
        [],
      );
      assert.equal(await page.locator(".plot canvas").count(), 9);
      assert.match((await page.locator(".verdict strong").textContent()) ?? "", /^1 of 2 limits BROKEN$/);
      assert.equal(await page.locator("h1").textContent(), "An example <with> signs");
      const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
      assert.equal(scrollWidth, clientWidth);
      const legible = await page.evaluate(() => {
        const { backgroundColor, color } = getComputedStyle(document.body);
        return { backgroundColor, color };
      });
      assert.notEqual(legible.backgroundColor, legible.color);
      await screenshot(page, `load-report-${scheme}`);
      await close();
    });
  }

  it("says first when the figures are void", async () => {
    const result = madeResult({});
    result.invalid.push("the generator was late: <b>");
    const { page, problems, close } = await open(formatHtml(result), 800, "light");
    assert.deepEqual(problems, []);
    assert.equal(
      await page.locator(".verdict strong").textContent(),
      "NOT VALID: the generator was late: <b>",
    );
    await close();
  });
});
