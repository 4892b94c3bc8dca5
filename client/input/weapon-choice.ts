// The weapon in hand: 0 Pulse, 1 Scatter, 2 Orb, 3 Mine.
// Owns: the choice, of what has rounds left. Must not: spend them; the simulation does.
import { Observable } from "./observable.ts";

export const chosenWeapon = new Observable<number>(0);
/** Rounds left by weapon; Pulse never ends. */
export const rounds = new Observable<readonly number[]>([Infinity, 0, 0, 0]);

/** Takes a weapon in hand; an empty one stays where it is. */
export function chooseWeapon(weapon: number): void {
  if (rounds.value[weapon] > 0) chosenWeapon.set(weapon);
}

/** The next weapon (`by` 1) or the one before (-1) that is not empty, round and round. */
export function cycleWeapon(by: 1 | -1): void {
  const count = rounds.value.length;
  let weapon = chosenWeapon.value;
  do weapon = (weapon + by + count) % count;
  while (rounds.value[weapon] === 0);
  chosenWeapon.set(weapon);
}

/** What one's own skimmer has left: an empty hand takes the Pulse, as the simulation does. */
export function countRounds(left: { scatterAmmo: number; orbAmmo: number; mineAmmo: number }): void {
  const { scatterAmmo, orbAmmo, mineAmmo } = left;
  const [, scatter, orb, mine] = rounds.value;
  if (scatter !== scatterAmmo || orb !== orbAmmo || mine !== mineAmmo) {
    rounds.set([Infinity, scatterAmmo, orbAmmo, mineAmmo]);
  }
  if (rounds.value[chosenWeapon.value] === 0) chosenWeapon.set(0);
}
