// Which words are masked, in two languages and in disguise, and which are not.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { cleanWords } from "../../../../server/chat/filter.ts";
import { playerName } from "../../../../server/chat/names.ts";
import { ROOT } from "../../../architecture/sources.ts";

/** Words of prose: what a document says, without its code. */
const linesOf = (path: string): string[] => readFileSync(join(ROOT, path), "utf8").split("\n");

describe("the filter of lines", () => {
  it("[T8] masks English, however it is written, and keeps the length", () => {
    for (const word of [
      "fuck",
      "FUCK",
      "fuuuuck",
      "sh1t",
      "$h!t",
      "ｆｕｃｋ",
      "bitch",
      "kys",
      "stfu",
      "nmsl",
    ]) {
      assert.equal(cleanWords(word), "*".repeat([...word].length), word);
    }
    assert.equal(cleanWords("f u c k you"), "* * * * you");
    assert.equal(cleanWords("oh F.U.C.K. off"), "oh *******. off");
    assert.equal(cleanWords("🔥shit🔥"), "🔥****🔥");
  });

  it("[T8] masks Chinese, simplified or traditional, with signs between the letters", () => {
    for (const word of [
      "傻逼",
      "煞笔",
      "你媽逼",
      "草泥马",
      "幹你娘",
      "雞巴",
      "他妈的",
      "我操",
      "妈的",
      "智障",
    ]) {
      assert.equal(cleanWords(word), "*".repeat([...word].length), word);
    }
    assert.equal(cleanWords("你这个傻 逼！"), "你这个* *！");
    assert.equal(cleanWords("傻.逼"), "***");
    assert.equal(cleanWords("傻*_逼走开"), "****走开");
  });

  it("[T8] leaves innocent words alone", () => {
    const innocent = [
      "Scunthorpe classic assassin bass cockpit Dickens Essex pass grass analysis therapist peacock cucumber",
      "I want to hit this hat, he is his hit man, as I said",
      "a b c d e f g, I O U, x y z",
      "Scatter shot! Class assignment, raccoon grapes, document, Lightwater",
      "我操作失误了，去操场做体操",
      "妈妈的包，大妈的手机，姑妈的猫",
      "生日你来吗？日子还长",
      "牛逼！太厉害了，干得漂亮，不干你事",
      "今天星期日，你妈妈好吗",
    ];
    for (const line of innocent) assert.equal(cleanWords(line), line);
  });

  it("[T8] finds nothing in the game's own words and documents", () => {
    const locales = readdirSync(join(ROOT, "client/ui/locales")).map((name) => `client/ui/locales/${name}`);
    const documents = readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" });
    const paths = [
      ...documents.filter((n) => n.endsWith(".md")).map((n) => `docs/${n}`),
      ...locales,
      "README.md",
    ];
    for (const line of paths.flatMap(linesOf)) assert.equal(cleanWords(line), line);
  });
});

describe("names", () => {
  it("[T8] go through the same filter, and who is left without one is an Ember", () => {
    assert.equal(playerName("Åsa 小明", "u_1"), "Åsa 小明");
    assert.equal(playerName("shit lord", "u_1"), "**** lord");
    assert.match(playerName("", "u_1"), /^Ember [1-9]\d\d$/);
    assert.match(playerName("傻逼", "u_1"), /^Ember [1-9]\d\d$/);
    assert.equal(playerName("", "u_1"), playerName("", "u_1"));
    const names = new Set(Array.from({ length: 200 }, (_, i) => playerName("", `u_${i}`)));
    assert.ok(names.size > 100);
  });
});
