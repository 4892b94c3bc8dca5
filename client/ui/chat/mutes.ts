// Whose lines one does not want to read: kept in this browser, by player id.
// Owns: the list. Must not: hide anything (who draws lines asks).
import { signal } from "@preact/signals";
import { CHAT } from "../../../shared/tunables/chat.ts";
import { keep, readKept } from "../../settings/storage.ts";

const KEY = "emberline.mutes.1";
const local = (): Storage => localStorage;

export const mutes = signal<ReadonlyMap<string, string>>(read());

export const isMuted = (id: string): boolean => mutes.value.has(id);

/** By id, with the name that the person had; the oldest give way. */
export function mute(id: string, name: string): void {
  const next = new Map(mutes.value);
  next.delete(id);
  next.set(id, name);
  for (const oldest of next.keys()) {
    if (next.size <= CHAT.mutes) break;
    next.delete(oldest);
  }
  set(next);
}

export function unmute(id: string): void {
  const next = new Map(mutes.value);
  next.delete(id);
  set(next);
}

function set(next: ReadonlyMap<string, string>): void {
  mutes.value = next;
  keep(local, KEY, JSON.stringify([...next]));
}

function read(): ReadonlyMap<string, string> {
  try {
    const stored: unknown = JSON.parse(readKept(local, KEY) ?? "[]");
    if (!Array.isArray(stored)) return new Map();
    const pairs = stored.filter(
      (pair): pair is [string, string] =>
        Array.isArray(pair) && pair.length === 2 && pair.every((part) => typeof part === "string"),
    );
    return new Map(pairs.slice(-CHAT.mutes));
  } catch {
    return new Map();
  }
}
