// The places that one can talk in at the moment, and which of their scopes a line goes to.
// Owns: the followed links and the chosen scope. Must not: draw, or read what is typed.
import { batch, computed, signal } from "@preact/signals";
import type { ChatScope } from "../../../shared/protocol/chat.ts";
import type { ChatLink } from "../../net/chat.ts";
import {
  addNote,
  addRefusal,
  addTold,
  addWelcome,
  allLines,
  dropLines,
  inRoom,
  showChat,
} from "./chat-lines.ts";

const links = signal<readonly ChatLink[]>([]);
/** Counts up when what a link says of its place has changed. */
const changes = signal(0);
const chosen = signal<ChatScope>("room");
/** Where one has been welcomed. */
const welcomed = new WeakMap<ChatLink, string>();

/** Every scope that is open, those for which a name is needed too. */
export const openScopes = computed<readonly ChatScope[]>(() => {
  void changes.value;
  return [...new Set(links.value.flatMap((link) => link.scopes))];
});
const plainScopes = computed<readonly ChatScope[]>(() =>
  openScopes.value.filter((open) => open !== "whisper"),
);
/** Where a line without a command goes; null when one is nowhere. */
export const scope = computed<ChatScope | null>(() =>
  plainScopes.value.includes(chosen.value) ? chosen.value : (plainScopes.value[0] ?? null),
);
/** People in the innermost place. */
export const online = computed(() => {
  void changes.value;
  return links.value[0]?.online ?? 0;
});

/** True when lines can go there now, and then they do. */
export function chooseScope(wanted: ChatScope): boolean {
  const open = plainScopes.value.includes(wanted);
  if (open) chosen.value = wanted;
  return open;
}

/** To the next scope that is open, or the one before. */
export function turnScope(by: 1 | -1): void {
  const all = plainScopes.value;
  const at = scope.value === null ? 0 : all.indexOf(scope.value);
  if (all.length > 0) chosen.value = all[(at + by + all.length) % all.length];
}

export const placeOf = (wanted: ChatScope): ChatLink | undefined =>
  links.value.find((link) => link.scopes.includes(wanted));

/** The names of those who were heard of, the latest first. */
export function namesHeard(): string[] {
  const own = new Set(links.value.map((link) => link.own?.id));
  const names = allLines().flatMap(({ event }) =>
    event === null || event.kind === "system" || own.has(event.from.id) ? [] : [event.from.name],
  );
  return [...new Set(names.reverse())];
}

/** Talks in a place until the returned function is called; the lobby is round every other one. */
export function followChat(link: ChatLink, isLobby = false): () => void {
  const stops = [
    link.on("event", (event) =>
      batch(() => {
        changes.value += 1;
        addTold(link, event, true);
      }),
    ),
    link.on("hello", ({ missed, own: { name }, online: count, box }) =>
      batch(() => {
        changes.value += 1;
        if (missed > 0) addNote("chatMissed", { n: missed });
        if (box !== welcomed.get(link)) addWelcome(link, { name, online: count }, isLobby);
        welcomed.set(link, box);
      }),
    ),
    link.on("refused", ({ code, people }) => batch(() => addRefusal(code, people))),
  ];
  links.value = isLobby ? [...links.value, link] : [link, ...links.value];
  if (!isLobby) inRoom.value = true;
  for (const event of link.lines) addTold(link, event, false);
  link.start();
  return () => {
    for (const stop of stops) stop();
    batch(() => {
      links.value = links.value.filter((other) => other !== link);
      dropLines(link);
      if (isLobby) return;
      inRoom.value = false;
      showChat(false);
    });
  };
}
