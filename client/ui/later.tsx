// Components whose code comes when they are first drawn, so that the menu does not wait for them.
// Owns: the waiting. Must not: draw anything meanwhile.
import { signal } from "@preact/signals";
import type { ComponentType } from "preact";

/** What `load` resolves to, drawn as soon as it is here; asked for again at the next drawing if it did not come. */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  const loaded = signal<ComponentType<P> | null>(null);
  let asked = false;
  const ask = (): void => {
    asked = true;
    load().then(
      (part) => (loaded.value = part),
      () => (asked = false),
    );
  };
  return function Later(props: P) {
    const Part = loaded.value;
    if (Part === null && !asked) ask();
    return Part === null ? null : <Part {...props} />;
  };
}
