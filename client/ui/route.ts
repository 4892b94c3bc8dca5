// Which page the address leads to: #/rooms, #/r/CODE, beside the pairs of address.ts.
// Owns: the way there and back. Must not: know the pages (pages.ts does).
import { computed } from "@preact/signals";
import { changePath, path } from "./address.ts";

export interface PageProps {
  /** The path's other parts. */
  rest: readonly string[];
}

/** The path's parts: none in the menu, ["r", "CODE"] for an invitation. */
export const route = computed<readonly string[]>(() => path.value.split("/").filter((part) => part !== ""));

const pathOf = (parts: readonly string[]): string => parts.map((part) => `/${part}`).join("");

/** To a page, and with no part to the menu; the browser's way back leads here again. */
export const go = (...parts: string[]): void => changePath(pathOf(parts), true);

/** As `go`, without a step back: the page that was is over. */
export const swap = (...parts: string[]): void => changePath(pathOf(parts), false);

/** What to hand to somebody else: the page alone, without anybody's pairs. */
export const linkTo = (...parts: string[]): string =>
  `${location.origin}${location.pathname}#${pathOf(parts)}`;
