// Who one is, in the browser: from guest to account, on another device, out again; the history and the board.
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { preparePage } from "../../server/ops/page.ts";
import { newPage, type TestPage } from "../helpers/browser.ts";
import { startServer, type TestServer } from "../helpers/server.ts";
import { byOne, bytes, duel, match, person } from "../integration/persistence/made-matches.ts";

const PASSWORD = "correct horse";

describe("who one is", function () {
  this.timeout(240_000);
  let server: TestServer;
  const tabs: TestPage[] = [];

  before(async () => {
    await preparePage(() => {});
    server = await startServer({ EMBERLINE_DEV: "" });
  });
  afterEach(async () => {
    await Promise.all(tabs.splice(0).map((tab) => tab.close()));
  });
  after(() => server.close());

  /** Somebody's browser, at a page of the menu. */
  async function openAt(path: string): Promise<Page> {
    const tab = await newPage({ width: 900, height: 600 });
    tabs.push(tab);
    await tab.page.goto(`${server.endpoint}/?renderer=canvas#/${path}`);
    return tab.page;
  }

  async function ownId(page: Page): Promise<string> {
    await page.getByTestId("profile-name").waitFor();
    return page.evaluate(() => JSON.parse(localStorage.getItem("emberline.player") ?? "").player.id);
  }

  async function fill(page: Page, form: string, values: Record<string, string>): Promise<void> {
    await page.getByTestId(`show-${form}`).click();
    for (const [name, value] of Object.entries(values)) await page.getByTestId(`${form}-${name}`).fill(value);
    await page.getByTestId(form).locator('button[type="submit"]').click();
  }

  async function registered(email: string): Promise<{ page: Page; id: string }> {
    const page = await openAt("me");
    const id = await ownId(page);
    await fill(page, "register", { email, password: PASSWORD });
    await page.getByTestId("account-email").waitFor();
    return { page, id };
  }

  async function logIn(page: Page, email: string): Promise<void> {
    await fill(page, "login", { email, password: PASSWORD });
    await page.getByTestId("account-email").waitFor();
  }

  it("is the guest who made an account, with history and board, on another device too", async () => {
    const email = "ann@example.org";
    const first = await openAt("me");
    const id = await ownId(first);
    await first.getByTestId("name-input").fill("Ann 安");
    await first.getByTestId("name-input").press("Enter");
    await first.getByTestId("profile-name").filter({ hasText: "Ann 安" }).waitFor();
    const endedAtMs = Date.now() - 5000;
    const log = bytes(3000);
    const round = match([person(0, id, { name: "Ann 安", score: 77 }), person(1, "u_moth", { place: 2 })]);
    await server.records.saveMatch({ ...round, endedAtMs, log }, null);
    await server.records.saveMatch(duel(id, "u_moth", { endedAtMs: endedAtMs - 1000 }), byOne);
    await fill(first, "register", { email, password: PASSWORD });
    await first.getByTestId("account-email").filter({ hasText: email }).waitFor();

    const second = await openAt("me");
    const guestId = await ownId(second);
    await logIn(second, email);
    assert.equal(await ownId(second), id);
    assert.equal(await second.getByTestId("name-input").inputValue(), "Ann 安");
    const rows = second.getByTestId("history").locator("a");
    await rows.first().waitFor();
    assert.match(await rows.nth(0).innerText(), /Swarm[\s\S]*Place 1 of 2[\s\S]*77 banked/);
    assert.match(await rows.nth(1).innerText(), /Duel[\s\S]*Victory[\s\S]*\+40/);
    assert.match(await second.getByTestId("rating-duel").innerText(), /1040/);

    await rows.first().click();
    const command = await second.getByTestId("replay-line").innerText();
    assert.equal(command, `npm run replay -- ${round.id}`);
    const download = second.waitForEvent("download");
    await second.getByTestId("download-log").click();
    assert.equal((await download).suggestedFilename(), `${round.id}.emberlog`);

    await second.goto(`${server.endpoint}/?renderer=canvas#/board`);
    assert.match(await second.getByTestId("own-line").innerText(), /1[\s\S]*Ann 安[\s\S]*77/);
    await second.getByTestId("setting-mode-duel").check();
    await second.getByTestId("own-line").filter({ hasText: "1040" }).waitFor();

    await second.getByTestId("to-me").click();
    await second.getByTestId("sign-out").click();
    await second.getByTestId("show-login").waitFor();
    assert.equal(await ownId(second), guestId);
    assert.deepEqual(
      tabs.flatMap(({ problems }) => problems),
      [],
    );
  });

  it("tells at each field what is wrong with it, before and after it is sent", async () => {
    await registered("taken@example.org");
    const page = await openAt("me");
    await ownId(page);
    const wrong = (id: string): Promise<string> => page.locator(`#${id}-wrong`).innerText();
    await fill(page, "register", { email: "taken", password: "short" });
    assert.equal(await wrong("register-email"), "This is no email address.");
    assert.equal(await wrong("register-password"), "At least 8 characters.");
    await page.waitForFunction(() => document.activeElement?.id === "register-email");
    await page.getByTestId("register-email").fill("taken@example.org");
    await page.getByTestId("register-password").fill(PASSWORD);
    await page.getByTestId("register-password").press("Enter");
    await page.locator("#register-email-wrong").filter({ hasText: "has an account already" }).waitFor();
    await fill(page, "login", { email: "taken@example.org", password: "not this one" });
    await page.getByTestId("login-error").filter({ hasText: "Email or password is wrong." }).waitFor();
    const autocompletes = await page
      .locator("[data-testid=login] input")
      .evaluateAll((inputs) => inputs.map((input) => input.getAttribute("autocomplete")));
    assert.deepEqual(autocompletes, ["username", "current-password"]);
  });

  it("learns that it was signed out from another device, and is its guest again", async () => {
    const email = "bob@example.org";
    const { page: first, id } = await registered(email);
    const second = await openAt("me");
    await ownId(second);
    await logIn(second, email);
    await second.getByTestId("others-out").click();
    await second.getByTestId("account-state").filter({ hasText: "All other devices" }).waitFor();
    // As an hour later.
    await first.evaluate(() => {
      const kept = JSON.parse(localStorage.getItem("emberline.player") ?? "");
      localStorage.setItem("emberline.player", JSON.stringify({ ...kept, untilMs: 0 }));
    });
    await first.reload();
    await first.getByText("You were signed out of your account").waitFor();
    assert.notEqual(await ownId(first), id);
    await first.getByTestId("page-back").click();
    await first.getByTestId("to-me").filter({ hasText: "signed out" }).waitFor();
    await second.reload();
    assert.equal(await ownId(second), id);
  });

  it("is found and left again by keyboard alone", async () => {
    const page = await openAt("");
    await page.getByTestId("to-me").focus();
    await page.keyboard.press("Enter");
    await page.getByTestId("show-login").waitFor();
    for (let i = 0; i < 30; i++) {
      if (await page.getByTestId("show-login").evaluate((node) => node === document.activeElement)) break;
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "login-email");
    await page.keyboard.press("Escape");
    await page.getByTestId("menu").waitFor();
    assert.equal(await page.evaluate(() => location.hash), "");
  });
});
