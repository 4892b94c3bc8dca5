// The lobby's chat in two real browsers: to everybody, whispered, in a party and in play, in Chinese.
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { preparePage } from "../../server/ops/page.ts";
import { LobbyRoom } from "../../server/rooms/lobby-room.ts";
import { newPage, screenshot, type TestPage } from "../helpers/browser.ts";
import { lettersReady, newChinesePage } from "../helpers/chinese-page.ts";
import { compose } from "../helpers/compose.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

const line = (page: Page, text: string) => page.getByTestId("chat-line").filter({ hasText: text });
const field = (page: Page) => page.getByTestId("chat-field");

describe("the lobby's chat in a browser", function () {
  this.timeout(240_000);
  let server: TestServer;
  const tabs: TestPage[] = [];

  before(async () => {
    await preparePage(() => {});
    server = await startServer({ EMBERLINE_DEV: "", ARENA_BOTS_FILL_TO: "0" });
  });
  afterEach(async () => {
    for (const tab of tabs.splice(0)) await tab.close();
  });
  after(() => server.close());

  /** The menu of somebody of that name, with the chat open. */
  async function enter(name: string, tab: TestPage): Promise<Page> {
    tabs.push(tab);
    const { page } = tab;
    await page.addInitScript((called) => {
      localStorage.setItem("emberline.settings.1", JSON.stringify({ name: called }));
    }, name);
    await page.goto(`${server.endpoint}/?renderer=canvas`);
    await page.getByTestId("open-lobby-chat").click();
    await field(page).waitFor();
    return page;
  }

  const idOf = (name: string): string =>
    [...LobbyRoom.chat.desk.everyone()].find(({ person }) => person.name === name)?.person.id ?? "";

  it("is heard by everybody, whispered to one, and kept in a party", async () => {
    const an = await enter("小安", await newChinesePage({ width: 1280, height: 720 }));
    const ben = await enter("Ben", await newPage({ width: 1280, height: 720 }));
    await line(an, "Ben").waitFor();
    await field(an).focus();
    await compose(an, "da jia hao", "大家好");
    await an.keyboard.press("Enter");
    await line(ben, "大家好").waitFor();
    await field(ben).fill("/w 小安 ");
    await field(ben).focus();
    await compose(ben, "qiao qiao", "悄悄话");
    await ben.keyboard.press("Enter");
    await line(an, "悄悄话").waitFor();
    assert.match((await line(an, "悄悄话").textContent()) as string, /私聊.*Ben/);
    LobbyRoom.desk.parties.make(idOf("小安"));
    LobbyRoom.desk.parties.join(idOf("Ben"), LobbyRoom.desk.parties.of(idOf("小安"))?.code ?? "");
    await field(ben).fill("/party ");
    await field(ben).focus();
    await compose(ben, "yi qi", "一起飞");
    await ben.keyboard.press("Enter");
    await line(an, "一起飞").waitFor();
    await lettersReady(an);
    await screenshot(an, "lobby-chat-zh");
    await screenshot(ben, "lobby-chat");
    for (const { problems } of tabs) assert.deepEqual(problems, []);
  });

  // Names of their own: who was in the last test is waited for a while longer.
  it("goes on in play, quietly, and closes by Escape in the menu", async () => {
    const ann = await enter("Mia", await newPage({ width: 1280, height: 720 }));
    const ben = await enter("Noah", await newPage({ width: 390, height: 844 }));
    await screenshot(ben, "lobby-chat-phone");
    await ann.keyboard.press("Escape");
    await field(ann).waitFor({ state: "detached" });
    await field(ben).fill("anybody?");
    await field(ben).press("Enter");
    await ann.getByTestId("lobby-unread").waitFor();
    await screenshot(ann, "lobby-dock");
    await ann.getByTestId("play-button").click();
    await ann.getByTestId("hud").waitFor();
    await field(ben).fill("here and there");
    await field(ben).press("Enter");
    await field(ben).fill("/w Mia to you alone");
    await field(ben).press("Enter");
    await line(ann, "to you alone").waitFor();
    assert.equal(await line(ann, "here and there").count(), 0);
    await ann.keyboard.press("Enter");
    await line(ann, "here and there").waitFor();
    await ann.keyboard.type("/w Noah got it");
    await ann.keyboard.press("Enter");
    await line(ben, "got it").waitFor();
    for (const { problems } of tabs) assert.deepEqual(problems, []);
  });

  it("delivers no whisper of who is muted, also after the page was loaded anew", async () => {
    const ann = await enter("Anna", await newPage({ width: 1280, height: 720 }));
    const ben = await enter("Benno", await newPage({ width: 640, height: 480 }));
    const say = async (page: Page, text: string): Promise<void> => {
      await field(page).fill(text);
      await field(page).press("Enter");
    };
    await say(ben, "hello");
    await line(ann, "hello").waitFor();
    await say(ann, "/mute Benno");
    await line(ann, "You no longer hear Benno").waitFor();
    await ann.reload();
    await ann.getByTestId("open-lobby-chat").click();
    await line(ann, "Welcome, Anna").waitFor();
    await say(ann, "I am back");
    await line(ben, "I am back").waitFor();
    assert.equal(await ben.locator('[data-kind="leave"]').filter({ hasText: "Anna" }).count(), 0);
    await say(ben, "/w Anna can you hear me");
    await line(ben, "can you hear me").waitFor();
    LobbyRoom.chat.announce("the line after it");
    await line(ann, "the line after it").waitFor();
    for (const text of ["can you hear me", "hello"]) assert.equal(await line(ann, text).count(), 0, text);
  });
});
