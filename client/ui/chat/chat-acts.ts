// Does what a typed line means.
// Owns: which place a line or report goes to, whom a name means. Must not: draw.
import { batch } from "@preact/signals";
import { say as words } from "../strings.ts";
import { chooseScope, namesHeard, openScopes, placeOf, scope } from "./chat-box.ts";
import { addNote, addRefusal, allLines, type ChatLine } from "./chat-lines.ts";
import { COMMANDS, type Meaning, meaningOf } from "./commands.ts";
import { mute, mutes, unmute } from "./mutes.ts";

export function enterLine(line: string): void {
  batch(() => obey(meaningOf(line, namesHeard())));
}

function obey(meaning: Meaning): void {
  if (meaning.act === "say") say(meaning);
  else if (meaning.act === "choose") {
    if (!chooseScope(meaning.scope)) addRefusal(meaning.scope === "team" ? "noTeam" : "closed");
  } else if (meaning.act === "help") help();
  else if (meaning.act === "unknown") addNote("chatUnknown", { word: meaning.word });
  else if (meaning.act === "unmute") unmuteNamed(meaning.name);
  else about(meaning.act, meaning.name);
}

function say({ scope: wanted, text, to }: Extract<Meaning, { act: "say" }>): void {
  const where = wanted ?? scope.value;
  if (text === "") return;
  if (where === null) addRefusal("waiting");
  else {
    const place = placeOf(where);
    if (place !== undefined) place.say(where, text, to);
    else addRefusal(where === "team" ? "noTeam" : "closed");
  }
}

/** The last line of somebody of that name. */
function about(act: "mute" | "report", name: string): void {
  const wanted = name.toLowerCase();
  const line = allLines().findLast(
    ({ event }) =>
      event?.kind === "message" && event.c === undefined && event.from.name.toLowerCase() === wanted,
  );
  if (line === undefined) addNote("chatNoSuchName", { name });
  else if (act === "mute") muteSpeaker(line);
  else reportLine(line);
}

export function muteSpeaker({ event }: ChatLine): void {
  if (event?.kind !== "message") return;
  mute(event.from.id, event.from.name);
  addNote("chatMuted", { name: event.from.name });
}

export function reportLine({ link, event }: ChatLine): void {
  if (event !== null) link?.report(event);
}

function unmuteNamed(name: string): void {
  const wanted = name.toLowerCase();
  const found = [...mutes.value].find(([, muted]) => muted.toLowerCase() === wanted);
  if (found === undefined) {
    addNote("chatNoSuchName", { name });
    return;
  }
  unmute(found[0]);
  addNote("chatUnmuted", { name: found[1] });
}

function help(): void {
  for (const { word, help: key, named, scope: needs } of COMMANDS) {
    if (needs !== undefined && !openScopes.value.includes(needs)) continue;
    addNote(key, {}, named ? `/${word} ${words("commandName")}` : `/${word}`);
  }
}
