// The order in which a browser is looked for, and what is said when there is none.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findBrowser } from "./find-browser.ts";

describe("finding a browser", () => {
  let folder = "";
  const file = (...parts: string[]): string => {
    const path = join(folder, ...parts);
    mkdirSync(join(path, ".."), { recursive: true });
    writeFileSync(path, "");
    return path;
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "emberline-browsers-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("CHROME_PATH comes before everything, and must exist", async () => {
    const named = file("named");
    const system = file("bin", "chromium");
    const env = { CHROME_PATH: named, PATH: join(system, "..") };
    assert.deepEqual(await findBrowser(folder, env), {
      executablePath: named,
      origin: "CHROME_PATH",
      env: {},
    });
    await assert.rejects(findBrowser(folder, { CHROME_PATH: join(folder, "gone") }), /there is no such file/);
  });

  it("the system's comes before Playwright's, and Playwright's newest counts", async () => {
    const system = file("bin", "google-chrome");
    file("cache", "chromium-999", "chrome-linux", "chrome");
    const newest = file("cache", "chromium-1200", "chrome-linux", "chrome");
    const playwright = { PLAYWRIGHT_BROWSERS_PATH: join(folder, "cache") };
    const both = await findBrowser(folder, { PATH: join(folder, "bin"), ...playwright });
    assert.equal(both.executablePath, system);
    const cached = await findBrowser(folder, { PATH: "", ...playwright });
    assert.deepEqual([cached.origin, cached.executablePath], ["playwright", newest]);
  });
});
