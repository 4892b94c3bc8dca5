// The weapons as small drawings.
// Owns: their shapes and which words name them. Must not: know what the weapons do.
import type { JSX } from "preact";
import { Weapon } from "../../shared/sim/world.ts";
import { say } from "./strings.ts";

/** Keys of the strings. */
type WeaponName = `weapon${"Pulse" | "Lance" | "Scatter" | "Orb" | "Mine"}`;

interface Look {
  name: WeaponName;
  /** In a box of 30 by 12, pointing right. */
  shape: JSX.Element;
}

const LOOKS: Readonly<Record<number, Look>> = {
  // A burst that flies on: three, each larger than the last.
  [Weapon.pulse]: {
    name: "weaponPulse",
    shape: (
      <>
        <rect x="1" y="4.9" width="5" height="2.2" rx="1.1" opacity=".45" />
        <rect x="9" y="4.2" width="7" height="3.6" rx="1.8" opacity=".7" />
        <rect x="19" y="3.3" width="10.5" height="5.4" rx="2.7" />
      </>
    ),
  },
  [Weapon.lance]: { name: "weaponLance", shape: <path d="M0 5.4 20 4V1l10 5-10 5V8L0 6.6z" /> },
  [Weapon.scatter]: {
    name: "weaponScatter",
    shape: (
      <path d="M2 5.3 17 .4l.6 1.5L2 6zM2 5.5 24 3.5v1.7L2 6.1zM2 5.9l22 .9v1.7L2 6.5zM2 6l15.6 4.1-.6 1.5L2 6.7z" />
    ),
  },
  [Weapon.orb]: {
    name: "weaponOrb",
    shape: (
      <>
        <circle cx="21" cy="6" r="5.6" />
        <path d="M1 3.2 13 2.6v1.5zM4 5.6h8.5v1.4H4zM1 9.6l12-.9v1.5z" opacity=".6" />
      </>
    ),
  },
  [Weapon.mine]: {
    name: "weaponMine",
    shape: (
      <>
        <circle cx="15" cy="6" r="3.8" />
        <path d="M14.2 0h1.6v12h-1.6zM8 5.2h14v1.6H8zM10.2 2.2l1.1-1.1 9.5 8.7-1.1 1.1zM10.2 9.8l9.5-8.7 1.1 1.1-9.5 8.7z" />
      </>
    ),
  },
};

const lookOf = (weapon: number): Look => LOOKS[weapon] ?? LOOKS[Weapon.pulse];

/** What is in hand, in the order of `Hand`. */
export const IN_HAND = [Weapon.pulse, Weapon.scatter, Weapon.orb, Weapon.mine] as const;

export const weaponName = (weapon: number): WeaponName => lookOf(weapon).name;

/** In the colour of the text; says its name to who cannot see it. */
export function WeaponGlyph({ weapon }: { weapon: number }) {
  const { name, shape } = lookOf(weapon);
  return (
    <svg class="glyph" viewBox="0 0 30 12" role="img" aria-label={say(name)}>
      {shape}
    </svg>
  );
}
