// How fast one may speak.
import assert from "node:assert/strict";
import { SpeakerLimits } from "../../../../server/chat/limits.ts";
import { cleanLine } from "../../../../shared/protocol/chat.ts";

describe("a speaker's limits", () => {
  it("[T7] let five lines through at once, and one more each second", () => {
    const limits = new SpeakerLimits();
    const said = (line: string, ms: number) => limits.refuses(line, 1e6 + ms);
    for (let i = 0; i < 5; i++) assert.equal(said(`line ${i}`, 0), null);
    assert.equal(said("line 5", 0), "tooFast");
    assert.equal(said("line 6", 900), "tooFast");
    assert.equal(said("line 7", 1000), null);
    assert.equal(said("line 8", 1000), "tooFast");
  });

  it("[T7] refuse what is empty or longer than 200 characters, counted as people count", () => {
    const limits = new SpeakerLimits();
    assert.equal(limits.refuses("", 0), "empty");
    assert.equal(limits.refuses("🔥".repeat(200), 0), null);
    assert.equal(limits.refuses("🔥".repeat(201), 0), "tooLong");
  });

  it("[T7] take the same line twice, and again after half a minute", () => {
    const limits = new SpeakerLimits();
    const say = (line: string, ms: number) => {
      const refusal = limits.refuses(line, ms);
      if (refusal === null) limits.took(line, ms);
      return refusal;
    };
    assert.deepEqual(
      [0, 2000, 4000, 40_000].map((ms) => say(ms === 2000 ? "GG" : "gg", ms)),
      [null, null, "repeated", null],
    );
  });

  it("[T7] silence for a minute who does not stop", () => {
    const limits = new SpeakerLimits();
    for (let i = 0; i < 15; i++) limits.refuses(`${i}`, 0);
    assert.equal(limits.refuses("now?", 0), "muted");
    assert.equal(limits.refuses("and now?", 59_000), "muted");
    assert.equal(limits.refuses("at last", 61_000), null);
  });
});

describe("a line", () => {
  it("[T9] is one line without control, format and direction characters, and no tower of marks", () => {
    assert.equal(cleanLine("  a\nb\t\u0000c\u202Ed\u200Be\u2066 "), "a b cde");
    assert.equal(cleanLine(`Q${"\u0301".repeat(40)}`), "Q\u0301\u0301\u0301");
    assert.equal(cleanLine("e\u0301"), "é");
    assert.equal(cleanLine("中文，没问题。🔥"), "中文，没问题。🔥");
    assert.equal(cleanLine("\uD83D half"), "half");
    assert.equal(cleanLine("<img src=x onerror=alert(1)>"), "<img src=x onerror=alert(1)>");
  });
});
