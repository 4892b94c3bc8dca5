// Something of the server that is looked at again and again while it is shown.
// Owns: the timer. Must not: know what is looked at.
import { useCallback, useEffect, useState } from "preact/hooks";
import { operate } from "./state.ts";

const EVERY_MS = 3000;

/** The newest answer of a path, null before the first; and what asks again at once. `everyMs` 0: once. */
export function usePolled<T>(path: string, everyMs = EVERY_MS): [T | null, () => void] {
  const [answer, setAnswer] = useState<T | null>(null);
  const look = useCallback(() => {
    void operate<T>("GET", path).then((said) => said !== null && setAnswer(said));
  }, [path]);
  useEffect(() => {
    look();
    if (everyMs === 0) return;
    const timer = setInterval(look, everyMs);
    return () => clearInterval(timer);
  }, [look, everyMs]);
  return [answer, look];
}
