// A form about an account: its fields, what is wrong with each, the way to send it.
// Owns: its markup and what is checked before it is sent. Must not: know what the server does with it.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { type StringKey, say } from "../strings.ts";
import { selfError } from "./words.ts";

/** As the server has it, code points. */
const PASSWORD_LEAST = 8;
const PASSWORD_MOST = 200;

export interface Entry {
  name: string;
  label: StringKey;
  /** `new`: a password that is chosen now. */
  kind: "email" | "password" | "new";
}

/** What is wrong with an entry; "" when nothing is. */
function objection({ kind }: Entry, value: string): string {
  if (kind === "email") return /^\s*[^\s@]+@[^\s@]+\.[^\s@]+\s*$/.test(value) ? "" : say("selfBadEmail");
  const length = [...value].length;
  if (kind === "new" && length < PASSWORD_LEAST) return say("selfShortPassword", { n: PASSWORD_LEAST });
  if (length > PASSWORD_MOST) return say("selfLongPassword", { n: PASSWORD_MOST });
  return length === 0 ? say("selfNoPassword") : "";
}

interface Props {
  entries: readonly Entry[];
  button: StringKey;
  testId: string;
  /** Rejects with CallError. */
  send: (values: Record<string, string>) => Promise<void>;
  /** Below the fields. */
  children?: ComponentChildren;
  /** Beside the button. */
  beside?: ComponentChildren;
}

export function AccountForm({ entries, button, testId, send, children, beside }: Props) {
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const values = Object.fromEntries(entries.map(({ name }) => [name, textOf(form, name)]));
    const found = entries.map((entry) => [entry.name, objection(entry, values[entry.name])]);
    const objections = Object.fromEntries(found.filter(([, words]) => words !== ""));
    setWrong(objections);
    const [first] = Object.keys(objections);
    if (first !== undefined) return fieldOf(form, first)?.focus();
    if (busy) return;
    setBusy(true);
    try {
      await send(values);
    } catch (error) {
      const { code = "away", field = "" } = error as { code?: string; field?: string };
      const at = code === "badRequest" && field in values ? field : fieldOfCode(code, values);
      setWrong({ [at]: code === "badRequest" ? say("errorField") : selfError(code) });
      fieldOf(form, at)?.focus();
    } finally {
      setBusy(false);
    }
  };
  return (
    <form class="self-form" noValidate data-testid={testId} onSubmit={(event) => void submit(event)}>
      {entries.map((entry) => (
        <Field
          key={entry.name}
          entry={entry}
          wrong={wrong[entry.name] ?? ""}
          id={`${testId}-${entry.name}`}
        />
      ))}
      {children}
      <p class="objection" role="alert" data-testid={`${testId}-error`}>
        {wrong[""] ?? ""}
      </p>
      <p class="form-foot">
        <button type="submit" class="small-button warm" disabled={busy}>
          {say(busy ? "selfSending" : button)}
        </button>
        {beside}
      </p>
    </form>
  );
}

const fieldOf = (form: HTMLFormElement, name: string): HTMLInputElement | null =>
  form.querySelector(`input[name="${name}"]`);
const textOf = (form: HTMLFormElement, name: string): string => fieldOf(form, name)?.value ?? "";

/** Where a refusal is shown: at its field, or with "" at the whole form. */
function fieldOfCode(code: string, values: Record<string, string>): string {
  if (code === "emailTaken" && "email" in values) return "email";
  return code === "wrongPassword" && "password" in values ? "password" : "";
}

function Field({ entry: { name, label, kind }, wrong, id }: { entry: Entry; wrong: string; id: string }) {
  const common = {
    id,
    name,
    "data-testid": id,
    autocapitalize: "none",
    spellcheck: false,
    required: true,
    "aria-invalid": wrong !== "",
    "aria-describedby": wrong === "" ? undefined : `${id}-wrong`,
  } as const;
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {say(label)}
      </label>
      {kind === "email" ? (
        <input type="email" autocomplete="username" {...common} />
      ) : (
        <input
          type="password"
          autocomplete={kind === "new" ? "new-password" : "current-password"}
          {...common}
        />
      )}
      {wrong !== "" && (
        <p class="objection" role="alert" id={`${id}-wrong`}>
          {wrong}
        </p>
      )}
    </div>
  );
}
