// The token that takes one's seat back after a reload, a crash or a closed tab, while the seat waits.
// Owns: its keys in storage. Must not: know what a seat is.
import { keep, readKept } from "../settings/storage.ts";

const KEY = "emberline.seat";
const CODE_KEY = "emberline.seat.code";
const storage = (): Storage => localStorage;

export const seatStore = {
  get: (): string | null => readKept(storage, KEY),
  set: (token: string | null): void => keep(storage, KEY, token),
};

/** The code of the room that the seat is in; "" for none. */
export const seatCode = {
  get: (): string => readKept(storage, CODE_KEY) ?? "",
  set: (code: string): void => keep(storage, CODE_KEY, code === "" ? null : code),
};
