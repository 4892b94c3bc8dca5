// What a typed line means: something said, or a command.
// Owns: the commands and their grammar. Must not: do what they say.
import type { ChatScope } from "../../../shared/protocol/chat.ts";
import type { StringKey } from "../strings.ts";

export interface Command {
  word: string;
  help: StringKey;
  /** It wants a name first. */
  named: boolean;
  /** Only where this scope is open. */
  scope?: ChatScope;
}

export const COMMANDS: readonly Command[] = [
  { word: "all", help: "helpAll", named: false, scope: "room" },
  { word: "team", help: "helpTeam", named: false, scope: "team" },
  { word: "near", help: "helpNear", named: false, scope: "near" },
  { word: "lobby", help: "helpLobby", named: false, scope: "lobby" },
  { word: "party", help: "helpParty", named: false, scope: "party" },
  { word: "w", help: "helpW", named: true, scope: "whisper" },
  { word: "mute", help: "helpMute", named: true },
  { word: "unmute", help: "helpUnmute", named: true },
  { word: "report", help: "helpReport", named: true },
  { word: "help", help: "helpHelp", named: false },
];

export type Meaning =
  | { act: "say"; scope: ChatScope | null; text: string; to?: string }
  /** From now on lines go there. */
  | { act: "choose"; scope: ChatScope }
  | { act: "mute" | "unmute" | "report"; name: string }
  | { act: "help" }
  | { act: "unknown"; word: string };

/** `names`: who may be meant; a name may hold spaces. A line with `//` is said with one of them. */
export function meaningOf(line: string, names: readonly string[]): Meaning {
  const text = line.trim();
  if (!text.startsWith("/") || text.startsWith("//")) {
    return { act: "say", scope: null, text: text.replace(/^\/\//, "/") };
  }
  const [, word, rest] = /^\/(\S*)\s*(.*)$/su.exec(text) as unknown as [string, string, string];
  const command = COMMANDS.find((known) => known.word === word.toLowerCase());
  if (command === undefined) return { act: "unknown", word };
  if (command.word === "help") return { act: "help" };
  const { scope } = command;
  if (!command.named && scope !== undefined) {
    return rest === "" ? { act: "choose", scope } : { act: "say", scope, text: rest };
  }
  const [name, said] = nameFirst(rest, names);
  if (scope !== undefined) return { act: "say", scope, text: said, to: name };
  return { act: command.word as "mute", name: rest };
}

/** The longest known name that `text` begins with, or its first word; and what follows. */
function nameFirst(text: string, names: readonly string[]): [name: string, rest: string] {
  const lower = text.toLowerCase();
  const known = names
    .filter((name) => lower === name.toLowerCase() || lower.startsWith(`${name.toLowerCase()} `))
    .sort((a, b) => b.length - a.length)[0];
  if (known !== undefined) return [known, text.slice(known.length).trim()];
  const [first = ""] = text.split(/\s/u, 1);
  return [first, text.slice(first.length).trim()];
}

/** How what is typed so far may go on: whole lines to take its place. */
export function suggestionsFor(
  draft: string,
  names: readonly string[],
  scopes: readonly ChatScope[],
): { line: string; command: Command | null; name: string }[] {
  if (!draft.startsWith("/") || draft.startsWith("//")) return [];
  const [, word, gap, rest] = /^\/(\S*)(\s*)(.*)$/su.exec(draft) as unknown as string[];
  const open = COMMANDS.filter(({ scope }) => scope === undefined || scopes.includes(scope));
  if (gap === "") {
    return open
      .filter((command) => command.word.startsWith(word.toLowerCase()))
      .map((command) => ({ line: `/${command.word} `, command, name: "" }));
  }
  const command = open.find((known) => known.named && known.word === word.toLowerCase());
  if (command === undefined) return [];
  return names
    .filter((name) => name.toLowerCase().startsWith(rest.toLowerCase()) && name.length >= rest.length)
    .slice(0, 6)
    .map((name) => ({ line: `/${command.word} ${name} `, command: null, name }));
}
