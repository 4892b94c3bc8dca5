// Words that nobody has to read, masked with *: English through obscenity, Chinese by a list of our own.
// Owns: what is masked in a line or a name. Must not: judge who said it.
import {
  DataSet,
  englishDataset,
  englishRecommendedTransformers,
  type MatchPayload,
  parseRawPattern,
  RegExpMatcher,
} from "obscenity";
import { chineseMatches, type Span } from "./chinese-words.ts";

/** Harmless words that the library's patterns catch. */
const HARMLESS = [
  "cockpit",
  "dickinson",
  "dickson",
  "analgesic",
  "benedict",
  "shiitake",
  "vandyke",
  "klondyke",
  "incestu",
];
/** Words of games that it does not know. */
const MORE = ["|kys|", "|nmsl|", "|cnm|", "|wcnm|", "|tmd|", "|stfu|"];

const dataset = new DataSet<{ originalWord: string }>().addAll(englishDataset);
for (const word of MORE) dataset.addPhrase((phrase) => phrase.addPattern(parseRawPattern(word)));
const built = dataset.build();
const english = new RegExpMatcher({
  ...built,
  whitelistedTerms: [...(built.whitelistedTerms ?? []), ...HARMLESS],
  ...englishRecommendedTransformers,
});

/** Letters that stand one by one, "f u c k" or "f.u.c.k": three at least, and no letter beside them. */
const SPELT = /(?<![\p{L}\p{N}])[\p{L}\p{N}@$!](?:[\s.,\-_*·+~|/]{1,3}[\p{L}\p{N}@$!]){2,}(?![\p{L}\p{N}])/gu;
const GAP = /[\s.,\-_*·+~|/]/u;

/** The text with every unwanted word's letters as stars; as many code points as before. */
export function cleanWords(text: string): string {
  const spans = [...english.getAllMatches(text).map(spanOf), ...speltMatches(text), ...chineseMatches(text)];
  if (spans.length === 0) return text;
  let masked = "";
  let at = 0;
  for (const letter of text) {
    const inside = spans.some(([from, to]) => from <= at && at < to);
    masked += inside && !/\s/u.test(letter) ? "*" : letter;
    at += letter.length;
  }
  return masked;
}

const spanOf = ({ startIndex, endIndex }: MatchPayload): Span => [startIndex, endIndex + 1];

/** Unwanted words that are spelt letter by letter. */
function speltMatches(text: string): Span[] {
  const spans: Span[] = [];
  for (const { 0: run, index } of text.matchAll(SPELT)) {
    let word = "";
    const places: number[] = [];
    for (let at = 0; at < run.length; at++) {
      if (GAP.test(run[at])) continue;
      word += run[at];
      places.push(index + at);
    }
    for (const match of english.getAllMatches(word)) {
      spans.push([places[match.startIndex], places[match.endIndex] + 1]);
    }
  }
  return spans;
}
