// Messages beside the state: names and shapes, and whether what a client said has one.
// Owns: the names. Codes and numbers travel, never sentences. Must not: decide what is answered.
import { MAX_SLOTS, ROUND } from "../tunables.ts";
import type { SeatReservation } from "./seats.ts";

/** Server to everyone in the room: who ended whom, with which `Weapon`. */
export interface KillMessage {
  victim: number;
  by: number;
  weapon: number;
}

/** Server to the one who was hit. `aim`: direction of the blow, brads. */
export interface HurtMessage {
  by: number;
  damage: number;
  aim: number;
  /** One of `Weapon`. */
  weapon: number;
  /** Usual round trip of who did it, ms; 0 for bots. */
  pingMs: number;
  /** How far back the blow was judged, ms; 0 for what flies. */
  rewoundMs: number;
}

/** Server to the one who banked. */
export interface BankMessage {
  embers: number;
}

/** Server to everyone in the room: who wears the crown now. */
export interface CrownMessage {
  slot: number;
}

/** Server to everyone in the room: who ended the crown's wearer, and what was banked for it. */
export interface BountyMessage {
  slot: number;
  embers: number;
}

/** Server to who has (part of) a Lance's beam in their light, but not to its shooter. Places u, `aim` brads. */
export interface BeamMessage {
  by: number;
  x: number;
  y: number;
  aim: number;
  length: number;
  /** The part begins at the shooter. */
  fromMuzzle: boolean;
  /** The part ends in somebody. */
  hit: boolean;
}

/** Server to who fired a Lance: what became of it. Ticks are the world's, places u. */
export interface ReceiptMessage {
  shot: number;
  /** In which it was judged. */
  tick: number;
  /** The view time that the client asked for, and the one that it was granted. */
  askedTick: number;
  viewTick: number;
  /** One of `Verdict`. */
  verdict: number;
  /** Who was hit, guarded, dodged or nearly hit; -1 for nobody, or for who is out of sight and did not end the beam. */
  target: number;
  /** Where the target was rewound to and where it really was; null when it is out of sight. */
  seen: { x: number; y: number } | null;
  real: { x: number; y: number } | null;
}

/** Client to server: which of the next round's maps it wants. Counts while the scores are shown. */
export interface VoteMessage {
  choice: number;
}

/** Client to server: through whose eyes it wants to look on, or that it wants to sit out, or to play again. */
export type WatchMessage =
  | { mode: "follow"; slot: number }
  /** A camera that flies by itself, u. */
  | { mode: "free"; x: number; y: number }
  | { mode: "rest" }
  | { mode: "play" };

const isObject = (said: unknown): said is Record<string, unknown> =>
  typeof said === "object" && said !== null;

const isWhole = (value: unknown, below: number): value is number =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) < below;

export const isVote = (said: unknown): said is VoteMessage =>
  isObject(said) && isWhole(said.choice, ROUND.maps);
/** Server to who has the muzzle of a Scatter in their light, but not to its shooter: pellets follow from it. */
export interface ScatterMessage {
  by: number;
  shot: number;
  x: number;
  y: number;
  aim: number;
}

/** Server to who has the place in their light: an Orb or mine (one of `Weapon`) went off. */
export interface BurstMessage {
  by: number;
  weapon: number;
  x: number;
  y: number;
}

/** Server to who has the place in their light: a guard threw a shot back. */
export interface ReflectMessage {
  by: number;
  x: number;
  y: number;
}

/** Server to who took it: a pickup (`Pickup`) or an ember worth more than one. */
export interface PickedMessage {
  kind: number;
  value: number;
}

/** Server to everyone in the room: who took the mother-ember. */
export interface MotherMessage {
  by: number;
}

/** Server to everyone in the room, and to who comes later: its process ends in at most so many seconds. */
export interface MovingMessage {
  seconds: number;
  /** The seats go on in a room of another process. Else they are gone, until the process is started again. */
  elsewhere: boolean;
}

/** Server to a client whose seat is in another room now, with all that was reached in this one: to be taken within 5 s. */
export interface MovedMessage {
  seat: SeatReservation;
}

export function isWatch(said: unknown): said is WatchMessage {
  if (!isObject(said)) return false;
  if (said.mode === "follow") return isWhole(said.slot, MAX_SLOTS);
  if (said.mode === "free") return Number.isFinite(said.x) && Number.isFinite(said.y);
  return said.mode === "rest" || said.mode === "play";
}

export const Message = {
  watch: "watch",
  vote: "vote",
  felt: "felt",
  kill: "kill",
  hurt: "hurt",
  bank: "bank",
  crown: "crown",
  bounty: "bounty",
  welcome: "welcome",
  beam: "beam",
  receipt: "receipt",
  scatter: "scatter",
  burst: "burst",
  reflect: "reflect",
  picked: "picked",
  mother: "mother",
  moving: "moving",
  moved: "moved",
} as const;

/** Server to a client that has just taken or retaken its seat. */
export interface WelcomeMessage {
  slot: number;
  /** People in the room, bots not counted. */
  online: number;
  /** Of the room's invite link; "" for a room that has none. */
  code: string;
}
