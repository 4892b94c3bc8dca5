// Chat in a real browser: keys, input methods, commands, mutes, onlookers' lines; two people in one arena.
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { preparePage } from "../../server/ops/page.ts";
import type { SeatWant } from "../../shared/protocol/seats.ts";
import { screenshot } from "../helpers/browser.ts";
import { lettersReady, newChinesePage } from "../helpers/chinese-page.ts";
import { compose } from "../helpers/compose.ts";
import { type PlayingPage, placeInTheOpen, playPage } from "../helpers/play-page.ts";
import { joinPlayer, type Player } from "../helpers/player.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

const line = (page: Page, text: string) => page.getByTestId("chat-line").filter({ hasText: text });

describe("chat in a browser", function () {
  this.timeout(240_000);
  let server: TestServer;
  let tab: PlayingPage;
  let ben: Player;

  before(async () => {
    await preparePage(() => {});
    // The seed: one map in a hundred has no open ground.
    server = await startServer({ EMBERLINE_DEV: "", ARENA_BOTS_FILL_TO: "0", ARENA_SEED: "7" });
  });
  beforeEach(async () => {
    ben = await joinPlayer(server.endpoint, "Ben");
    ben.session.chat.start();
    await ben.until((s) => s.chat.own !== null);
  });
  afterEach(async () => {
    await tab?.close();
    await ben.leave();
  });
  after(() => server.close());

  const playChinese = async (path = ""): Promise<PlayingPage> => {
    const { page, ...rest } = await newChinesePage({ width: 1280, height: 720 });
    await page.goto(`${server.endpoint}/?renderer=canvas${path}`);
    await page.getByTestId("name-input").fill("安");
    await page.getByTestId("play-button").click();
    await line(page, "欢迎，安").waitFor({ state: "attached" });
    const slot = await page.evaluate(() => window.__emberline!.view.slot);
    const close = async (): Promise<void> => {
      // A seat that waits for who closed the page is one more online, for 20 s.
      await page.evaluate(() => window.__emberline?.view.leave());
      await rest.close();
    };
    return { ...rest, page, slot, close };
  };

  const play = async (options = {}): Promise<Page> => {
    tab = await playPage(server, { width: 1280, height: 720, ...options }, async (page) => {
      await page.getByTestId("name-input").fill("Ann");
      await page.getByTestId("play-button").click();
    });
    await tab.page.getByTestId("chat").waitFor();
    await line(tab.page, "Welcome, Ann").waitFor({ state: "attached" });
    return tab.page;
  };

  /** What Ben has been told, as texts. */
  const heard = () => ben.session.chat.lines.filter((e) => e.kind === "message").map((e) => e.text);

  it("opens by its key, says a line, and gives the keys back", async () => {
    const page = await play();
    const skimmer = placeInTheOpen(server, tab.slot);
    await page.keyboard.press("Enter");
    const field = page.getByTestId("chat-field");
    await field.waitFor();
    assert.ok(await field.evaluate((node) => node === document.activeElement));
    await page.keyboard.type("wasd hello");
    assert.equal(await field.inputValue(), "wasd hello");
    await screenshot(page, "chat-open");
    await page.keyboard.press("Enter");
    await ben.until(() => heard().includes("wasd hello"));
    await field.waitFor({ state: "detached" });
    assert.deepEqual([skimmer.vx, skimmer.vy], [0, 0]);
    ben.session.chat.say("room", "你好，Ann 🔥");
    await line(page, "你好，Ann 🔥").waitFor();
    await screenshot(page, "chat-quiet");
    assert.deepEqual(tab.problems, []);
  });

  it("takes Chinese through an input method, whose Enter sends nothing", async () => {
    tab = await playChinese();
    const { page } = tab;
    await page.keyboard.press("Enter");
    await compose(page, "ni hao", "你好，大家好");
    await lettersReady(page);
    await screenshot(page, "chat-zh-open");
    await page.keyboard.press("Enter");
    await ben.until(() => heard().includes("你好，大家好"));
    assert.deepEqual(heard(), ["你好，大家好"]);
    // The next scope: those who see one's light.
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    assert.equal(await page.getByTestId("chat-scope").textContent(), "附近");
    await compose(page, "fu jin", "附近有人吗");
    await page.keyboard.press("Enter");
    await line(page, "附近有人吗").waitFor();
    ben.session.chat.say("room", "看不见你");
    await line(page, "看不见你").waitFor();
    assert.ok(!heard().includes("附近有人吗"), "a near line left the light");
    await lettersReady(page);
    await screenshot(page, "chat-zh");
    assert.deepEqual(tab.problems, []);
  });

  it("tells a team's line, in Chinese, to the team", async () => {
    const want: SeatWant = { kind: "create", room: { mode: "rush", bots: false, listed: true } };
    const mates = [await joinPlayer(server.endpoint, "One", undefined, want)];
    const [one] = mates;
    const { roomId } = one.session.live.room;
    mates.push(await joinPlayer(server.endpoint, "Two", undefined, { kind: "room", id: roomId }));
    for (const { session } of mates) session.chat.start();
    tab = await playChinese(`#/r/${one.session.code}`);
    const { page, slot } = tab;
    const { teams } = server.room(roomId).game.world;
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    assert.equal(await page.getByTestId("chat-scope").textContent(), "队伍");
    await compose(page, "dui you", "队友在哪");
    await page.keyboard.press("Enter");
    await line(page, "队友在哪").waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.type("/all to both");
    await page.keyboard.press("Enter");
    for (const mate of mates) {
      const told = () => mate.session.chat.lines.flatMap((e) => (e.kind === "message" ? [e.text] : []));
      await mate.until(() => told().includes("to both"));
      assert.equal(told().includes("队友在哪"), teams[mate.session.slot] === teams[slot]);
    }
    await lettersReady(page);
    await screenshot(page, "chat-team-zh");
    for (const mate of mates) await mate.leave();
  });

  it("shows what is said as text, whatever it is", async () => {
    const page = await play();
    const nasty =
      "<img src=x onerror=\"document.title='hacked'\"> https://example.com {name} {{x}} $t(title)";
    ben.session.chat.say("room", nasty);
    await line(page, nasty).waitFor();
    await page.keyboard.press("Enter");
    await page.getByTestId("chat-field").waitFor();
    const log = page.getByTestId("chat-log");
    assert.equal(await log.locator("img, a, script").count(), 0);
    assert.equal(await line(page, nasty).locator(".chat-text").textContent(), nasty);
    assert.notEqual(await page.title(), "hacked");
  });

  it("shows who joins the last 50 lines, and the online count", async () => {
    const { chat } = ben.session;
    const { desk } = server.room(ben.session.live.room.roomId).chat;
    for (let n = 1; n <= 60; n++) desk.announce(`word ${n}`);
    await ben.until(() => chat.lines.some((e) => e.kind === "system" && e.text === "word 60"));
    const page = await play();
    await page.keyboard.press("Enter");
    await line(page, "word 60").waitFor();
    const old = page.locator('[data-testid="chat-line"][data-kind="system"]');
    assert.equal(await old.count(), 50);
    assert.match((await old.first().textContent()) as string, /word 11$/);
    assert.equal(await page.getByTestId("chat-online").textContent(), "2 online");
    await ben.leave();
    await page.getByTestId("chat-online").filter({ hasText: "1 online" }).waitFor();
    await screenshot(page, "chat-history");
  });

  it("hides and shows again what somebody says, and reports a line", async () => {
    const page = await play();
    const { chat } = ben.session;
    const type = async (text: string): Promise<void> => {
      await page.keyboard.press("Enter");
      await page.getByTestId("chat-field").fill(text);
      await page.keyboard.press("Enter");
    };
    chat.say("room", "rude words");
    await line(page, "rude words").waitFor();
    await type("/report Ben");
    await line(page, "what Ben said will be looked at").waitFor();
    await type("/mute ben");
    await line(page, "You no longer hear Ben").waitFor();
    assert.equal(await line(page, "rude words").count(), 0);
    chat.say("room", "can you hear me");
    await ben.until(() => heard().includes("can you hear me"));
    server.room(ben.session.live.room.roomId).chat.desk.announce("the line after it");
    await line(page, "the line after it").waitFor();
    assert.equal(await line(page, "can you hear me").count(), 0);
    await type("/unmute Ben");
    await line(page, "can you hear me").waitFor();
    await type("/mute Nobody");
    await line(page, "Nobody called “Nobody”").waitFor();
  });

  it("lists its commands, suggests them and names, and says what it does not know", async () => {
    const page = await play();
    ben.session.chat.say("room", "good evening");
    await line(page, "good evening").waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.type("/m");
    const options = page.getByRole("option");
    assert.deepEqual(await options.allTextContents(), ["/mute NAME hides what NAME says"]);
    await page.keyboard.press("Tab");
    // And whoever else the last lines name: the tests before have been here too.
    assert.ok((await options.allTextContents()).includes("Ben"));
    await screenshot(page, "chat-suggestions");
    await page.getByTestId("chat-field").fill("/help");
    await page.keyboard.press("Enter");
    await line(page, "lists these commands").waitFor();
    assert.ok((await line(page, "/near").count()) > 0);
    assert.equal(await line(page, "/team").count(), 0);
    await screenshot(page, "chat-help");
    await page.getByTestId("chat-field").fill("/dance");
    await page.keyboard.press("Enter");
    await line(page, "no command /dance").waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await page.getByTestId("chat-field").waitFor({ state: "detached" });
    assert.equal(await page.getByTestId("settings").count(), 0);
  });

  it("lets lines of onlookers fly over the field, if that is wished", async () => {
    const page = await play();
    ben.session.watch({ mode: "rest" });
    await ben.until((s) => s.resting);
    // Looked at from before it is said, and halted on its way: it is gone after 9 s, with or without a frame to see it in.
    const flown = page.evaluate(async () => {
      let from = Number.NaN;
      while (true) {
        const node = document.querySelector('[data-testid="danmaku"] span');
        const left = node?.getBoundingClientRect().left ?? Number.NaN;
        if (Number.isNaN(from)) from = left;
        if (left < from - 200) {
          for (const flight of node?.getAnimations() ?? []) flight.pause();
          return node?.textContent;
        }
        await new Promise(requestAnimationFrame);
      }
    });
    ben.session.chat.say("room", "弹幕 go Ann!");
    assert.equal(await flown, "弹幕 go Ann!");
    const flying = page.getByTestId("danmaku").locator("span");
    ben.session.chat.say("room", "second line, in a lane of its own or behind");
    await flying.nth(1).waitFor();
    await screenshot(page, "danmaku");
    await line(page, "second line").waitFor();
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.getByTestId("danmaku").waitFor({ state: "detached" });
    assert.deepEqual(tab.problems, []);
  });

  it("is opened by a button on a phone, and lies over no stick", async () => {
    const page = await play({ width: 390, height: 844, hasTouch: true, isMobile: true });
    ben.session.chat.say("room", "a line that is long enough to be broken on a phone, 也有中文");
    await line(page, "long enough").waitFor();
    await screenshot(page, "chat-phone-quiet");
    const open = page.getByTestId("open-chat");
    await open.tap();
    await page.getByTestId("chat-field").waitFor();
    await page.getByTestId("chat-field").fill("from a phone");
    const panel = await page.getByTestId("chat").boundingBox();
    assert.ok(panel !== null && panel.x >= 0 && panel.x + panel.width <= 390);
    assert.ok(panel.y + panel.height < 844 / 2, "the panel reaches under a phone's keyboard");
    await screenshot(page, "chat-phone");
    await page.getByTestId("chat-send").tap();
    await ben.until(() => heard().includes("from a phone"));
    await page.getByTestId("close-chat").tap();
    await page.getByTestId("chat-field").waitFor({ state: "detached" });
    assert.deepEqual(tab.problems, []);
  });
});
