// The weapon in hand: 0 Pulse, 1 Scatter, 2 Orb, 3 Mine.
// Owns: the choice. Must not: know about ammunition; who does may put it back to 0.
import { Observable } from "./observable.ts";

export const WEAPON_SLOTS = 4;

export const chosenWeapon = new Observable<number>(0);

/** The next weapon (`by` 1) or the one before (-1), round and round. */
export function cycleWeapon(by: 1 | -1): void {
  chosenWeapon.set((chosenWeapon.value + by + WEAPON_SLOTS) % WEAPON_SLOTS);
}
