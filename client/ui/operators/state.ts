// What the operators' page knows, and its calls to the server: who is signed in, what went wrong last.
// Owns: the page's state and the form of its calls. Must not: draw.
import { signal } from "@preact/signals";
import { type CallError, call, type Method } from "../../net/calls.ts";
import { settings } from "../../settings/store.ts";
import { enOperators, type OperatorKey } from "../locales/en-operators.ts";
import { zhOperators } from "../locales/zh-operators.ts";

/** Name of the operator; null for nobody, undefined before it is known. */
export const operator = signal<string | null | undefined>(undefined);
/** What went wrong last, or was done; "" for nothing. */
export const note = signal("");

const chosen = (): "en" | "zh" => {
  const { value } = settings.language;
  if (value !== "auto") return value;
  return navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
};

/** The words of a key, with {placeholders} filled in. */
export function say(key: OperatorKey, values: Record<string, string | number> = {}): string {
  const words = (chosen() === "zh" ? zhOperators : enOperators)[key];
  return words.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
}

export function switchLanguage(): void {
  settings.language.value = chosen() === "zh" ? "en" : "zh";
}

export const languageTag = (): string => (chosen() === "zh" ? "zh-Hans" : "en");

/** In words: the time alone for what was today. */
export function moment(ms: number): string {
  const at = new Date(ms);
  const today = at.toDateString() === new Date().toDateString();
  const clock: Intl.DateTimeFormatOptions = {
    hour: "2-digit",
    minute: "2-digit",
    ...(today && { second: "2-digit" }),
  };
  return at.toLocaleString(languageTag(), today ? clock : { month: "short", day: "numeric", ...clock });
}

/** A call as an operator: null when it failed, with the reason in `note`. The session is a cookie. */
export async function operate<T>(method: Method, path: string, body?: object): Promise<T | null> {
  try {
    return await call<T>(location.origin, method, path, { ...(body && { body }), patienceMs: 10_000 });
  } catch (error) {
    const { status, code } = error as CallError;
    if (status === 401 && code !== "wrongSecret") operator.value = null;
    const known: readonly string[] = ["wrongSecret", "slowDown", "away"];
    if (status !== 401 || code === "wrongSecret")
      note.value = known.includes(code) ? say(code as OperatorKey) : say("failed", { code: code ?? "" });
    return null;
  }
}

/** Does an act, and says `done` when it is. */
export async function act(method: Method, path: string, body?: object, done = ""): Promise<boolean> {
  note.value = "";
  const answer = await operate<object>(method, path, body);
  if (answer !== null && done !== "") note.value = done;
  return answer !== null;
}

export async function whoAmI(): Promise<void> {
  const me = await operate<{ name: string }>("GET", "/api/operators/session");
  operator.value = me?.name ?? null;
}
