// Every screen under axe, in both languages: no fault that is serious or critical.
import assert from "node:assert/strict";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { preparePage } from "../../server/ops/page.ts";
import { damage } from "../../shared/sim/combat.ts";
import { Weapon } from "../../shared/sim/world.ts";
import { finishMotions, newPage, screenshot, type TestPage } from "../helpers/browser.ts";
import { lettersReady, newChinesePage } from "../helpers/chinese-page.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

const BAD: readonly (string | null | undefined)[] = ["serious", "critical"];

/** Where axe finds something bad in what is shown now; `screen` names it. */
async function faults(page: Page, screen: string): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.addScriptTag({ content: axe.source });
  // What fades in has less contrast than it will have.
  await finishMotions(page);
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: typeof axe }).axe.run(document, { resultTypes: ["violations"] }),
  );
  return violations
    .filter(({ impact }) => BAD.includes(impact))
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${screen}: ${id} at ${html.slice(0, 160)}`));
}

for (const [language, open] of [
  ["English", newPage],
  ["Chinese", newChinesePage],
] as const) {
  describe(`accessibility in ${language}`, function () {
    this.timeout(120_000);
    let server: TestServer;
    let tab: TestPage;

    before(async () => {
      await preparePage(() => {});
      server = await startServer({ EMBERLINE_DEV: "", ARENA_BOTS_FILL_TO: "8", SCORES_SECONDS: "600" });
    });
    afterEach(() => tab.close());
    after(() => server.close());

    it("has no serious fault in the menu and in any part of the settings", async () => {
      tab = await open({ width: 960, height: 540 });
      const { page } = tab;
      await page.goto(`${server.endpoint}/?renderer=canvas`);
      await page.getByTestId("menu").waitFor();
      const found = await faults(page, "menu");
      await page.getByTestId("menu-settings").click();
      await page.getByTestId("settings").waitFor();
      for (const name of ["player", "controls", "sound", "display", "language", "network"]) {
        await page.getByTestId(`tab-${name}`).click();
        await page.locator(`[data-section="${name}"]`).waitFor();
        found.push(...(await faults(page, name)));
      }
      assert.deepEqual(found, []);
      assert.deepEqual(tab.problems, []);
    });

    it("has none while playing, at one's end, looking on and at the vote", async () => {
      tab = await open({ width: 960, height: 540 });
      const { page } = tab;
      await page.goto(`${server.endpoint}/?renderer=canvas`);
      await page.getByTestId("name-input").fill("Axe");
      await page.getByTestId("play-button").click();
      await page.getByTestId("overlay").waitFor({ state: "attached" });
      const found = await faults(page, "HUD");
      await page.keyboard.down("Tab");
      await page.getByTestId("scoreboard").waitFor();
      found.push(...(await faults(page, "scores")));
      await page.keyboard.up("Tab");
      const slot = await page.evaluate(() => window.__emberline?.view.slot ?? -1);
      const { game } = server.rooms()[0];
      const victim = game.skimmer(slot);
      damage(game.world, victim, slot === 0 ? 1 : 0, 1000, 0, Weapon.pulse, game.events);
      // Long enough to look at.
      victim.respawnTicks = 250;
      await page.getByTestId("death").waitFor();
      await lettersReady(page);
      await screenshot(page, `death-${language}`);
      found.push(...(await faults(page, "death")));
      await page.getByTestId("spectate").click();
      await page.getByTestId("play-again").waitFor();
      found.push(...(await faults(page, "looking on")));
      game.world.phaseEndsTick = game.world.tick;
      await page.getByTestId("vote").waitFor();
      found.push(...(await faults(page, "vote")));
      await lettersReady(page);
      await screenshot(page, `vote-${language}`);
      assert.deepEqual(found, []);
      assert.deepEqual(tab.problems, []);
    });
  });
}
