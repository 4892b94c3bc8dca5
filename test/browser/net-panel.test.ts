// What a player can see and change of the network: the panel's levels, traces as files, the lab and its address.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { preparePage } from "../../server/ops/page.ts";
import { newPage, screenshot, type TestPage } from "../helpers/browser.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

const WIDE = { width: 1280, height: 720 };

/** What the blames add up to, as the panel says it. */
const sums = (page: Page) =>
  page
    .getByTestId("blame-sums")
    .evaluate((list) =>
      Object.fromEntries(
        [...list.querySelectorAll("li")].map(({ dataset }) => [
          dataset.blame,
          [Number(dataset.count), Number(dataset.ms)],
        ]),
      ),
    );

const lab = (page: Page) => page.evaluate(() => ({ ...window.__emberline?.view.lab }));
const hash = (page: Page): string => new URL(page.url()).hash;

/** Where the middle of the game is, nothing may lie at levels 0 to 2. */
const middleIsFree = (page: Page) =>
  page.evaluate(() => {
    const spots = [
      [0, 0],
      [-100, 0],
      [100, 0],
      [0, -60],
      [0, 100],
    ];
    return spots.every(([x, y]) =>
      document.elementFromPoint(innerWidth / 2 + x, innerHeight / 2 + y)?.closest("#world"),
    );
  });

const file = (text: string) => ({
  name: "some.json",
  mimeType: "application/json",
  buffer: Buffer.from(text),
});

