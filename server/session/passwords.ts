// Passwords: what they may be, and how they are kept.
// Owns: the hash and how many are made at once. Must not: know whose they are.
import { randomBytes } from "node:crypto";
import { availableParallelism } from "node:os";
import { Hash } from "@colyseus/auth";
import { z } from "zod";
import { Refusal } from "../http/refusal.ts";

const LEAST_CHARACTERS = 8;
const MOST_CHARACTERS = 200;
/** Hashes at work: each takes 16 MB and about 0.05 s of a core, and the game needs a core for itself. */
const MOST_AT_WORK = Math.max(1, availableParallelism() - 1);
/** Those and whoever waits. */
const MOST_ASKED = 16;

const characters = (text: string): number => [...text].length;

/** Any password that may have been chosen once: whether it is the right one is another question. */
export const SaidPassword = z
  .string()
  .min(1)
  .max(MOST_CHARACTERS * 2, "is too long");

export const NewPassword = z
  .string()
  .max(MOST_CHARACTERS * 2, "is too long")
  .refine((s) => characters(s) >= LEAST_CHARACTERS, `has fewer than ${LEAST_CHARACTERS} characters`)
  .refine((s) => characters(s) <= MOST_CHARACTERS, `has more than ${MOST_CHARACTERS} characters`);

let asked = 0;
let atWork = 0;
const waiting: (() => void)[] = [];
let decoy: Promise<string> | undefined;

/** Rejects with Refusal 503 `busy` when too many are at work. */
export const hashOf = (password: string): Promise<string> => inTurn(() => Hash.make(plain(password)));

/**
 * What `find` finds, if the password is its own; null else, after the same time whether there is anything or not. It is
 * looked for in its turn alone: of a flood of guesses most cost nothing. Rejects with Refusal 503 `busy`.
 */
export function openedBy<A extends { passwordHash: string }>(
  password: string,
  find: () => Promise<A | null>,
): Promise<A | null> {
  return inTurn(async () => {
    // Before either way, so that the first stranger does not wait longer than the first friend.
    decoy ??= Hash.make(randomBytes(16).toString("hex"));
    const nobodys = await decoy;
    const found = await find();
    const isRight = await Hash.verify(plain(password), found?.passwordHash ?? nobodys);
    return isRight ? found : null;
  });
}

/** One form for what keyboards and systems write in several. */
const plain = (password: string): string => password.normalize("NFKC");

async function inTurn<T>(act: () => Promise<T>): Promise<T> {
  if (asked >= MOST_ASKED) throw new Refusal(503, "busy", { retryAfterS: 1 });
  asked += 1;
  try {
    if (atWork >= MOST_AT_WORK) await new Promise<void>((start) => waiting.push(start));
    else atWork += 1;
    return await act();
  } finally {
    asked -= 1;
    // Whoever is next works on in this one's place.
    const next = waiting.shift();
    if (next === undefined) atWork -= 1;
    else next();
  }
}
