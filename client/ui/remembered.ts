// What the browser remembers: name, colour and how much of the network is shown for good, the seat's token until the tab closes.
// Owns: the keys in storage. Must not: fail where storage is forbidden.
import { HUES } from "../../shared/tunables.ts";

function read(storage: () => Storage, key: string): string | null {
  try {
    return storage().getItem(key);
  } catch {
    return null;
  }
}

function write(storage: () => Storage, key: string, value: string | null): void {
  try {
    if (value === null) storage().removeItem(key);
    else storage().setItem(key, value);
  } catch {
    // Private windows may forbid storage; the game plays on without a memory.
  }
}

const local = (): Storage => localStorage;
const session = (): Storage => sessionStorage;

export const remembered = {
  name: (): string => read(local, "emberline.name") ?? "",
  hue: (): number => {
    const hue = Number(read(local, "emberline.hue") ?? Math.floor(Math.random() * HUES.length));
    return Number.isInteger(hue) && hue >= 0 && hue < HUES.length ? hue : 0;
  },
  keep(name: string, hue: number): void {
    write(local, "emberline.name", name);
    write(local, "emberline.hue", String(hue));
  },
  /** How much of the network is shown, a whole number from 0. */
  netLevel: (): number => Math.max(0, Math.floor(Number(read(local, "emberline.net")) || 0)),
  keepNetLevel: (level: number): void => write(local, "emberline.net", String(level)),
};

/** The token that takes one's seat back after a reload. */
export const seatStore = {
  get: (): string | null => read(session, "emberline.seat"),
  set: (token: string | null): void => write(session, "emberline.seat", token),
};
