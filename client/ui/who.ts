// Who one is on this browser: the same player in every tab and on every visit.
// Owns: the one Identity of the page, and its key in storage. Must not: sign anybody in or out.
import { Identity, type TokenStore } from "../net/identity.ts";
import { keep, readKept } from "../settings/storage.ts";

const KEY = "emberline.player";
const GUEST_KEY = "emberline.guest";
const storage = (): Storage => localStorage;

const stored = (key: string): TokenStore => ({
  get: () => readKept(storage, key),
  set: (text) => keep(storage, key, text),
});

const identity = new Identity(location.origin, stored(KEY), stored(GUEST_KEY));

/** What every call to the server begins with. */
export const who = (): { endpoint: string; identity: Identity } => ({ endpoint: location.origin, identity });
