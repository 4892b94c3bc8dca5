// What one player saw of one room over one connection: from the first patch to the last.
// Owns: that record. Must not: know the player.

/** Between two patches, ms. */
const PATCH_MS = 50;
/** The room's clock may be a tick's work off between two of them. */
const UNEVEN_MS = 10;
/** Per connection: beyond, the link is bad all the time, and more of the same tells nothing. */
const MOST_GAPS = 1000;

/** What a player may lose when a room moves. */
export interface Score {
  embers: number;
  banked: number;
  kills: number;
  deaths: number;
}

export interface Gap {
  /** When it was over, by the clock on the wall, ms. */
  atMs: number;
  /** Between the two patches by the server's own stamps, ms. */
  ms: number;
}

export interface Spell {
  player: number;
  room: string;
  /** Where the connection led: host and port, and the path of a process behind the proxy. */
  process: string;
  firstMs: number;
  lastMs: number;
  patches: number;
  gaps: Gap[];
  /** In the first and the last state; null where they are not decoded. */
  firstScore: Score | null;
  lastScore: Score | null;
}

export function newSpell(player: number, room: string, process: string): Spell {
  return {
    player,
    room,
    process,
    firstMs: 0,
    lastMs: 0,
    patches: 0,
    gaps: [],
    firstScore: null,
    lastScore: null,
  };
}

/** Takes a patch down; `sentMs` and `before` are the server's stamps of it and of the one before, null for none. */
export function notePatch(spell: Spell, atMs: number, sentMs: number | null, before: number | null): void {
  if (spell.patches === 0) spell.firstMs = atMs;
  spell.patches += 1;
  spell.lastMs = atMs;
  if (sentMs === null || before === null) return;
  const ms = sentMs - before;
  if (missedIn({ atMs, ms }) > 0 && spell.gaps.length < MOST_GAPS) spell.gaps.push({ atMs, ms });
}

/** Patches that a room did not send though they were due: a gap of 100 ms has left out one. */
export const missedIn = ({ ms }: Gap): number => Math.max(0, Math.floor((ms + UNEVEN_MS) / PATCH_MS) - 1);
