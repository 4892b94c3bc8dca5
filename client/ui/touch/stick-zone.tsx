// Half of the playing field: a thumb that lands there holds its stick.
// Owns: the stick's picture. Must not: know what the stick does.
import { useEffect, useRef } from "preact/hooks";
import type { Stick } from "../../input/stick.ts";
import { touch } from "../../input/touch.ts";
import { stickPointers } from "./stick-pointers.ts";

interface StickZoneProps {
  side: "left" | "right";
  stick: Stick;
  testId: string;
}

export function StickZone({ side, stick, testId }: StickZoneProps) {
  const zone = useRef<HTMLDivElement>(null);
  const base = useRef<HTMLDivElement>(null);
  useEffect(() => {
    stick.changed = () => {
      if (zone.current !== null && base.current !== null) place(zone.current, base.current, stick);
    };
    return () => {
      stick.changed = null;
    };
  }, [stick]);
  return (
    <div ref={zone} class={`stick-zone ${side}`} data-testid={testId} {...stickPointers(stick)}>
      <div ref={base} class="stick">
        <i />
      </div>
    </div>
  );
}

/** Straight into the styles: it moves with every touch event, far more often than the HUD is drawn. */
function place(zone: HTMLElement, base: HTMLElement, stick: Stick): void {
  const { held, originX, originY, thumbX, thumbY } = stick;
  base.classList.toggle("held", held);
  base.classList.toggle("fires", held && stick === touch.aim && touch.fires());
  const { style } = base;
  if (!held) {
    for (const name of ["left", "top", "right", "bottom", "--x", "--y"]) style.removeProperty(name);
    return;
  }
  const box = zone.getBoundingClientRect();
  style.left = `${originX - box.left}px`;
  style.top = `${originY - box.top}px`;
  style.right = style.bottom = "auto";
  style.setProperty("--x", `${thumbX - originX}px`);
  style.setProperty("--y", `${thumbY - originY}px`);
}
