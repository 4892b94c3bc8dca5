// What the HUD shows, as signals: hot values change at most ten times a second.
// Owns: the signals and their zero values. Must not: read the game (hud-feed.ts does).
import { signal } from "@preact/signals";
import type { Arrival, LinkState } from "../net/game-view.ts";

export interface Standing {
  slot: number;
  rank: number;
  name: string;
  /** Index into HUES. */
  hue: number;
  own: boolean;
  crowned: boolean;
  /** 0 or 1; -1 for none. */
  team: number;
  /** Usual round trip; 0 for bots. */
  pingMs: number;
  banked: number;
  kills: number;
  deaths: number;
}

export interface Who {
  name: string;
  /** Index into HUES. */
  hue: number;
}

export interface KillLine {
  id: number;
  by: Who | null;
  victim: Who;
  /** One of `Weapon`. */
  weapon: number;
  own: boolean;
}

export interface Blow {
  id: number;
  /** Direction that the damage came from, degrees clockwise from east. */
  degrees: number;
}

/** By whom and with what one was ended. */
export interface Ending {
  by: Who;
  weapon: number;
  /** The killer's usual round trip, ms; 0 for bots. */
  pingMs: number;
  /** How far back the last blow was judged, ms; 0 for what flies. */
  rewoundMs: number;
}

export interface Death {
  ending: Ending | null;
  seconds: number;
}

export interface Watch {
  /** Null: a camera by itself, or where one was ended. */
  who: Who | null;
  free: boolean;
  /** One sits out, until one plays again. */
  resting: boolean;
}

/** A line for everybody. One of a kind is shown at a time. */
export interface HeraldLine {
  id: number;
  kind: "crown" | "bounty" | "mother";
  text: string;
  /** It is about oneself. */
  own: boolean;
}

/** What was gained just now. */
export interface ToastLine {
  id: number;
  text: string;
  /** Embers shine, things are cooler. */
  mood: "ember" | "item";
}

/** What becomes of the server's process, and of one's seat with it. */
export type Move =
  /** It ends; `seconds` are left. */
  | { kind: "coming"; seconds: number; elsewhere: boolean }
  | { kind: "moving" }
  /** One is in another room. */
  | { kind: "arrived"; how: Arrival };

export const hud = {
  embers: signal(0),
  /** 0..1 of the widest light. */
  light: signal(0),
  hitPoints: signal(0),
  dashCharges: signal(0),
  /** 0..1 of the charge that is coming. */
  dashRefill: signal(0),
  overshield: signal(0),
  /** The weapon in hand, and the shells for each (a Pulse never ends). */
  hand: signal(0),
  shells: signal<readonly number[]>([Number.POSITIVE_INFINITY, 0, 0, 0]),
  /** 0..1: how far the Lance is charged; how near Lance and guard are to ready. */
  charge: signal(0),
  lanceReady: signal(1),
  guardReady: signal(1),
  /** Seconds that they last; 0 without. */
  lanternSeconds: signal(0),
  cloakSeconds: signal(0),
  crowned: signal(false),
  seconds: signal(0),
  scoresPhase: signal(false),
  standings: signal<Standing[]>([]),
  kills: signal<KillLine[]>([]),
  blows: signal<Blow[]>([]),
  death: signal<Death | null>(null),
  /** Through whose eyes one looks while one does not fly; null while one does. */
  watch: signal<Watch | null>(null),
  toast: signal<ToastLine | null>(null),
  pingMs: signal(0),
  /** What everybody hears of: crown, bounty, mother-ember. */
  heralds: signal<HeraldLine[]>([]),
  /** Seconds until the mother-ember comes, while it is announced; 0 otherwise. */
  motherSeconds: signal(0),
  /** Seconds that the beacon on which one stands with embers stays cold; 0 otherwise. */
  coldSeconds: signal(0),
  move: signal<Move | null>(null),
  /** By map, while the scores are shown. */
  votes: signal<readonly number[]>([]),
  link: signal<LinkState>({ kind: "joining" }),
  /** Seconds that the seat still waits. */
  seatSeconds: signal(0),
  scoresHeld: signal(false),
  /** Counts up with every reading: for what draws itself (the minimap). */
  beat: signal(0),
};

/** Back to nothing, before another game is shown. */
export function clearHud(): void {
  hud.embers.value = 0;
  hud.light.value = 0;
  hud.hitPoints.value = 0;
  hud.overshield.value = 0;
  hud.lanternSeconds.value = 0;
  hud.cloakSeconds.value = 0;
  hud.crowned.value = false;
  hud.heralds.value = [];
  hud.motherSeconds.value = 0;
  hud.coldSeconds.value = 0;
  hud.move.value = null;
  hud.votes.value = [];
  hud.standings.value = [];
  hud.kills.value = [];
  hud.blows.value = [];
  hud.death.value = null;
  hud.toast.value = null;
  hud.watch.value = null;
  hud.scoresPhase.value = false;
  hud.scoresHeld.value = false;
  hud.pingMs.value = 0;
}
