// The browser of the tests comes up, shows a document, draws with WebGL in software, and reports what goes wrong.
import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { launchBrowser, newPage, screenshot } from "../helpers/browser.ts";

describe("browser", function () {
  this.timeout(240_000);

  it("shows a document and takes a screenshot of it", async () => {
    const { page, problems, close } = await newPage();
    await page.goto("data:text/html;charset=utf-8,<title>Emberline</title><h1>Light</h1>");
    assert.equal(await page.title(), "Emberline");
    assert.equal(await page.locator("h1").textContent(), "Light");
    assert.ok(statSync(await screenshot(page, "launch")).size > 1_000);
    assert.deepEqual(problems, []);
    await close();
  });

  it("draws with WebGL", async () => {
    const { page, close } = await newPage();
    const pixel = await page.evaluate(() => {
      const gl = document.createElement("canvas").getContext("webgl2");
      if (!gl) return undefined;
      gl.clearColor(1, 0.6, 0.2, 1);
      gl.clear(gl.COLOR_BUFFER_BIT);
      const read = new Uint8Array(4);
      gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, read);
      return [...read];
    });
    assert.deepEqual(pixel, [255, 153, 51, 255]);
    await close();
  });

  it("collects console errors, page errors and failed requests", async () => {
    const { page, problems, close } = await newPage();
    await page.setContent(
      `<script>console.error("one"); setTimeout(() => { throw new Error("two"); });</script>`,
    );
    await page.evaluate(() => fetch("http://127.0.0.1:1/three").catch(() => undefined));
    const kinds = () => new Set(problems.map((problem) => problem.split(":")[0]));
    // The browser tells of each in its own time.
    while (kinds().size < 3) await page.evaluate(() => new Promise(requestAnimationFrame));
    assert.deepEqual([...kinds()].sort(), ["console", "page", "request"]);
    await close();
  });

  it("gives every page an empty profile", async () => {
    const first = await newPage();
    await first.context.addCookies([{ name: "seat", value: "1", url: "http://localhost" }]);
    const second = await newPage();
    assert.deepEqual(await second.context.cookies(), []);
    assert.equal(await launchBrowser(), first.context.browser(), "and all pages one browser");
    await Promise.all([first.close(), second.close()]);
  });
});
