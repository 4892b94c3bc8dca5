// The token that takes one's seat back after a reload, until the tab closes.
// Owns: its key in storage. Must not: know what a seat is.
import { keep, readKept } from "../settings/storage.ts";

const KEY = "emberline.seat";
const session = (): Storage => sessionStorage;

export const seatStore = {
  get: (): string | null => readKept(session, KEY),
  set: (token: string | null): void => keep(session, KEY, token),
};
