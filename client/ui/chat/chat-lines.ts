// The lines that the chat shows, in the order in which they came: what was told, and the box's own notes.
// Owns: the lines and which of them nobody has read. Must not: draw, or word anything.
import { batch, computed, signal } from "@preact/signals";
import type { ChatEvent, ChatPerson, ChatRefusal } from "../../../shared/protocol/chat.ts";
import { CHAT } from "../../../shared/tunables/chat.ts";
import type { ChatLink } from "../../net/chat.ts";
import type { StringKey } from "../strings.ts";
import { isMuted } from "./mutes.ts";

export type Told = Exclude<ChatEvent, { kind: "refused" }>;

export interface Note {
  words: StringKey;
  values: Record<string, string | number>;
  /** The line explains it. */
  command?: string;
}

export interface ChatLine {
  key: number;
  /** Of which place; null for the box's own. */
  link: ChatLink | null;
  /** What was told; null for a note. */
  event: Told | null;
  note: Note | null;
  /** It came while nobody read. */
  unread: boolean;
  /** Talk of the lobby: it does not distract from a game. */
  aside: boolean;
}

const lines = signal<readonly ChatLine[]>([]);
let keys = 0;

export const chatOpen = signal(false);
/** One is in a room, and not in the lobby alone. */
export const inRoom = signal(false);
export const unread = signal(0);
/** Without those of people who are muted. */
export const shownLines = computed(() =>
  lines.value.filter(({ event }) => event?.kind !== "message" || !isMuted(event.from.id)),
);

/** In play, while the chat is closed. */
export const quietLines = computed(() => shownLines.value.filter(({ aside }) => !(aside && inRoom.value)));

/** All of them, the muted too. */
export const allLines = (): readonly ChatLine[] => lines.value;

/** `fresh`: it has just come. */
export function addTold(link: ChatLink, told: ChatEvent, fresh: boolean): void {
  const event = told as Told;
  // One is welcomed oneself.
  if (event.kind === "enter" && event.from.id === link.own?.id) return;
  const aside = event.kind !== "system" && event.scope === "lobby";
  add({ link, event, note: null, unread: fresh && isMissed(event) && !(aside && inRoom.value), aside });
}

const isMissed = (event: Told): boolean =>
  !chatOpen.value &&
  event.kind === "message" &&
  !event.old &&
  event.c === undefined &&
  !isMuted(event.from.id);

/** Says hello in a place: below what was said before one came, though that comes later. */
export function addWelcome(link: ChatLink, values: Note["values"], aside: boolean): void {
  const words = aside ? "chatWelcomeLobby" : "chatWelcome";
  add({ link, event: null, note: { words, values }, unread: false, aside });
}

export function addNote(words: StringKey, values: Note["values"] = {}, command?: string): void {
  const note = { words, values, ...(command && { command }) };
  add({ link: null, event: null, note, unread: false, aside: false });
}

/** Says why a line was not taken, and who may have been meant. */
export function addRefusal(code: ChatRefusal | "lost" | "waiting", people: readonly ChatPerson[] = []): void {
  addNote(`refused${code[0].toUpperCase()}${code.slice(1)}` as StringKey);
  const names = people.map(({ name, id }) => `${name} (${id})`).join(", ");
  if (names !== "") addNote("chatMeant", { names });
}

function add(line: Omit<ChatLine, "key">): void {
  keys += 1;
  const at = line.event?.old
    ? lines.value.findIndex((other) => other.event === null && other.link === line.link)
    : -1;
  lines.value = lines.value
    .toSpliced(at === -1 ? lines.value.length : at, 0, { ...line, key: keys })
    .slice(-CHAT.shown);
  if (line.unread) unread.value += 1;
}

/** Takes away what was said in a place. */
export function dropLines(link: ChatLink): void {
  lines.value = lines.value.filter((line) => line.link !== link);
}

export function showChat(open: boolean): void {
  batch(() => {
    chatOpen.value = open;
    if (open) unread.value = 0;
    else if (lines.value.some((line) => line.unread)) {
      lines.value = lines.value.map((line) => (line.unread ? { ...line, unread: false } : line));
    }
  });
}
