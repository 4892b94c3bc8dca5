// Keys by action: choose one, press another; a key that is in use is swapped or left.
// Owns: which key is being changed. Must not: decide what a change does to other actions (settings/rebinding.ts does).
import { type Signal, useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { ACTIONS, type Action, conflictsOf } from "../../input/bindings.ts";
import { MODIFIERS, RESERVED } from "../../input/page-keys.ts";
import { CODES_PER_ACTION } from "../../settings/fields.ts";
import { swapped, userOf, withCode, withoutCode } from "../../settings/rebinding.ts";
import { settings } from "../../settings/store.ts";
import { codeWords } from "../key-words.ts";
import { type StringKey, say } from "../strings.ts";
import { capture } from "./capture.ts";
import "./bindings.css";

/** The key that is being changed: which one of which action, and the code that was pressed but is in use. */
interface Change {
  action: Action;
  at: number;
  wanted: string | null;
}

export const actionWords = (action: Action): string =>
  say(`action${action[0].toUpperCase()}${action.slice(1)}` as StringKey);

export function ControlsSection() {
  const change = useSignal<Change | null>(null);
  const clashes = conflictsOf(settings.bindings.value);
  return (
    <>
      <p class="note">{say("controlsNote")}</p>
      <ul class="bindings">
        {ACTIONS.map((action) => (
          <li key={action} data-testid={`binding-${action}`}>
            <span class="action">{actionWords(action)}</span>
            <Keys action={action} change={change} clashes={clashes} />
            {change.value?.action === action && <Prompt change={change} />}
          </li>
        ))}
      </ul>
    </>
  );
}

interface KeysProps {
  action: Action;
  change: Signal<Change | null>;
  clashes: ReadonlyMap<string, Action[]>;
}

function Keys({ action, change, clashes }: KeysProps) {
  const codes = settings.bindings.value[action];
  const begin = (at: number) => () => (change.value = { action, at, wanted: null });
  const changing = (at: number): boolean => change.value?.action === action && change.value.at === at;
  return (
    <span class="keycaps">
      {codes.map((code, at) => (
        <button
          key={code}
          type="button"
          class={changing(at) ? "keycap changing" : clashes.has(code) ? "keycap clash" : "keycap"}
          data-testid={`key-${action}-${at}`}
          aria-label={say("changeKey", { action: actionWords(action), key: codeWords(code) })}
          onClick={begin(at)}
        >
          {codeWords(code)}
        </button>
      ))}
      {codes.length < CODES_PER_ACTION && (
        <button
          type="button"
          class={changing(codes.length) ? "keycap add changing" : "keycap add"}
          data-testid={`key-${action}-add`}
          aria-label={say("addKey", { action: actionWords(action) })}
          onClick={begin(codes.length)}
        >
          +
        </button>
      )}
    </span>
  );
}

/** What to do now, in words and buttons; it listens for the key while it is there. */
function Prompt({ change }: { change: Signal<Change | null> }) {
  const line = useRef<HTMLFieldSetElement>(null);
  const { action, at, wanted } = change.value as Change;
  const { bindings } = settings;
  const user = wanted === null ? null : userOf(bindings.value, wanted, action);
  const finish = (next = bindings.value): void => {
    bindings.value = next;
    change.value = null;
    focusKey(line.current, at);
  };
  // Before anything else can be pressed. What is refused leaves the question open.
  useLayoutEffect(() => {
    line.current?.scrollIntoView({ block: "nearest" });
    if (user !== null) {
      line.current?.querySelector("button")?.focus();
      return;
    }
    const stop = new AbortController();
    const caught = (code: string): void => {
      if (code === "Escape") finish();
      else if (code === "Delete") finish(withoutCode(bindings.value, action, at));
      else if (RESERVED.has(code) || userOf(bindings.value, code, action) !== null) {
        change.value = { action, at, wanted: code };
      } else finish(withCode(bindings.value, action, at, code));
    };
    capture(caught, stop.signal);
    return () => stop.abort();
  }, [action, at, user]);
  // Of the prompt alone, not of the dialog.
  const leave = (event: KeyboardEvent): void => {
    if (event.code !== "Escape") return;
    event.preventDefault();
    finish();
  };
  return (
    <fieldset class="prompt" ref={line} data-no-capture onKeyDown={leave}>
      <span role="status" data-testid="key-prompt">
        {promptWords(wanted, user)}
      </span>
      {wanted !== null && user !== null && (
        <PromptButton
          name="swap"
          words="swapKeys"
          onClick={() => finish(swapped(bindings.value, action, at, wanted))}
        />
      )}
      {user === null && at < bindings.value[action].length && (
        <PromptButton
          name="remove"
          words="removeKey"
          onClick={() => finish(withoutCode(bindings.value, action, at))}
        />
      )}
      <PromptButton name="cancel" words="cancel" onClick={() => finish()} />
    </fieldset>
  );
}

function PromptButton({ name, words, onClick }: { name: string; words: StringKey; onClick: () => void }) {
  return (
    <button type="button" class="small-button" data-testid={`key-${name}`} onClick={onClick}>
      {say(words)}
    </button>
  );
}

function promptWords(wanted: string | null, user: Action | null): string {
  if (wanted === null) return say("pressKey");
  const key = codeWords(wanted);
  if (user !== null) return say("keyTaken", { key, action: actionWords(user) });
  return say(MODIFIERS.has(wanted) ? "keyModifier" : "keyReserved", { key });
}

/** Back to the key that was changed, or to the last one when it is gone; it is drawn anew by then. */
function focusKey(prompt: HTMLElement | null, at: number): void {
  const row = prompt?.parentElement;
  setTimeout(() => {
    const keys = row?.querySelectorAll<HTMLElement>(".keycap");
    keys?.[Math.min(at, keys.length - 1)]?.focus();
  });
}
