// Every case there is, in the order in which they are run.
// Owns: the order. Must not: contain a case.
import type { Case } from "./case.ts";
import { CROWD_CASES } from "./cases/crowds.ts";
import { FLOOD_CASES } from "./cases/floods.ts";
import { FRAME_CASES } from "./cases/frames.ts";
import { HTTP_CASES } from "./cases/http.ts";
import { LINK_CASES } from "./cases/links.ts";
import { ROOM_CASES } from "./cases/rooms.ts";
import { WARE_CASES } from "./cases/wares.ts";
import { FRAME_FUZZ } from "./frame-fuzz.ts";
import { HTTP_FUZZ } from "./http-fuzz.ts";

const ORDER = /^([A-Z]+)(\d*)$/;

/** By letter and number. */
function before(a: Case, b: Case): number {
  const [, letterA = "", numberA = ""] = ORDER.exec(a.name) ?? [];
  const [, letterB = "", numberB = ""] = ORDER.exec(b.name) ?? [];
  return letterA.localeCompare(letterB) || Number(numberA) - Number(numberB);
}

export const NAMED: readonly Case[] = [
  ...CROWD_CASES,
  ...FLOOD_CASES,
  ...FRAME_CASES,
  ...HTTP_CASES,
  ...LINK_CASES,
  ...ROOM_CASES,
  ...WARE_CASES,
].sort(before);
export const CASES: readonly Case[] = [...NAMED, FRAME_FUZZ, HTTP_FUZZ];
