// What this build's own client says when it asks for a seat.
// Owns: names as they are cleaned on both sides. Must not: import a validator (the menu loads this file).
import { NAME_MAX_CODE_POINTS } from "../tunables.ts";
import { PROTOCOL_VERSION } from "./version.ts";

export interface JoinRequest {
  version: number;
  name: string;
  /** Index into HUES. */
  hue: number;
  /** Comes to look on: sits out from the beginning. */
  watch: boolean;
}

/** Strips control and format characters and halves of surrogate pairs, and folds white space; what is left may be empty. Cleaning twice is cleaning once. */
export function cleanName(name: string): string {
  return name
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu, "")
    .normalize("NFC")
    .replace(/\s+/gu, " ")
    .trim();
}

/** A request that the server accepts: the name is cleaned and cut to NAME_MAX_CODE_POINTS. */
export function makeJoinRequest(name: string, hue: number, watch: boolean): JoinRequest {
  const cut = [...cleanName(name)].slice(0, NAME_MAX_CODE_POINTS).join("");
  return { version: PROTOCOL_VERSION, name: cut, hue, watch };
}
