// The field that one types into: scope, suggestions, composition by an input method, Enter.
// Owns: what its keys do. Must not: decide what a line means (chat-acts.ts does).
import { signal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { CHAT } from "../../../shared/tunables/chat.ts";
import { device } from "../device.ts";
import { IconButton } from "../icon-button.tsx";
import { type StringKey, say } from "../strings.ts";
import { enterLine } from "./chat-acts.ts";
import { namesHeard, openScopes, scope, turnScope } from "./chat-box.ts";
import { showChat } from "./chat-lines.ts";
import { suggestionsFor } from "./commands.ts";

/** What is typed and not yet said; it outlives the field. */
const draft = signal("");
const picked = signal(0);
/** What an input method's key says where `isComposing` comes too late: WebKit ends a composition before its Enter. */
const COMPOSING_KEY = 229;

export const isComposing = (event: KeyboardEvent): boolean =>
  event.isComposing || event.keyCode === COMPOSING_KEY;

/** Begins a line for who types next. */
export function beginLine(text: string): void {
  draft.value = text;
}

type Suggested = ReturnType<typeof suggestionsFor>;

function type(text: string): void {
  draft.value = text;
  picked.value = 0;
}

function send(stays: boolean): void {
  const line = draft.value;
  type("");
  if (line.trim() !== "") enterLine(line);
  // Help is there to be read, and thumbs go on typing.
  if (!stays && !line.startsWith("/help") && device.value !== "touch") showChat(false);
}

/** What a key does in the field; undefined: what keys do in fields. */
function actOf(event: KeyboardEvent, stays: boolean, lines: Suggested, at: number): (() => void) | undefined {
  const { code, shiftKey } = event;
  if (code === "Enter" || code === "NumpadEnter") return () => send(stays);
  if (lines.length > 0) {
    if (code === "Tab") return () => type(lines[at].line);
    if (code === "ArrowDown") return () => (picked.value = (at + 1) % lines.length);
    if (code === "ArrowUp") return () => (picked.value = (at + lines.length - 1) % lines.length);
  }
  // In play Tab has no other use; in a page it walks on.
  if (code === "Tab" && !stays) return () => turnScope(shiftKey ? -1 : 1);
  return undefined;
}

export function ChatEntry({ stays }: { stays: boolean }) {
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  const lines = suggestionsFor(draft.value, namesHeard(), openScopes.value);
  const at = Math.min(picked.value, lines.length - 1);
  const press = (event: KeyboardEvent): void => {
    // What an input method is asked is its own.
    if (isComposing(event)) return;
    const act = actOf(event, stays, lines, at);
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
  return (
    <div class="chat-entry">
      <Suggestions lines={lines} at={at} />
      <ScopeChip />
      <input
        ref={field}
        type="text"
        class="chat-field"
        data-testid="chat-field"
        aria-label={say("chatField")}
        placeholder={say("chatSay")}
        maxLength={CHAT.mostCharacters * 2}
        autocomplete="off"
        enterkeyhint="send"
        dir="auto"
        role="combobox"
        aria-expanded={lines.length > 0}
        aria-controls="chat-suggestions"
        aria-activedescendant={lines.length > 0 ? `chat-suggestion-${at}` : undefined}
        value={draft.value}
        onInput={(event) => type(event.currentTarget.value)}
        onKeyDown={press}
      />
      <IconButton icon="send" label={say("chatSend")} testId="chat-send" onClick={() => send(stays)} />
    </div>
  );
}

const scopeWords = (name: string): string =>
  say(`scope${name[0].toUpperCase()}${name.slice(1)}` as StringKey);

function ScopeChip() {
  if (scope.value === null) return null;
  const words = scopeWords(scope.value);
  return (
    <button
      type="button"
      class={`chat-scope of-${scope.value}`}
      data-testid="chat-scope"
      title={say("chatScope", { scope: words })}
      aria-label={say("chatScope", { scope: words })}
      // The field keeps the focus, and a phone its keyboard.
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => turnScope(1)}
    >
      {words}
    </button>
  );
}

function Suggestions({ lines, at }: { lines: Suggested; at: number }) {
  return (
    <div
      class="chat-suggestions"
      id="chat-suggestions"
      role="listbox"
      aria-label={say("chatSuggestions")}
      hidden={lines.length === 0}
    >
      {lines.map(({ line, command, name }, i) => (
        <div
          key={line}
          id={`chat-suggestion-${i}`}
          role="option"
          tabIndex={-1}
          aria-selected={i === at}
          onPointerDown={(event) => {
            event.preventDefault();
            type(line);
          }}
        >
          {command === null ? (
            <span class="name">{name}</span>
          ) : (
            <>
              <code>
                /{command.word}
                {command.named && ` ${say("commandName")}`}
              </code>{" "}
              {say(command.help)}
            </>
          )}
        </div>
      ))}
    </div>
  );
}