describe("the network in a browser", function () {
  this.timeout(240_000);
  let server: TestServer;
  let tab: TestPage;
  let page: Page;

  async function open(options = {}): Promise<void> {
    tab = await newPage(options);
    page = tab.page;
  }

  async function play(address = ""): Promise<void> {
    await page.goto(`${server.endpoint}/?renderer=canvas${address}`);
    await page.getByTestId("play-button").click();
    await page.getByTestId("overlay").waitFor({ state: "attached" });
  }

  before(async () => {
    await preparePage(() => {});
    server = await startServer({ EMBERLINE_DEV: "", ARENA_BOTS_FILL_TO: "0" });
  });
  afterEach(() => tab.close());
  after(() => server.close());

  it("shows more with every F3, N or click on the ping, and remembers how much", async () => {
    await open(WIDE);
    await play();
    const chip = page.getByRole("button", { name: /^Network: / });
    assert.equal(await chip.getAttribute("data-level"), "0");
    await page.keyboard.press("F3");
    await page.getByTestId("figures").waitFor();
    assert.ok(await middleIsFree(page));
    await page.keyboard.press("n");
    const compact = page.getByRole("region", { name: "Network" });
    await compact.getByRole("img", { name: "Patch gap, frame" }).waitFor();
    assert.ok(await middleIsFree(page));
    await page.evaluate(() => document.body.append(document.createElement("textarea")));
    await page.locator("textarea").focus();
    await page.keyboard.press("n");
    assert.equal(await chip.getAttribute("data-level"), "2", "a letter that is typed is no key");
    await page.reload();
    await page.getByTestId("net-compact").waitFor();
    await chip.click();
    await page.getByTestId("net-full").waitFor();
    assert.equal(await page.getByTestId("net-full").getByRole("img").count(), 11);
    await page.keyboard.press("F3");
    await page.getByTestId("net-full").waitFor({ state: "detached" });
    assert.equal(await chip.getAttribute("data-level"), "0");
    assert.deepEqual(tab.problems, []);
  });

  it("has its figures beside the gauges, however wide the window", async () => {
    await open({ width: 1280, height: 640 });
    await play();
    await page.keyboard.press("F3");
    await page.getByTestId("figures").waitFor();
    for (const width of [945, 1000, 1150, 1300, 1600, 1650]) {
      await page.setViewportSize({ width, height: 640 });
      await page.waitForFunction((wide) => innerWidth === wide, width);
      const [gauges, chip] = await page.evaluate(() =>
        [".vitals", ".ping"].map((part) => document.querySelector(part)!.getBoundingClientRect().toJSON()),
      );
      assert.ok(gauges.right < chip.left, `${width}: ${gauges.right} and ${chip.left}`);
    }
    await screenshot(page, "net-level1");
  });

  it("leaves the middle of a phone to the game", async () => {
    await open({ width: 390, height: 844 });
    await play();
    for (const level of [1, 2]) {
      await page.keyboard.press("F3");
      await page.waitForSelector(`[data-testid=ping][data-level="${level}"]`);
      assert.ok(await middleIsFree(page), `level ${level}`);
    }
    await screenshot(page, "net-level2-phone");
  });

  it("saves a trace, and shows the same totals when it is opened again", async () => {
    await open(WIDE);
    await play();
    // In the way of the frames until there is something to add up: one that a stall holds up for long counts for none.
    await page.evaluate(async () => {
      const { trace } = window.__emberline!.view;
      while (trace.stutters.filter(({ blame }) => blame === "frame").length < 3) {
        const untilMs = performance.now() + 120;
        while (performance.now() < untilMs);
        for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame);
      }
    });
    const waits = page.waitForEvent("download");
    await page.keyboard.press("F8");
    const download = await waits;
    assert.match(download.suggestedFilename(), /^emberline-trace-\d{4}(-\d\d){5}\.json$/);
    const buffer = await readFile(await download.path());
    const { stutters } = JSON.parse(buffer.toString()) as { stutters: { blame: string; ms: number }[] };
    const frames = stutters.filter(({ blame }) => blame === "frame");
    assert.ok(frames.length >= 3);

    await page.evaluate(() => window.__emberline?.view.leave());
    await page.getByTestId("menu-trace").click();
    assert.equal(
      await page.waitForFunction(() => location.hash).then((found) => found.jsonValue()),
      "#trace",
    );
    await page.getByTestId("trace-file").setInputFiles(file("{}"));
    await page.getByText("Cannot open some.json").waitFor();
    await page.getByTestId("trace-file").setInputFiles(file(buffer.toString()));
    await page.getByTestId("frozen").waitFor();
    const ms = frames.reduce((sum, stutter) => sum + stutter.ms, 0);
    assert.deepEqual((await sums(page)).frame, [frames.length, ms]);
    assert.equal(await page.getByTestId("open-error").textContent(), "");
    await page.keyboard.press("Escape");
    await page.getByTestId("net-full").waitFor({ state: "detached" });
    await page.waitForFunction(() => location.hash === "");
    assert.deepEqual(tab.problems, []);
  });

  it("opens a trace that is dropped on the panel, frozen, with a way back", async () => {
    await open(WIDE);
    await play();
    await page.keyboard.press("F3");
    await page.keyboard.press("F3");
    await page.getByTestId("net-compact").waitFor();
    await page.evaluate(() => {
      const files = new DataTransfer();
      files.items.add(new File([JSON.stringify(window.__emberline?.view.trace)], "dropped.json"));
      const drop = (type: string) =>
        document
          .querySelector("[data-testid=net-compact]")
          ?.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: files }));
      drop("dragover");
      drop("drop");
    });
    await page.getByText("From a file: dropped.json").waitFor();
    const before = await page.getByTestId("net-full").textContent();
    await page.waitForTimeout(700);
    assert.equal(await page.getByTestId("net-full").textContent(), before);
    await page.getByRole("button", { name: "Back to live" }).click();
    await page.getByTestId("net-compact").waitFor();
  });

  it("makes the link worse, says so, and keeps it in the address and over a reload", async () => {
    await open(WIDE);
    await play();
    await page.keyboard.press("F4");
    await page.getByRole("radio", { name: /^4g/ }).check();
    await page.waitForFunction(() => location.hash === "#lab=4g");
    await page.getByRole("button", { name: "4g" }).waitFor();
    await page.waitForFunction(() => (window.__emberline?.view.pingMs ?? 0) >= 70);
    await page.getByRole("checkbox", { name: /^Prediction/ }).uncheck();
    await page.waitForFunction(() => location.hash === "#lab=4g&prediction=0");
    assert.equal((await lab(page)).prediction, false);
    await page.reload();
    await page.getByTestId("lab-badge").waitFor();
    assert.equal(await page.getByTestId("lab-badge").textContent(), " 4g · no prediction");
    assert.equal((await lab(page)).prediction, false);
    await page.waitForFunction(() => (window.__emberline?.view.pingMs ?? 0) >= 70);
    await page.keyboard.press("F4");
    await page.getByRole("button", { name: "Reset" }).click();
    await page.waitForFunction(() => location.hash === "");
    assert.deepEqual(await lab(page), {
      prediction: true,
      interpolation: true,
      lagCompensation: true,
      pacing: true,
      ghosts: false,
    });
    await page.waitForFunction(() => (window.__emberline?.view.pingMs ?? 99) < 50);
    assert.deepEqual(tab.problems, []);
  });

  it("follows a link that somebody shared, cuts included, and gives the keys back to the game", async () => {
    await open(WIDE);
    await play("#lab=storm&ghosts=1");
    assert.equal(hash(page), "#lab=storm&ghosts=1");
    await page.waitForFunction(() => window.__emberline?.view.lab.ghosts === true);
    const kinds = await page.evaluate(
      () =>
        new Promise<string[]>((resolve) => {
          const seen: string[] = [];
          window.__emberline?.view.on("link", ({ link }) => {
            // The first cut may have come before anybody listened.
            if (seen.length === 0 && link.kind !== "dropped") return;
            seen.push(link.kind);
            if (seen.length === 4) resolve(seen);
          });
        }),
    );
    assert.deepEqual(kinds, ["dropped", "playing", "dropped", "playing"]);
    await page.keyboard.press("b");
    await page.getByTestId("link-none").click();
    await page.waitForFunction(() => document.activeElement === document.body);
    await page.getByTestId("link-custom").click();
    await page.getByTestId("custom-rtt").fill("200");
    await page.waitForFunction(() => location.hash.startsWith("#lab=custom&rtt=200&"));
    await page.keyboard.press("Escape");
    await page.getByTestId("lab").waitFor({ state: "detached" });
  });
});
