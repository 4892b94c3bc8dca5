// The weapons as small drawings.
// Owns: their shapes and which words name them. Must not: know what the weapons do.
import { Weapon } from "../../shared/sim/world.ts";
import { type StringKey, say } from "./strings.ts";

export const weaponName = (weapon: number): StringKey =>
  weapon === Weapon.lance ? "weaponLance" : "weaponPulse";

/** Pointing right, in the colour of the text; says its name to who cannot see it. */
export function WeaponGlyph({ weapon }: { weapon: number }) {
  return (
    <svg class="glyph" viewBox="0 0 30 12" role="img" aria-label={say(weaponName(weapon))}>
      {weapon === Weapon.lance ? <path d="M0 5.4 20 4V1l10 5-10 5V8L0 6.6z" /> : <PulseShots />}
    </svg>
  );
}

/** A burst that flies on: three, each larger than the last. */
function PulseShots() {
  return (
    <>
      <rect x="1" y="4.9" width="5" height="2.2" rx="1.1" opacity=".45" />
      <rect x="9" y="4.2" width="7" height="3.6" rx="1.8" opacity=".7" />
      <rect x="19" y="3.3" width="10.5" height="5.4" rx="2.7" />
    </>
  );
}
