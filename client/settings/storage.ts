// The browser's storage, for as long as it allows it.
// Owns: getting along without. Must not: know what is kept.

export function readKept(storage: () => Storage, key: string): string | null {
  try {
    return storage().getItem(key);
  } catch {
    return null;
  }
}

/** Null takes the key away. */
export function keep(storage: () => Storage, key: string, value: string | null): void {
  try {
    if (value === null) storage().removeItem(key);
    else storage().setItem(key, value);
  } catch {
    // Private windows may forbid storage; the game plays on without a memory.
  }
}
