// The settings in a real browser: each at work at once, all of them there after a reload.
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { PAGE_KEYS } from "../../client/input/page-keys.ts";
import { preparePage } from "../../server/ops/page.ts";
import { newPage, type PageOptions, screenshot, type TestPage } from "../helpers/browser.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

/** A reload gives up what was still on its way. */
const faults = ({ problems }: TestPage) =>
  problems.filter((problem) => !problem.endsWith("net::ERR_ABORTED"));
const kept = (page: Page) =>
  page.evaluate(() => JSON.parse(localStorage.getItem("emberline.settings.1") ?? "null"));

describe("settings in a browser", function () {
  this.timeout(240_000);
  let server: TestServer;
  let tab: TestPage;

  const open = async (options: PageOptions = {}): Promise<Page> => {
    tab = await newPage({ width: 1280, height: 720, ...options });
    await tab.page.goto(`${server.endpoint}/?renderer=canvas`);
    await tab.page.getByTestId("menu").waitFor();
    return tab.page;
  };
  const play = async (page: Page): Promise<void> => {
    await page.getByTestId("play-button").click();
    await page.getByTestId("hud").waitFor();
  };

  before(async () => {
    await preparePage(() => {});
    server = await startServer({ EMBERLINE_DEV: "", ARENA_BOTS_FILL_TO: "0" });
  });
  afterEach(() => tab.close());
  after(() => server.close());

  it("survive a reload, and are at work at once", async () => {
    const page = await open();
    const at = (id: string) => page.getByTestId(id);
    await at("name-input").fill("Ada");
    await at("menu-settings").click();
    await at("settings").getByTestId("colour-5").check({ force: true });
    await at("tab-sound").click();
    await at("setting-master").fill("35");
    await at("setting-muted").check();
    await at("tab-display").click();
    await at("setting-textScale").fill("130");
    await at("setting-reducedMotion-on").check({ force: true });
    await at("setting-graphics-low").check({ force: true });
    await at("tab-network").click();
    await at("setting-smoothing").uncheck();
    await at("setting-netLevel-1").check({ force: true });
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize), "20.8px");
    assert.equal(await page.locator("html").getAttribute("data-still"), "");
    await page.reload();
    assert.equal(await at("name-input").inputValue(), "Ada");
    assert.ok(await at("colour-5").isChecked());
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize), "20.8px");
    const { bindings, ...rest } = await kept(page);
    assert.deepEqual(rest, {
      name: "Ada",
      hue: 5,
      master: 0.35,
      effects: 1,
      ambience: 0.6,
      muted: true,
      language: "auto",
      palette: "standard",
      textScale: 1.3,
      reducedMotion: "on",
      smoothing: false,
      graphics: "low",
      netLevel: 1,
      danmaku: true,
    });
    await play(page);
    assert.equal(await at("ping").getAttribute("data-level"), "1");
    assert.equal(await page.evaluate(() => window.__emberline?.view.smoothing), false);
    assert.deepEqual(faults(tab), []);
  });

  it("take over what was kept before there were settings, and mend what is broken", async () => {
    const page = await open();
    await page.evaluate(() => {
      localStorage.clear();
      const old = { "emberline.name": "Old", "emberline.hue": "6", "emberline.net": "2" };
      for (const [key, value] of Object.entries(old)) localStorage.setItem(key, value);
    });
    await page.reload();
    assert.equal(await page.getByTestId("name-input").inputValue(), "Old");
    const { name, hue, netLevel } = await kept(page);
    assert.deepEqual([name, hue, netLevel], ["Old", 6, 2]);
    assert.equal(await page.evaluate(() => localStorage.getItem("emberline.name")), null);
    await page.evaluate(() =>
      localStorage.setItem(
        "emberline.settings.1",
        '{"name":"New","hue":99,"textScale":"huge","palette":"x"}',
      ),
    );
    await page.reload();
    assert.equal(await page.getByTestId("name-input").inputValue(), "New");
    const mended = await kept(page);
    assert.deepEqual([mended.textScale, mended.palette], [1, "standard"]);
    assert.deepEqual(faults(tab), []);
  });

  it("bind another key, refuse those that the page has for itself, and swap one that is in use", async () => {
    const page = await open();
    const at = (id: string) => page.getByTestId(id);
    const choose = async (id: string, code: string): Promise<void> => {
      await at(id).click();
      await at("key-prompt").waitFor();
      await page.keyboard.press(code);
    };
    const says = (hasText: string | RegExp) => at("key-prompt").filter({ hasText }).waitFor();
    const names = (id: string, hasText: string) => at(id).filter({ hasText }).waitFor();
    await at("menu-settings").click();
    await at("tab-controls").click();
    await at("key-dash-0").click();
    await at("key-prompt").waitFor();
    for (const code of Object.values(PAGE_KEYS)
      .flat()
      .filter((code) => code !== "Escape")) {
      await page.keyboard.press(code);
      await says(new RegExp(`^${code.replace("Key", "")} opens a panel`));
    }
    for (const modifier of ["Control", "Alt", "Meta"]) {
      await page.keyboard.press(`${modifier}+KeyG`);
      await says(new RegExp(`^${modifier} Left is for the browser`));
    }
    await screenshot(page, "settings-refused");
    await names("key-dash-0", "Space");
    await page.keyboard.press("KeyG");
    await names("key-dash-0", "G");
    await choose("key-dash-0", "Space");
    await names("key-dash-0", "Space");
    await choose("key-dash-0", "KeyE");
    await says("E is already used for: Guard.");
    await screenshot(page, "settings-conflict");
    await at("key-cancel").click();
    await names("key-dash-0", "Space");
    await choose("key-dash-0", "KeyE");
    await at("key-swap").click();
    await names("key-dash-0", "E");
    await names("key-guard-0", "Space");
    await choose("key-fire-add", "KeyP");
    await names("key-fire-2", "P");
    await choose("key-fire-2", "Delete");
    await at("key-fire-2").waitFor({ state: "detached" });
    await at("key-scores-0").click();
    await at("key-prompt").waitFor();
    await page.mouse.wheel(0, 100);
    await says(/Wheel down.*Next weapon/);
    await page.keyboard.press("Escape");
    await at("key-prompt").waitFor({ state: "detached" });
    assert.ok(await at("settings").isVisible(), "Escape leaves the question, not the settings");
    await page.keyboard.press("Escape");
    await at("settings").waitFor({ state: "detached" });
    await play(page);
    await page.waitForFunction(() => window.__emberline?.view.own?.dashCharges === 2);
    await page.keyboard.press("KeyE");
    await page.waitForFunction(() => (window.__emberline?.view.own?.dashCharges ?? 2) < 2);
    assert.deepEqual(faults(tab), []);
  });
});
