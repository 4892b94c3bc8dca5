// Every language says everything that English says, with the same placeholders.
import assert from "node:assert/strict";
import { en } from "../../../../client/ui/locales/en.ts";
import { enOperators } from "../../../../client/ui/locales/en-operators.ts";
import { zh } from "../../../../client/ui/locales/zh.ts";
import { zhOperators } from "../../../../client/ui/locales/zh-operators.ts";
import { say } from "../../../../client/ui/strings.ts";
import { PROFILES } from "../../../../shared/lab/profile.ts";

const placeholders = (words: string): string[] => [...words.matchAll(/\{\w+\}/g)].map(String).sort();

describe("languages", () => {
  it("have the same keys, each once", () => {
    assert.deepEqual(Object.keys(zh).sort(), Object.keys(en).sort());
  });

  it("have the same keys and placeholders on the operators' page", () => {
    assert.deepEqual(Object.keys(zhOperators).sort(), Object.keys(enOperators).sort());
    for (const [key, words] of Object.entries(enOperators))
      assert.deepEqual(placeholders(zhOperators[key as keyof typeof enOperators]), placeholders(words), key);
  });

  it("have the same placeholders in every sentence", () => {
    for (const [key, words] of Object.entries(en)) {
      const translated = zh[key as keyof typeof en];
      assert.deepEqual(placeholders(translated), placeholders(words), key);
      assert.equal(translated === "", words === "", key);
    }
  });

  it("leave nothing in English by mistake", () => {
    // Units, names and figures are the same in both.
    const same = [
      "title",
      "languageEn",
      "languageZh",
      "nothing",
      "percent",
      "place",
      "off",
      "unitNone",
      "unitPercent",
      "unitU",
      "unitKb",
    ];
    const untouched = Object.keys(en).filter(
      (key) => en[key as keyof typeof en] === zh[key as keyof typeof en],
    );
    assert.deepEqual(untouched.sort(), same.sort());
  });

  it("put values in as they are, whatever a stranger's name looks like", () => {
    const name = "$t(play) {ms} {{name}} <b>&amp;";
    assert.equal(say("wins", { name }), `${name} wins`);
    assert.equal(say("unitNone"), "");
  });

  it("describe every link of the lab as its profile does", () => {
    const described = Object.entries(en).filter(([key]) => /^link[A-Z4]/.test(key));
    const titles = described.map(([, words]) => words).filter((words) => !words.endsWith("."));
    for (const { title } of Object.values(PROFILES)) {
      if (title !== PROFILES.loopback.title) assert.ok(titles.includes(title as never), title);
    }
  });
});
