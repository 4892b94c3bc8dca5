// What people are called where they meet: their names without unwanted words, and names for the nameless.
// Owns: those names. Must not: make them unique (who needs that does).
import { cleanWords } from "./filter.ts";

/** `name` as others may read it. Who has none, or none but stars, is an Ember with a number that stays with `id`. */
export function playerName(name: string, id: string): string {
  const clean = cleanWords(name);
  return /[^*\s]/u.test(clean) ? clean : `Ember ${numberOf(id)}`;
}

/** 100 to 999, the same for the same id. */
function numberOf(id: string): number {
  let hash = 0;
  for (const letter of id) hash = (Math.imul(hash, 31) + (letter.codePointAt(0) as number)) >>> 0;
  return 100 + (hash % 900);
}
