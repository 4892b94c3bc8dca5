// What the page's address says after the #: a page's path and key=value pairs, so that a situation is a link.
// Owns: reading and writing them: #lab=4g, #/rooms, #/r/CODE?lab=4g. Must not: know what they mean.
import { signal } from "@preact/signals";

/** Browsers refuse hundreds of changes of the address in a few seconds: a slider makes them. */
const WRITE_AFTER_MS = 200;

interface Said {
  /** As in `/r/CODE`; "" for the menu. */
  path: string;
  pairs: URLSearchParams;
}

function read(): Said {
  const [, path = "", pairs = ""] = /^#?(\/[^?&]*)?[?&]?(.*)$/s.exec(location.hash) ?? [];
  return { path: path === "/" ? "" : path, pairs: new URLSearchParams(pairs) };
}

/** The pairs; replaced when they change, whoever changes them. */
export const address = signal<URLSearchParams>(read().pairs);
/** What stands before them; see route.ts. */
export const path = signal<string>(read().path);
let writing: number | undefined;

/** Follows the address for as long as the page lives. */
export function followAddress(): void {
  const follow = (): void => {
    const said = read();
    path.value = said.path;
    if (said.pairs.toString() !== address.value.toString()) address.value = said.pairs;
  };
  window.addEventListener("hashchange", follow);
}

/** `address` at once, the browser's a moment later. */
export function changeAddress(next: URLSearchParams): void {
  address.value = next;
  window.clearTimeout(writing);
  writing = window.setTimeout(writeAddress, WRITE_AFTER_MS);
}

/** To another path, the pairs stay. `step`: the browser's way back leads here again. */
export function changePath(next: string, step: boolean): void {
  if (next === path.value) return;
  writeAddress();
  path.value = next;
  if (step) history.pushState(null, "", whole());
  else history.replaceState(null, "", whole());
}

/** The whole address, written out now. */
export function writeAddress(): string {
  window.clearTimeout(writing);
  history.replaceState(null, "", whole());
  return location.href;
}

function whole(): string {
  const pairs = address.value.toString().replace(/=(?=&|$)/g, "");
  const said = path.value + (path.value !== "" && pairs !== "" ? "?" : "") + pairs;
  return `${location.pathname}${location.search}${said === "" ? "" : `#${said}`}`;
}
