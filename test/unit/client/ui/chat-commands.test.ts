// What a typed line means, and how it may go on.
import assert from "node:assert/strict";
import { meaningOf, suggestionsFor } from "../../../../client/ui/chat/commands.ts";

const NAMES = ["Ember 123", "Ember", "小安", "Ben"];

describe("a typed line", () => {
  it("is said where lines go, unless it begins with a slash; two slashes say one", () => {
    assert.deepEqual(meaningOf("hello /all", NAMES), { act: "say", scope: null, text: "hello /all" });
    assert.deepEqual(meaningOf(" //help ", NAMES), { act: "say", scope: null, text: "/help" });
  });

  it("goes elsewhere once with a word and a text, and from now on with the word alone", () => {
    assert.deepEqual(meaningOf("/near 有人吗", NAMES), { act: "say", scope: "near", text: "有人吗" });
    assert.deepEqual(meaningOf("/ALL  hi", NAMES), { act: "say", scope: "room", text: "hi" });
    assert.deepEqual(meaningOf("/team", NAMES), { act: "choose", scope: "team" });
  });

  it("is whispered to the longest name that it begins with, or to the first word", () => {
    const to = (line: string) => {
      const meaning = meaningOf(line, NAMES);
      return meaning.act === "say" ? [meaning.to, meaning.text] : meaning;
    };
    assert.deepEqual(to("/w ember 123 psst"), ["Ember 123", "psst"]);
    assert.deepEqual(to("/w Ember 1234"), ["Ember", "1234"]);
    assert.deepEqual(to("/w 小安 悄悄话"), ["小安", "悄悄话"]);
    assert.deepEqual(to("/w u_abc hi there"), ["u_abc", "hi there"]);
  });

  it("mutes and reports by the whole name, and owns up to what it does not know", () => {
    assert.deepEqual(meaningOf("/mute Ember 123", NAMES), { act: "mute", name: "Ember 123" });
    assert.deepEqual(meaningOf("/report Ben", NAMES), { act: "report", name: "Ben" });
    assert.deepEqual(meaningOf("/dance now", NAMES), { act: "unknown", word: "dance" });
    assert.deepEqual(meaningOf("/help", NAMES), { act: "help" });
  });
});

describe("suggestions", () => {
  const lines = (draft: string) =>
    suggestionsFor(draft, NAMES, ["room", "near", "whisper"]).map(({ line }) => line);

  it("are the commands that are open here, then the names", () => {
    assert.deepEqual(lines("/"), ["/all ", "/near ", "/w ", "/mute ", "/unmute ", "/report ", "/help "]);
    assert.deepEqual(lines("/un"), ["/unmute "]);
    assert.deepEqual(lines("/w em"), ["/w Ember 123 ", "/w Ember "]);
    assert.deepEqual(
      lines("/w "),
      NAMES.map((name) => `/w ${name} `),
    );
  });

  it("are none for what is said, nor for two slashes, nor after a whole name", () => {
    for (const draft of ["", "hello", "//", "/all x", "/w Ben hello"]) assert.deepEqual(lines(draft), []);
  });
});
