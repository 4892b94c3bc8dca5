// The operators' page, as operators use it: in, look, act, and see what was done. Wide and narrow, in both languages.
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { preparePage } from "../../server/ops/page.ts";
import { ServerProcess } from "../cluster/processes.ts";
import { finishMotions, newPage, screenshot, type TestPage } from "../helpers/browser.ts";
import { lettersReady, newChinesePage } from "../helpers/chinese-page.ts";
import { joinPlayer, type Player } from "../helpers/player.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

const OPERATORS = "ann:correct horse battery";

describe("the operators' page", function () {
  this.timeout(240_000);
  let server: TestServer;
  let wren: Player;
  let test: TestPage;
  let page: Page;

  before(async () => {
    await preparePage(() => {});
    server = await startServer({ EMBERLINE_DEV: "", OPERATORS, ARENA_BOTS_FILL_TO: "6" });
    wren = await joinPlayer(server.endpoint, "Wren");
    const who = { byId: "u_11111111111111111111", aboutId: "u_22222222222222222222", aboutName: "Rook" };
    await server.records.addReport({
      ...{ id: "3b241101-e2bb-4255-8caf-4136c566a962", atMs: Date.now(), ...who, roomId: "lobby" },
      ...{
        reason: "chat:lobby",
        words: "2026-11-22T04:00:00Z lobby Wren: hello\n2026-11-22T04:00:07Z lobby Rook: you are bad",
      },
    });
  });
  afterEach(() => test?.close());
  after(async () => {
    await wren.leave();
    await server.close();
  });

  async function open(options: Parameters<typeof newPage>[0], endpoint = server.endpoint): Promise<void> {
    test = await newPage({ width: 1100, height: 760, ...options });
    page = test.page;
    await page.goto(`${endpoint}/operators`);
    await page.getByTestId("sign-in").waitFor();
  }

  async function signIn(secret = "correct horse battery"): Promise<void> {
    await page.getByTestId("name").fill("ann");
    await page.getByTestId("secret").fill(secret);
    await page.getByTestId("sign-in").click();
  }

  const shot = async (name: string): Promise<void> => {
    await finishMotions(page);
    await screenshot(page, `operators-${name}`);
  };
  const fits = (): Promise<boolean> =>
    page.evaluate(() =>
      [document.documentElement, document.body].every(({ scrollWidth }) => scrollWidth <= window.innerWidth),
    );

  /** What the page asked for while nobody was signed in is no fault of it. */
  const problems = (): string[] => test.problems.filter((line) => !line.includes("401"));

  it("lets nobody in without the secret, and shows what runs to who has it", async () => {
    await open({});
    await shot("sign-in");
    await signIn("not the secret");
    await page.getByTestId("note").filter({ hasText: "not the secret" }).waitFor();
    await signIn();
    const room = page.locator("[data-room]").first();
    await room.waitFor();
    assert.equal(await page.getByTestId("players").textContent(), "1");
    assert.equal(await page.getByTestId("processes").locator("tbody tr").count(), 1);
    await room.locator("button").first().click();
    await page.locator("[data-player]").filter({ hasText: "Wren" }).waitFor();
    await shot("live");
    assert.ok(await fits());
    assert.deepEqual(problems(), []);
    // Whoever opens it again is still signed in: the cookie is no script's business.
    assert.equal(await page.evaluate(() => document.cookie), "");
    await page.reload();
    await page.locator("[data-room]").first().waitFor();
  });

  it("opens the game in a tab of its own, looking on", async () => {
    await open({});
    await signIn();
    await page.locator("[data-room] button").first().click();
    const opened = test.context.waitForEvent("page");
    await page.getByTestId("look-in").click();
    const game = await opened;
    await game.waitForFunction(() => window.__emberline?.view.resting === true, null, { timeout: 60_000 });
    assert.ok(wren.session.state.roster.size > 1);
    await game.close();
  });

  it("bans from a report, and takes down what was done", async () => {
    await open({});
    await signIn();
    await page.getByTestId("tab-reports").click();
    await page.getByTestId("banned").click();
    await shot("report");
    await page.getByTestId("ban-now").click();
    await page.getByTestId("reports").getByText("Banned by ann").waitFor();
    await page.getByTestId("tab-bans").click();
    await page.getByTestId("bans").getByText("u_22222222222222222222").waitFor();
    await shot("bans");
    await page.getByTestId("lift").click();
    await page.getByTestId("tab-audit").click();
    for (const act of ["operator.signIn", "player.ban", "report.settle", "player.unban"])
      await page.getByTestId("audit").getByText(act).first().waitFor();
    await shot("audit");
    assert.deepEqual(problems(), []);
  });

  it("fits a phone, in Chinese", async () => {
    const chinese = await newChinesePage({ width: 390, height: 844 });
    test = chinese;
    page = chinese.page;
    await page.goto(`${server.endpoint}/operators`);
    await page.getByTestId("sign-in").waitFor();
    await lettersReady(page);
    await shot("phone-sign-in");
    await signIn();
    await page.locator("[data-room] button").first().click();
    await page.locator("[data-player]").filter({ hasText: "Wren" }).waitFor();
    assert.ok(await fits());
    await lettersReady(page);
    await shot("phone-live");
    for (const tab of ["reports", "bans", "audit"]) {
      await page.getByTestId(`tab-${tab}`).click();
      assert.ok(await fits(), tab);
    }
    await page.getByTestId("audit").waitFor();
    await lettersReady(page);
    await shot("phone-audit");
  });

  it("ends a process in order, once one is sure", async () => {
    const one = await ServerProcess.start("", { OPERATORS, EMBERLINE_DEV: "" });
    const rook = await joinPlayer(one.endpoint, "Rook");
    await open({}, one.endpoint);
    await signIn();
    const drain = page.getByTestId("processes").getByRole("button");
    // Who is not sure, closes the question: nothing happens.
    const asked = page.waitForEvent("dialog");
    const unsure = drain.click();
    await (await asked).dismiss();
    await unsure;
    page.once("dialog", (dialog) => void dialog.accept());
    const warned = new Promise((resolve) => rook.session.on("moving", resolve));
    await drain.click();
    await warned;
    await page.getByTestId("processes").getByText("drains").waitFor();
    await rook.until(({ link }) => link.kind === "restarting");
    await rook.leave();
    assert.equal(await one.gone(), 0);
  });

  it("puts somebody out", async () => {
    await open({});
    await signIn();
    await page.locator("[data-room] button").first().click();
    const left = wren.until(({ link }) => link.kind === "left");
    await page.locator("[data-player]").filter({ hasText: "Wren" }).getByTestId("kick").click();
    await left;
    assert.deepEqual(problems(), []);
  });
});
