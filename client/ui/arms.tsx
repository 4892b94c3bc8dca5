// What is in hand: the weapons with their keys and shells, how far the Lance is, whether the guard is ready; what wears off.
// Owns: their markup. Must not: read the game, only signals.
import { Weapon } from "../../shared/sim/world.ts";
import { chooseWeapon } from "../input/weapon-choice.ts";
import { device } from "./device.ts";
import { hud } from "./hud-state.ts";
import { KeyCap } from "./key-cap.tsx";
import { giveBackKeys } from "./keys.ts";
import { say } from "./strings.ts";
import { IN_HAND, WeaponGlyph, weaponName } from "./weapon-glyph.tsx";
import "./arms.css";

/** The actions that take what is in hand, in the order of `Hand`. */
const TAKE = ["weapon1", "weapon2", "weapon3", "weapon4"] as const;

export function Arms() {
  return (
    <div class="arms" data-testid="arms">
      {IN_HAND.map((weapon, hand) => (
        <WeaponChip key={weapon} hand={hand} />
      ))}
      <ReadyChip kind="lance" />
      <ReadyChip kind="guard" />
    </div>
  );
}

function WeaponChip({ hand }: { hand: number }) {
  const weapon = IN_HAND[hand];
  const shells = hud.shells.value[hand];
  const name = say(weaponName(weapon));
  const count = Number.isFinite(shells) ? String(shells) : "∞";
  const chosen = hud.hand.value === hand;
  return (
    <button
      type="button"
      tabIndex={-1}
      class={`chip${chosen ? " chosen" : ""}${shells === 0 ? " spent" : ""}`}
      data-testid={`weapon-${hand}`}
      aria-pressed={chosen}
      title={name}
      onClick={() => chooseWeapon(hand)}
      onPointerUp={giveBackKeys}
    >
      {device.value === "keyboard" && <KeyCap action={TAKE[hand]} />}
      <WeaponGlyph weapon={weapon} />
      <b key={count}>{count}</b>
    </button>
  );
}

function ReadyChip({ kind }: { kind: "lance" | "guard" }) {
  const lance = kind === "lance";
  const ready = lance ? hud.lanceReady.value : hud.guardReady.value;
  const charge = lance ? hud.charge.value : 0;
  const name = say(lance ? "weaponLance" : "controlsGuard");
  const state = charge > 0 ? " charging" : ready === 1 ? " ready" : "";
  return (
    <div
      class={`chip power${state}`}
      data-testid={`power-${kind}`}
      data-ready={ready === 1}
      role="img"
      aria-label={say(ready === 1 ? "powerReady" : "powerWaits", { name })}
      title={name}
    >
      <i style={{ transform: `scaleX(${charge > 0 ? charge : ready})` }} />
      {device.value === "keyboard" && <KeyCap action={lance ? "alternate" : "guard"} />}
      {lance ? <WeaponGlyph weapon={Weapon.lance} /> : <GuardGlyph />}
    </div>
  );
}

function GuardGlyph() {
  return (
    <svg class="glyph" viewBox="0 0 30 12" aria-hidden="true">
      <path d="M4 11.5C7 5.2 11 2.6 15 2.6s8 2.6 11 8.9l-2 .5C21.4 7.7 18.5 5.6 15 5.6S8.6 7.7 6 12z" />
      <path d="M10.5 12c1-2 2.7-3.2 4.5-3.2s3.5 1.2 4.5 3.2z" opacity=".6" />
    </svg>
  );
}

/** Lantern and Cloak with their seconds, and the crown. */
export function Boons() {
  const lantern = hud.lanternSeconds.value;
  const cloak = hud.cloakSeconds.value;
  return (
    <>
      {hud.crowned.value && (
        <span class="boon crown" data-testid="own-crown" role="img" aria-label={say("crownYours")}>
          <Crown />
        </span>
      )}
      {lantern > 0 && <Boon kind="lantern" seconds={lantern} />}
      {cloak > 0 && <Boon kind="cloak" seconds={cloak} />}
    </>
  );
}

function Boon({ kind, seconds }: { kind: "lantern" | "cloak"; seconds: number }) {
  const name = say(kind === "lantern" ? "itemLantern" : "itemCloak");
  return (
    <span class={`boon ${kind}`} data-testid={kind} title={name}>
      <svg viewBox="0 0 16 16" role="img" aria-label={name}>
        {kind === "lantern" ? (
          <path d="M8 4.6a3.4 3.4 0 1 1 0 6.8a3.4 3.4 0 1 1 0-6.8M7.3 0h1.4v3H7.3zM7.3 13h1.4v3H7.3zM0 7.3h3v1.4H0zM13 7.3h3v1.4h-3zM2 3l1-1 2.1 2.1-1 1zM10.9 11.9l1-1L14 13l-1 1zM13 2l1 1-2.1 2.1-1-1zM4.1 10.9l1 1L3 14l-1-1z" />
        ) : (
          <path d="M1 2.2 13.8 15l1-1-2.5-2.5C14.6 10 16 8 16 8s-3-4.6-8-4.6c-1.3 0-2.5.3-3.5.8L2 1.2zM8 5a3 3 0 0 1 2.7 4.3L9.3 7.9A1.6 1.6 0 0 0 8 6.5L6.7 5.3Q7.3 5 8 5M2.7 5.1C1 6.4 0 8 0 8s3 4.6 8 4.6c.8 0 1.6-.1 2.3-.3L8.7 10.8A3 3 0 0 1 5.2 7.3z" />
        )}
      </svg>
      {seconds}
    </span>
  );
}

export function Crown() {
  return (
    <svg class="crown-sign" viewBox="0 0 16 12" role="img" aria-label={say("crown")}>
      <path d="M1 2.5 4.5 5.5 8 0l3.5 5.5L15 2.5 13.6 9.5H2.4zM2.4 10.4h11.2V12H2.4z" />
    </svg>
  );
}
