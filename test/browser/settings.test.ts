// The settings in a real browser: each at work at once, all of them there after a reload, every one by keyboard alone.
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { preparePage } from "../../server/ops/page.ts";
import { newPage, type PageOptions, screenshot, type TestPage } from "../helpers/browser.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

/** What has the focus, by its test id. */
const focused = (page: Page) =>
  page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.testid ?? "");
/** A reload gives up what was still on its way. */
const faults = ({ problems }: TestPage) =>
  problems.filter((problem) => !problem.endsWith("net::ERR_ABORTED"));
const kept = (page: Page) =>
  page.evaluate(() => JSON.parse(localStorage.getItem("emberline.settings.1") ?? "null"));

describe("settings in a browser", function () {
  this.timeout(60_000);
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

  it("bind another key, and swap one that is in use", async () => {
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
    await choose("key-dash-0", "F3");
    await says(/^F3 .*cannot/);
    await at("key-cancel").click();
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
    await at("key-interact-0").click();
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

  it("are reached, changed and left by keyboard alone, from the menu into the game and back", async () => {
    const page = await open();
    const { keyboard } = page;
    assert.equal(await focused(page), "name-input");
    await keyboard.type("Key");
    const tabTo = async (id: string): Promise<void> => {
      for (let n = 0; n < 30 && (await focused(page)) !== id; n++) await keyboard.press("Tab");
      assert.equal(await focused(page), id);
    };
    await tabTo("menu-settings");
    await keyboard.press("Enter");
    await page.getByTestId("settings").waitFor();
    assert.equal(await focused(page), "tab-player");
    await keyboard.press("ArrowDown");
    await keyboard.press("ArrowDown");
    assert.equal(await focused(page), "tab-sound");
    await tabTo("setting-master");
    await keyboard.press("ArrowLeft");
    assert.equal((await kept(page)).master, 0.75);
    // Round and round: the focus does not get out of the dialog.
    for (let n = 0; n < 12; n++) {
      await keyboard.press("Tab");
      const inside = await page.evaluate(
        () => document.activeElement === document.body || document.activeElement?.closest("dialog") !== null,
      );
      assert.ok(inside, await focused(page));
    }
    await screenshot(page, "settings-by-keys");
    await keyboard.press("Escape");
    await page.getByTestId("settings").waitFor({ state: "detached" });
    assert.equal(await focused(page), "menu-settings");
    await keyboard.press("Shift+Tab");
    assert.equal(await focused(page), "play-button");
    await keyboard.press("Enter");
    await page.getByTestId("overlay").waitFor({ state: "attached" });
    await keyboard.press("Escape");
    await page.getByTestId("settings").waitFor();
    const x = await page.evaluate(() => window.__emberline?.view.own?.x);
    await keyboard.press("KeyD");
    await tabTo("back-to-game");
    await screenshot(page, "settings-in-game");
    await keyboard.press("Enter");
    await page.getByTestId("settings").waitFor({ state: "detached" });
    assert.equal(await page.evaluate(() => window.__emberline?.view.own?.x), x, "no key of it steered");
    await keyboard.down("KeyD");
    await page.waitForFunction((from) => window.__emberline?.view.own?.x !== from, x);
    await keyboard.up("KeyD");
    await keyboard.press("Escape");
    await page.getByTestId("settings").waitFor();
    await tabTo("leave-game");
    await keyboard.press("Enter");
    await page.getByTestId("menu").waitFor();
    assert.equal(await page.getByTestId("name-input").inputValue(), "Key");
    assert.deepEqual(faults(tab), []);
  });
});
