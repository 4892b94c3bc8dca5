// Every word that the screen says, by key, in the language that is chosen.
// Owns: which table is spoken. Must not: hold words (locales/ does). The server sends codes, never sentences.
import { effect, signal } from "@preact/signals";
import i18next from "i18next";
import { settings } from "../settings/store.ts";
import { en, type StringKey } from "./locales/en.ts";

export type { StringKey } from "./locales/en.ts";

/** The other languages, fetched when they are chosen. */
const LATER = { zh: () => import("./locales/zh.ts").then((loaded) => loaded.zh) } as const;
/** As <html lang> has them. */
const TAGS = { en: "en", zh: "zh-Hans" } as const;
type Spoken = keyof typeof TAGS;

/** What is spoken now: it changes when its words are here. */
const spoken = signal<Spoken>("en");
const i18n = i18next.createInstance();
void i18n.init({
  lng: "en",
  fallbackLng: "en",
  resources: { en: { translation: en } },
  initAsync: false,
  // A key is a word, not a path, and a value is text: preact escapes it.
  keySeparator: false,
  nsSeparator: false,
  returnEmptyString: true,
  interpolation: { prefix: "{", suffix: "}", escapeValue: false },
});

/** The words of a key, with {placeholders} filled in. Who calls it while drawing is drawn anew in another language. */
export function say(key: StringKey, values: Record<string, string | number> = {}): string {
  // A value is a stranger's name at times: nothing in it is a key to look up.
  return i18n.t(key, { ...values, lng: spoken.value, nest: false });
}

/** Speaks as the settings say, from now on. Resolves when the first language is there. */
export function followLanguage(): Promise<void> {
  let first: Promise<void> = Promise.resolve();
  effect(() => {
    first = speak(wanted());
  });
  return first;
}

function wanted(): Spoken {
  const { value } = settings.language;
  if (value !== "auto") return value;
  return navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
}

/** Stays with the language that is spoken when the other one cannot be fetched. */
async function speak(language: Spoken): Promise<void> {
  if (language !== "en" && !i18n.hasResourceBundle(language, "translation")) {
    const words = await LATER[language]().catch(() => null);
    if (words === null || wanted() !== language) return;
    i18n.addResourceBundle(language, "translation", words);
  }
  spoken.value = language;
  document.documentElement.lang = TAGS[language];
}
