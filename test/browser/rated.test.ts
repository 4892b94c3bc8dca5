// Rated play in real browsers: a Duel from the queue to the leaderboard, a party that stays one team.
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { preparePage } from "../../server/ops/page.ts";
import { Phase } from "../../shared/sim/world.ts";
import { newPage, screenshot, type TestPage } from "../helpers/browser.ts";
import { LobbyPlayer } from "../helpers/lobby-player.ts";
import { startServer, type TestServer } from "../helpers/server.ts";
import { skimmerOf } from "../helpers/world.ts";

describe("rated play in browsers", function () {
  this.timeout(240_000);
  let server: TestServer;
  let tabs: TestPage[] = [];
  const others: LobbyPlayer[] = [];

  before(async () => {
    await preparePage(() => {});
    server = await startServer({ EMBERLINE_DEV: "", ARENA_BOTS_FILL_TO: "0" });
  });
  afterEach(async () => {
    for (const { lobby } of others.splice(0)) lobby.leave();
    for (const { page, context } of tabs) {
      await page.evaluate(() => window.__emberline?.view.leave());
      await context.close();
    }
    tabs = [];
  });
  after(() => server.close());

  async function open(name: string, hash = ""): Promise<TestPage> {
    const tab = await newPage({ width: 960, height: 640 });
    tabs.push(tab);
    await tab.context.addInitScript((kept) => {
      if (localStorage.getItem("emberline.settings.1") === null)
        localStorage.setItem("emberline.settings.1", JSON.stringify({ name: kept }));
    }, name);
    await tab.page.goto(`${server.endpoint}/?renderer=canvas${hash}`);
    return tab;
  }

  async function sayReady(page: Page): Promise<void> {
    await page.getByTestId("ready-yes").click();
    await page.getByTestId("hud").waitFor();
  }
  const slotOf = (page: Page) => page.evaluate(() => window.__emberline?.view.slot ?? -1);
  const inPhase = (page: Page, phase: number) =>
    page.waitForFunction((wanted) => window.__emberline?.view.state.phase === wanted, phase);

  it("leads from the queue through a Duel to the leaderboard", async () => {
    const [ann, ben] = [await open("Ann"), await open("Ben")];
    for (const { page } of [ann, ben]) await page.getByTestId("way-duel").click();
    await Promise.all([sayReady(ann.page), sayReady(ben.page)]);
    const [room] = server.rooms().filter(({ begun }) => begun);
    const loser = await slotOf(ben.page);
    for (let bout = 0; bout < 3; bout++) {
      await inPhase(ann.page, Phase.playing);
      Object.assign(skimmerOf(room.game.world, loser), { alive: false, hitPoints: 0 });
      // Of the wins, which stay: the interval is over in 2.5 s, seen or not.
      await ann.page.waitForFunction(
        (count) => Math.max(...(window.__emberline?.view.state.wins ?? [])) === count,
        bout + 1,
      );
    }
    await inPhase(ann.page, Phase.scores);
    const verdict = ann.page.getByTestId("verdict");
    await verdict.waitFor();
    assert.equal(await verdict.getAttribute("data-mood"), "good");
    await ann.page.getByTestId("rating-change").filter({ hasText: "1000" }).waitFor();
    await screenshot(ann.page, "rated-duel-won");
    await ann.page.getByTestId("match-leave").click();
    await ann.page.getByTestId("to-board").click();
    await ann.page.getByTestId("setting-mode-duel").check();
    const own = ann.page.getByTestId("own-line");
    await own.filter({ hasText: "Ann" }).waitFor();
    assert.equal(await own.locator("td").first().textContent(), "1");
    assert.match((await ann.page.getByTestId("board").textContent()) ?? "", /Ben/);
    await screenshot(ann.page, "rated-duel-board");
    await ann.page.getByTestId("to-me").click();
    await ann.page.getByTestId("history").getByText("Duel").waitFor();
    await screenshot(ann.page, "rated-duel-history");
    assert.deepEqual([...ann.problems, ...ben.problems], []);
  });

  it("keeps a party that queues for Core Rush in one team", async () => {
    const ann = await open("Ann");
    await ann.page.getByTestId("way-party").click();
    const link = await ann.page.getByTestId("invite-link").inputValue();
    const ben = await open("Ben", new URL(link).hash);
    await ben.page.getByTestId("party-panel").locator("li", { hasText: "Ann" }).waitFor();
    for (let i = 0; i < 6; i++) others.push(await new LobbyPlayer(server.endpoint, `Rival ${i}`).open());
    for (const { queue } of others) queue.join("rush");
    await ann.page.getByTestId("way-rush").click();
    const seated = others.map((player) => player.play());
    await Promise.all([sayReady(ann.page), sayReady(ben.page), ...seated]);
    const room = server.rooms().find(({ clients }) => clients.length === 8);
    assert.ok(room !== undefined);
    const { teams } = room.game.world;
    const [annsTeam, bensTeam] = [teams[await slotOf(ann.page)], teams[await slotOf(ben.page)]];
    assert.equal(annsTeam, bensTeam);
    await inPhase(ann.page, Phase.playing);
    await screenshot(ann.page, "rated-rush");
    await Promise.all(seated.map(async (session) => (await session).leave()));
    assert.deepEqual([...ann.problems, ...ben.problems], []);
  });
});
