// Sticks and buttons for thumbs, over the playing field.
// Owns: what is where. Must not: decide what they do (client/input/touch.ts does).
import { useEffect, useRef, useState } from "preact/hooks";
import type { Observable } from "../../input/observable.ts";
import { touch } from "../../input/touch.ts";
import { chosenWeapon, rounds } from "../../input/weapon-choice.ts";
import { hud } from "../hud-state.ts";
import { say } from "../strings.ts";
import { IN_HAND, weaponName } from "../weapon-glyph.tsx";
import { StickZone } from "./stick-zone.tsx";
import { TouchButton } from "./touch-button.tsx";
import "./touch.css";
import "./low.css";

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
      <TouchButton
        place="lance"
        icon="weaponLance"
        label={say("controlsLance")}
        deeds={["alternate"]}
        aims
        spent={hud.lanceReady.value < 1}
      />
      <TouchButton
        place="dash"
        icon="dash"
        label={say("controlsDash")}
        deeds={["dash"]}
        spent={hud.dashCharges.value === 0}
      />
      <TouchButton
        place="guard"
        icon="guard"
        label={say("controlsGuard")}
        deeds={["guard"]}
        spent={hud.guardReady.value < 1}
      />
      <WeaponButton />
      <TouchButton place="scores" icon="scores" label={say("controlsScores")} deeds={["scores"]} />
      <TouchButton place="settings" icon="settings" label={say("openSettings")} deeds={["settings"]} />
    </div>
  );
}

/** The weapon in hand and how much of it is left; a tap takes the next one. */
function WeaponButton() {
  const weapon = useObserved(chosenWeapon);
  const left = useObserved(rounds);
  const name = weaponName(IN_HAND[weapon]);
  return (
    <TouchButton
      place="weapon"
      icon={name}
      label={say("switchWeapon", { name: say(name) })}
      deeds={["weaponNext"]}
      spent={left.every((count, other) => other === weapon || count === 0)}
      count={weapon === 0 ? undefined : left[weapon]}
    />
  );
}

function useObserved<T>(observable: Observable<T>): T {
  const [value, set] = useState(observable.value);
  useEffect(() => {
    set(observable.value);
    return observable.listen((next) => set(next));
  }, [observable]);
  return value;
}
