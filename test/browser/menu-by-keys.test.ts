// The menu and the settings by keyboard alone: reached, changed, left, with the focus always seen and given back.
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { preparePage } from "../../server/ops/page.ts";
import { screenshot, type TestPage } from "../helpers/browser.ts";
import { lettersReady, newChinesePage } from "../helpers/chinese-page.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

/** What has the focus, by its test id. */
const focused = (page: Page) =>
  page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.testid ?? "");

/** The focus is seen: a line round it, or round what is drawn in its place. */
const isSeen = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement;
    const drawn = [at, at?.nextElementSibling].filter((element) => element instanceof Element);
    return drawn.some((element) => {
      const { outlineStyle, outlineWidth, opacity } = getComputedStyle(element);
      return outlineStyle === "solid" && Number.parseFloat(outlineWidth) >= 2 && opacity !== "0";
    });
  });

type Noting = typeof window & { steered: boolean };

/** Notes from now on whether the game is told of anything that steers. */
const noteSteering = (page: Page) =>
  page.evaluate(() => {
    const { view } = window.__emberline!;
    const frame = view.frame.bind(view);
    (window as Noting).steered = false;
    view.frame = (nowMs, controls) => {
      const { moveX, moveY, buttons } = controls;
      (window as Noting).steered ||= moveX !== 0 || moveY !== 0 || buttons !== 0;
      frame(nowMs, controls);
    };
  });

const kept = (page: Page) =>
  page.evaluate(() => JSON.parse(localStorage.getItem("emberline.settings.1") ?? "null"));

