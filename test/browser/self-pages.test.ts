// Profile, match and leaderboard on every size and in both languages: nothing sticks out, nothing is wrong for axe.
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { preparePage } from "../../server/ops/page.ts";
import type { Records } from "../../server/persistence/records.ts";
import { faults } from "../helpers/axe.ts";
import { finishMotions, screenshot, type TestPage } from "../helpers/browser.ts";
import { lettersReady, newChinesePage } from "../helpers/chinese-page.ts";
import { startServer, type TestServer } from "../helpers/server.ts";
import { byOne, bytes, duel, match, person } from "../integration/persistence/made-matches.ts";

const LONG = "Kindle the Very Long";
const SIZES = [
  [360, 640, 1],
  [360, 640, 1.5],
  [844, 390, 1],
  [1280, 800, 1],
] as const;

/** A page of which a part is cut by a side of the window, or that scrolls sideways. */
const tooWide = (page: Page, name: string): Promise<string[]> =>
  page.evaluate((where) => {
    const body = document.querySelector(".page-body");
    const across = body !== null && body.scrollWidth > body.clientWidth + 1;
    const cut = [...document.querySelectorAll<HTMLElement>(".page *, .self-chips *")].filter((element) => {
      if (element.closest('[aria-hidden="true"], .unseen, .self-scroll') !== null) return false;
      const { left, right, width } = element.getBoundingClientRect();
      return width > 0 && (left < -1 || right > innerWidth + 1);
    });
    return [
      ...(across ? [`${where}: ${body.scrollWidth} of ${body.clientWidth}`] : []),
      ...cut.map((element) => `${where}: ${element.outerHTML.slice(0, 140)}`),
    ];
  }, name);

/** Sixty players with long names on the board, and a life for `id`. Resolves to a round and a rated match. */
async function live(records: Records, id: string): Promise<{ round: string; rated: string }> {
  const nowMs = Date.now();
  const others = Array.from({ length: 60 }, (_, i) => `u_other${i}`);
  for (const [i, other] of others.entries())
    await records.keepPlayer({ id: other, name: LONG, hue: i % 8, nowMs });
  const players = [...others, id].map((who, slot) =>
    person(slot, who, { name: LONG, score: 1000 - slot, kills: 60, place: slot + 1, left: slot === 3 }),
  );
  const round = match(players, { endedAtMs: nowMs - 60_000, log: bytes(900) });
  await records.saveMatch(round, null);
  for (let i = 0; i < 24; i++)
    await records.saveMatch(duel(id, others[i], { endedAtMs: nowMs - i * 9e6 }), byOne);
  const team = (slot: number): object => ({ name: LONG, team: slot % 2, place: (slot % 2) + 1, score: 3 });
  const eight = [id, ...others.slice(0, 7)].map((who, slot) => person(slot, who, team(slot)));
  const rated = match(eight, { mode: "rush", rated: true, endedAtMs: nowMs - 30_000 });
  await records.saveMatch(rated, byOne);
  return { round: round.id, rated: rated.id };
}

for (const locale of ["en-US", "zh-CN"]) {
  describe(`profile, match and leaderboard (${locale})`, function () {
    this.timeout(240_000);
    let server: TestServer;
    let tab: TestPage;

    before(() => preparePage(() => {}));
    beforeEach(async () => {
      server = await startServer({ EMBERLINE_DEV: "" });
    });
    afterEach(async () => {
      await tab.close();
      await server.close();
    });

    for (const [width, height, letters] of SIZES) {
      it(`fit ${width} by ${height}, letters ${letters}, and have no serious fault`, async () => {
        tab = await newChinesePage({ width, height, locale });
        const { page } = tab;
        const scale = JSON.stringify({ textScale: letters, name: LONG });
        await tab.context.addInitScript((text) => localStorage.setItem("emberline.settings.1", text), scale);
        const found: string[] = [];
        const look = async (name: string): Promise<void> => {
          await lettersReady(page);
          await finishMotions(page);
          await screenshot(page, `${name}-${locale}-${width}-${letters}`);
          found.push(...(await tooWide(page, name)), ...(await faults(page, name)));
        };
        const go = (path: string): Promise<unknown> =>
          page.evaluate((hash) => {
            location.hash = hash;
          }, `#/${path}`);

        await page.goto(`${server.endpoint}/?renderer=canvas`);
        await page.getByTestId("to-me").waitFor();
        await look("chips");
        await page.getByTestId("to-me").click();
        await page.getByTestId("profile-name").waitFor();
        await look("me-fresh");
        const id = await page.evaluate(
          () => JSON.parse(localStorage.getItem("emberline.player") ?? "").player.id,
        );
        const { round, rated } = await live(server.records, id);
        await go("board");
        await page.getByTestId("own-line").waitFor();
        await look("board");
        await go("me");
        await page.getByTestId("more-matches").waitFor();
        await page.getByTestId("show-register").click();
        await page.getByTestId("register").locator('button[type="submit"]').click();
        await page.locator("#register-email-wrong").waitFor();
        await look("me");
        await page.getByTestId("more-matches").click();
        await page.getByTestId("more-matches").waitFor({ state: "detached" });
        assert.equal(await page.getByTestId("history").locator("a").count(), 26);
        await go(`match/${round}`);
        await page.getByTestId("team--1").waitFor();
        await look("round");
        await go(`match/${rated}`);
        await page.getByTestId("team-1").waitFor();
        await look("rated");
        await go("player/u_other1");
        await page.getByTestId("player-page").getByTestId("history").waitFor();
        await look("player");
        assert.deepEqual(found, []);
        assert.deepEqual(tab.problems, []);
      });
    }
  });
}
