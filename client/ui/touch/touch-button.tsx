// A round button for a thumb, down for as long as it is touched; one that aims is a stick as well.
// Owns: its drawing. Must not: know what its deeds mean.
import { useMemo, useState } from "preact/hooks";
import type { Deed } from "../../input/presses.ts";
import { Stick } from "../../input/stick.ts";
import { touch } from "../../input/touch.ts";
import { stickPointers } from "./stick-pointers.ts";

/** In a square of 24. */
const ICONS = {
  weaponLance: "M3 12.6 15 12.9V16l6-4-6-4v3.1L3 11.4zM3 12h0",
  dash: "M4 5l7 7-7 7M12 5l7 7-7 7",
  guard: "M5 17A9 9 0 0 1 19 17M8.6 18.4A4.6 4.6 0 0 1 15.4 18.4M12 4v3M5.6 7l1.8 2M18.4 7l-1.8 2",
  weaponPulse: "M3 12h.5M8 12h3M15.5 12h5.5",
  weaponScatter: "M4 12l15-6M4 12l16-2M4 12l16 2M4 12l15 6",
  weaponOrb: "M12 6.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 1 1 0-11M2 17l4-2.5M2 12h2.5",
  weaponMine: "M12 8a4 4 0 1 1 0 8a4 4 0 1 1 0-8M12 3v5M12 16v5M3 12h5M16 12h5",
  scores: "M4 20v-7h4v7M10 20V5h4v15M16 20v-10h4v10",
  settings: "M3 7h10M17 7h4M15 4.5v5M3 17h4M11 17h10M9 14.5v5M3 12h0",
} as const;

interface TouchButtonProps {
  /** Its place in touch.css, and its name for tests. */
  place: string;
  icon: keyof typeof ICONS;
  label: string;
  deeds: readonly Deed[];
  /** The thumb that holds it aims, too. */
  aims?: boolean;
  /** It would do nothing now. */
  spent?: boolean;
  /** How much of it is left. */
  count?: number;
}

export function TouchButton({ place, icon, label, deeds, aims, spent, count }: TouchButtonProps) {
  const [down, setDown] = useState(false);
  const pointers = useMemo(() => {
    const press = (pressed: boolean): void => {
      if (pressed) touch.presses.press(place, deeds);
      else touch.presses.lift(place);
      setDown(pressed);
    };
    return stickPointers(aims ? touch.lance : new Stick(), press);
  }, [place]);
  const state = `${down ? " down" : ""}${spent ? " spent" : ""}`;
  return (
    <button
      type="button"
      tabIndex={-1}
      class={`touch-button at-${place}${state}`}
      data-testid={`touch-${place}`}
      aria-label={label}
      {...pointers}
    >
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d={ICONS[icon]} />
      </svg>
      {count !== undefined && <b>{count}</b>}
    </button>
  );
}
