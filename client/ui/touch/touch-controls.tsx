// Sticks and buttons for thumbs, over the playing field.
// Owns: what is where. Must not: decide what they do (client/input/touch.ts does).
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { touch } from "../../input/touch.ts";
import { chosenWeapon } from "../../input/weapon-choice.ts";
import { hud } from "../hud-state.ts";
import { say } from "../strings.ts";
import { StickZone } from "./stick-zone.tsx";
import { TouchButton } from "./touch-button.tsx";
import "./touch.css";

const WEAPONS = ["weaponPulse", "weaponScatter", "weaponOrb", "weaponMine"] as const;

export function TouchControls() {
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // A thumb that rests is no request for a menu.
    root.current?.addEventListener("contextmenu", (event) => event.preventDefault());
    // Whoever takes the mouse instead leaves nothing pressed.
    return () => touch.release();
  }, []);
  return (
    <div ref={root} class="touch" data-testid="touch">
      <StickZone side="left" stick={touch.thrust} testId="touch-thrust" />
      <StickZone side="right" stick={touch.aim} testId="touch-aim" />
      <TouchButton place="lance" icon="lance" label={say("controlsLance")} deeds={["alternate"]} aims />
      <TouchButton
        place="dash"
        icon="dash"
        label={say("controlsDash")}
        deeds={["dash"]}
        spent={hud.dashCharges.value === 0}
      />
      <TouchButton place="guard" icon="guard" label={say("controlsGuard")} deeds={["guard"]} />
      <WeaponButton />
      <TouchButton place="scores" icon="scores" label={say("controlsScores")} deeds={["scores"]} />
      <TouchButton place="settings" icon="settings" label={say("openSettings")} deeds={["settings"]} />
    </div>
  );
}

function WeaponButton() {
  const weapon = useSignal(chosenWeapon.value);
  useEffect(() => chosenWeapon.listen((value) => (weapon.value = value)), [weapon]);
  const name = WEAPONS[weapon.value];
  return (
    <TouchButton
      place="weapon"
      icon={name}
      label={say("switchWeapon", { name: say(name) })}
      deeds={["weaponNext"]}
    />
  );
}
