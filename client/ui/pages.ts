// The pages that the address leads to, by the first part of its path.
// Owns: the table. Must not: load a page before it is wanted.
import type { ComponentType } from "preact";
import { later } from "./later.tsx";
import type { PageProps } from "./route.ts";

const PAGES: Readonly<Record<string, ComponentType<PageProps>>> = {
  board: later(() => import("./self/board-page.tsx").then((loaded) => loaded.BoardPage)),
  match: later(() => import("./self/match-page.tsx").then((loaded) => loaded.MatchPage)),
  me: later(() => import("./self/me-page.tsx").then((loaded) => loaded.MePage)),
  player: later(() => import("./self/player-page.tsx").then((loaded) => loaded.PlayerPage)),
  rooms: later(() => import("./rooms/rooms-page.tsx").then((loaded) => loaded.RoomsPage)),
};

/** Null where there is none: it is the menu then. */
export const pageOf = ([name = ""]: readonly string[]): ComponentType<PageProps> | null =>
  Object.hasOwn(PAGES, name) ? PAGES[name] : null;
