// Every screen under axe, in both languages: no fault that is serious or critical.
import assert from "node:assert/strict";
import { preparePage } from "../../server/ops/page.ts";
import { damage } from "../../shared/sim/combat.ts";
import { Weapon } from "../../shared/sim/world.ts";
import { faults } from "../helpers/axe.ts";
import { newPage, screenshot, type TestPage } from "../helpers/browser.ts";
import { lettersReady, newChinesePage } from "../helpers/chinese-page.ts";
import { keepOut } from "../helpers/play-page.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

for (const [language, open] of [
  ["English", newPage],
  ["Chinese", newChinesePage],
] as const) {
  describe(`accessibility in ${language}`, function () {
    this.timeout(240_000);
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
      await page.getByTestId("open-lobby-chat").click();
      await page.getByTestId("chat-field").fill("/");
      found.push(...(await faults(page, "lobby chat")));
      await page.getByTestId("close-chat").click();
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

    it("has none among the rooms, in the form of a new one, at an invitation and in a party", async () => {
      tab = await open({ width: 960, height: 540 });
      const { page } = tab;
      await page.goto(`${server.endpoint}/?renderer=canvas#/rooms`);
      await page.getByTestId("rooms-empty").waitFor();
      const found = await faults(page, "no rooms");
      await page.getByTestId("create-room").click();
      await page.getByTestId("create-page").waitFor();
      found.push(...(await faults(page, "new room")));
      await page.getByTestId("create-submit").click();
      await page.getByTestId("open-invite").click();
      await page.getByTestId("invite-card").waitFor();
      await lettersReady(page);
      await screenshot(page, `invite-${language}`);
      found.push(...(await faults(page, "invite card")));
      await page.getByTestId("invite-done").click();
      const other = await open({ width: 960, height: 540 });
      await other.page.goto(`${server.endpoint}/?renderer=canvas#/rooms`);
      await other.page.getByTestId("rooms").waitFor();
      await lettersReady(other.page);
      await screenshot(other.page, `rooms-${language}`);
      found.push(...(await faults(other.page, "rooms")));
      await other.page.goto(`${server.endpoint}/?renderer=canvas#/r/222222`);
      await other.page.getByTestId("invitation").waitFor();
      found.push(...(await faults(other.page, "invitation")));
      await other.page.getByTestId("decline").click();
      await other.page.getByTestId("way-party").click();
      await other.page.getByTestId("party-panel").waitFor();
      await other.page.getByTestId("way-duel").click();
      await other.page.getByTestId("queue-card").waitFor();
      await lettersReady(other.page);
      await screenshot(other.page, `party-${language}`);
      found.push(...(await faults(other.page, "party and queue")));
      await page.evaluate(() => window.__emberline?.view.leave());
      await other.close();
      assert.deepEqual(found, []);
      assert.deepEqual([...tab.problems, ...other.problems], []);
    });

    it("has none while playing, at one's end, looking on and at the vote", async () => {
      tab = await open({ width: 960, height: 540 });
      const { page } = tab;
      await page.goto(`${server.endpoint}/?renderer=canvas`);
      await page.getByTestId("name-input").fill("Axe");
      await page.getByTestId("play-button").click();
      await page.getByTestId("overlay").waitFor({ state: "attached" });
      const found = await faults(page, "HUD");
      await page.keyboard.press("Enter");
      await page.getByTestId("chat-field").fill("/");
      found.push(...(await faults(page, "chat")));
      await page.keyboard.press("Escape");
      await page.getByTestId("chat-field").waitFor({ state: "detached" });
      await page.keyboard.down("Tab");
      await page.getByTestId("scoreboard").waitFor();
      found.push(...(await faults(page, "scores")));
      await page.keyboard.up("Tab");
      const slot = await page.evaluate(() => window.__emberline?.view.slot ?? -1);
      const { game } = server.rooms()[0];
      const victim = game.skimmer(slot);
      damage(game.world, victim, slot === 0 ? 1 : 0, 1000, 0, Weapon.pulse, game.events);
      // Long enough to look at.
      const comeBack = keepOut(server, victim);
      await page.getByTestId("death").waitFor();
      await lettersReady(page);
      await screenshot(page, `death-${language}`);
      found.push(...(await faults(page, "death")));
      await page.getByTestId("spectate").click();
      await page.getByTestId("play-again").waitFor();
      comeBack();
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
