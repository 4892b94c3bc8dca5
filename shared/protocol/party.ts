// Parties: what is said over the lobby's connection about who plays together.
// Owns: names and shapes, and whether what a client said has one. Must not: import a validator (the menu loads this file).

export interface PartyMember {
  /** Player id. */
  id: string;
  name: string;
  hue: number;
  /** Without a connection to the lobby; the place is kept for a while. */
  away: boolean;
}

/** Server to every member, whenever something of it changes. */
export interface PartyState {
  /** Of the invitation `/#/p/CODE`; another after somebody was put out. */
  code: string;
  /** Player id of who decides: the queue, who is put out, who leads next. */
  leader: string;
  /** In the order in which they came. */
  members: PartyMember[];
}

/** Why one is in no party any more. */
export type PartyOut = "left" | "putOut" | "away";

/** Why a wish was not granted: `gone`: no such party or member; `busy`: as many parties as there may be. */
export type PartyRefusal = "gone" | "full" | "notLeader" | "busy" | "tooFast";

/** The leader has a seat in a room: the others follow. */
export interface PartyCall {
  /** Room's id. */
  id: string;
  /** Of its invitation; null where none is needed. */
  code: string | null;
}

export const PartyType = {
  /** Client to server: a party of one's own; `{code}`: into another's. Whoever is in one leaves it. */
  make: "party:make",
  join: "party:join",
  leave: "party:leave",
  /** Client to server, the leader alone: `{player}`. */
  putOut: "party:putOut",
  lead: "party:lead",
  /** Server to client. */
  state: "party:state",
  /** A new connection of somebody who is in no party. */
  none: "party:none",
  out: "party:out",
  refused: "party:refused",
  called: "party:called",
} as const;

const isObject = (said: unknown): said is Record<string, unknown> =>
  typeof said === "object" && said !== null;
const isShort = (value: unknown): value is string => typeof value === "string" && value.length <= 64;

export const isPartyCode = (said: unknown): said is { code: string } => isObject(said) && isShort(said.code);
export const isPartyPlayer = (said: unknown): said is { player: string } =>
  isObject(said) && isShort(said.player);