describe("menus by keyboard alone", function () {
  this.timeout(240_000);
  let server: TestServer;
  let tab: TestPage;
  let page: Page;

  const press = (...keys: string[]) =>
    keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
  /** Walks on until `id` has the focus; it is seen at every stop. */
  const tabTo = async (id: string, by = "Tab"): Promise<void> => {
    for (let n = 0; n < 60 && (await focused(page)) !== id; n++) {
      await press(by);
      const at = await focused(page);
      if (at !== "") assert.ok(await isSeen(page), `the focus is not seen at ${at}`);
    }
    assert.equal(await focused(page), id);
  };
  /** From one of the tabs to another, by as many arrows. */
  const section = async (name: string): Promise<void> => {
    for (let n = 0; n < 6 && (await focused(page)) !== `tab-${name}`; n++) await press("ArrowDown");
    await page.locator(`[data-section="${name}"]`).waitFor();
  };
  /** What opens or closes gives the focus away when it is drawn, which may be a frame later. */
  const untilFocused = (id: string) =>
    page.waitForFunction((wanted) => document.activeElement?.getAttribute("data-testid") === wanted, id);
  const gone = (id: string) => page.getByTestId(id).waitFor({ state: "detached" });

  before(async () => {
    await preparePage(() => {});
    server = await startServer({ EMBERLINE_DEV: "", ARENA_BOTS_FILL_TO: "0" });
  });
  beforeEach(async () => {
    tab = await newChinesePage({ width: 1280, height: 720, locale: "en-US" });
    page = tab.page;
    await page.goto(`${server.endpoint}/?renderer=canvas`);
    await page.getByTestId("menu").waitFor();
  });
  afterEach(() => tab.close());
  after(() => server.close());

  it("change name, colour, a key, a volume, palette and language, and play", async () => {
    await untilFocused("name-input");
    await tabTo("menu-settings");
    await press("Enter");
    await page.getByTestId("settings").waitFor();
    await untilFocused("tab-player");
    await tabTo("name-input");
    await page.keyboard.type("Tabby");
    await press("Tab", "ArrowRight", "ArrowRight");
    const { hue } = await kept(page);
    assert.equal(await focused(page), `colour-${hue}`);
    await tabTo("tab-player", "Shift+Tab");

    await section("controls");
    await tabTo("key-dash-0");
    await press("Enter");
    await page.getByTestId("key-prompt").waitFor();
    await press("KeyG");
    await gone("key-prompt");
    await page.waitForFunction(() => document.activeElement?.getAttribute("data-testid") === "key-dash-0");
    assert.ok(await isSeen(page));
    await tabTo("tab-controls", "Shift+Tab");

    await section("sound");
    await tabTo("setting-master");
    await press("ArrowLeft");
    await tabTo("tab-sound", "Shift+Tab");
    await section("display");
    await tabTo("setting-palette-standard");
    await press("ArrowRight");
    await tabTo("tab-display", "Shift+Tab");
    await section("language");
    await tabTo("setting-language-auto");
    await press("ArrowRight", "ArrowRight");
    await page.locator("#settings-title").filter({ hasText: "设置" }).waitFor();

    const { bindings, name, master, palette, language } = await kept(page);
    assert.equal(bindings.dash[0], "KeyG");
    assert.deepEqual(
      { name, master, palette, language },
      {
        name: "Tabby",
        master: 0.75,
        palette: "deuteranopia",
        language: "zh",
      },
    );
    await lettersReady(page);
    await screenshot(page, "settings-by-keys");
    await press("Escape");
    await gone("settings");
    await untilFocused("menu-settings");
    await tabTo("play-button", "Shift+Tab");
    await press("Enter");
    await page.getByTestId("overlay").waitFor({ state: "attached" });
    await page.waitForFunction(() => window.__emberline?.view.own?.dashCharges === 2);
    await press("KeyG");
    await page.waitForFunction(() => (window.__emberline?.view.own?.dashCharges ?? 2) < 2);
    assert.deepEqual(tab.problems, []);
  });

  it("open a private room, copy its link, look at the rooms and come back", async () => {
    await tabTo("way-private");
    await press("Enter");
    await page.getByTestId("create-page").waitFor();
    await press("Escape");
    await page.getByTestId("menu").waitFor();
    await tabTo("way-private");
    await press("Enter");
    await page.getByTestId("create-page").waitFor();
    await tabTo("room-title");
    await page.keyboard.type("By keys");
    await press("Enter");
    await page.getByTestId("invite-card").waitFor();
    await tabTo("copy-link");
    assert.ok(await isSeen(page));
    await press("Escape");
    await gone("invite-card");
    await press("Escape");
    await page.getByTestId("settings").waitFor();
    await tabTo("settings-invite");
    await press("Enter");
    await page.getByTestId("invite-card").waitFor();
    await tabTo("invite-done");
    await press("Enter");
    await gone("invite-card");
    await page.evaluate(() => window.__emberline?.view.leave());
    await page.getByTestId("menu").waitFor();
    await tabTo("way-rooms");
    await press("Enter");
    await page.getByTestId("rooms-page").waitFor();
    await tabTo("page-back");
    assert.ok(await isSeen(page));
    await press("Enter");
    await page.getByTestId("menu").waitFor();
    assert.deepEqual(tab.problems, []);
  });

  it("keep the focus in the dialog, and steer nothing behind it", async () => {
    await untilFocused("name-input");
    await page.keyboard.type("Key");
    await press("Enter");
    await page.getByTestId("overlay").waitFor({ state: "attached" });
    await press("Escape");
    await page.getByTestId("settings").waitFor();
    for (const by of ["Tab", "Shift+Tab"]) {
      for (let n = 0; n < 20; n++) {
        await press(by);
        const inside = await page.evaluate(() => document.activeElement?.closest("dialog") ?? null);
        assert.notEqual(inside, null, await focused(page));
      }
    }
    // Not even while nothing in it has the focus.
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.keyboard.down("Tab");
    assert.equal(await page.getByTestId("scoreboard").count(), 0);
    await page.keyboard.up("Tab");
    await noteSteering(page);
    await tabTo("tab-player");
    await press("KeyD");
    await tabTo("back-to-game");
    await screenshot(page, "settings-in-game");
    await press("Enter");
    await gone("settings");
    assert.equal(await page.evaluate(() => (window as Noting).steered), false);
    await page.keyboard.down("KeyD");
    await page.waitForFunction(() => (window as Noting).steered);
    await page.keyboard.up("KeyD");
    await press("Escape");
    await page.getByTestId("settings").waitFor();
    await tabTo("leave-game");
    await press("Enter");
    await page.getByTestId("menu").waitFor();
    await gone("settings");
    assert.equal(await page.getByTestId("name-input").inputValue(), "Key");
    await untilFocused("name-input");
    assert.deepEqual(tab.problems, []);
  });
});
