// What the page's address says after the #: key=value pairs, so that a situation is a link.
// Owns: reading and writing them. Must not: know what they mean.
import { signal } from "@preact/signals";

/** Browsers refuse hundreds of changes of the address in a few seconds: a slider makes them. */
const WRITE_AFTER_MS = 200;

const read = (): URLSearchParams => new URLSearchParams(location.hash.slice(1));

/** The pairs; replaced when they change, whoever changes them. */
export const address = signal<URLSearchParams>(read());
let writing: number | undefined;

/** Follows the address for as long as the page lives. */
export function followAddress(): void {
  window.addEventListener("hashchange", () => (address.value = read()));
}

/** `address` at once, the browser's a moment later. */
export function changeAddress(next: URLSearchParams): void {
  address.value = next;
  window.clearTimeout(writing);
  writing = window.setTimeout(writeAddress, WRITE_AFTER_MS);
}

/** The whole address, written out now. */
export function writeAddress(): string {
  window.clearTimeout(writing);
  const pairs = address.value.toString().replace(/=(?=&|$)/g, "");
  history.replaceState(null, "", `${location.pathname}${location.search}${pairs ? `#${pairs}` : ""}`);
  return location.href;
}
