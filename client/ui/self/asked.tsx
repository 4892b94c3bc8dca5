// Something that is asked of the server while it is on screen: what is shown until it is here, and when it never comes.
// Owns: the asking. Must not: know what is asked.
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { say } from "../strings.ts";
import { selfError } from "./words.ts";

export type Asked<T> =
  | { kind: "asking" }
  | { kind: "here"; value: T }
  /** `code`: of the refusal, or "away". */
  | { kind: "refused"; code: string };

export interface Asking<T> {
  asked: Asked<T>;
  again: () => void;
}

/** Asks when it is first drawn, and anew with another `key`. */
export function useAsked<T>(key: string, ask: () => Promise<T>): Asking<T> {
  const [asked, set] = useState<Asked<T>>({ kind: "asking" });
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let wanted = true;
    set({ kind: "asking" });
    ask().then(
      (value) => wanted && set({ kind: "here", value }),
      ({ code = "away" }: { code?: string }) => wanted && set({ kind: "refused", code }),
    );
    return () => {
      wanted = false;
    };
  }, [key, tries]);
  return { asked, again: () => setTries(tries + 1) };
}

interface Props<T> {
  of: Asking<T>;
  children: (value: T) => JSX.Element;
}

export function WhenHere<T>({ of: { asked, again }, children }: Props<T>) {
  if (asked.kind === "here") return children(asked.value);
  if (asked.kind === "asking")
    return (
      <p class="self-waiting" role="status" data-testid="asking">
        <i class="pulse" aria-hidden="true" />
        <span class="unseen">{say("selfLoading")}</span>
      </p>
    );
  return (
    <div class="empty" role="alert" data-testid="refused">
      <p>{selfError(asked.code)}</p>
      <button type="button" class="small-button" onClick={again}>
        {say("tryAgain")}
      </button>
    </div>
  );
}
