// From the touches of an element to a stick.
// Owns: capture and release of the pointer. Must not: draw.
import type { Stick } from "../../input/stick.ts";

type Handler = (event: PointerEvent & { currentTarget: Element }) => void;

interface PointerProps {
  onPointerDown: Handler;
  onPointerMove: Handler;
  onPointerUp: Handler;
  onPointerCancel: Handler;
}

/** `pressed` is told when the stick is taken (true) and let go. */
export function stickPointers(stick: Stick, pressed?: (down: boolean) => void): PointerProps {
  const end: Handler = ({ pointerId }) => {
    if (stick.release(pointerId)) pressed?.(false);
  };
  return {
    onPointerDown: (event) => {
      keepPage(event);
      if (stick.take(event.pointerId, event.clientX, event.clientY)) pressed?.(true);
    },
    onPointerMove: ({ pointerId, clientX, clientY }) => stick.move(pointerId, clientX, clientY),
    onPointerUp: end,
    onPointerCancel: end,
  };
}

/** The touch is the game's: no click, no selection, no focus, and its end comes here wherever that is. */
function keepPage(event: PointerEvent & { currentTarget: Element }): void {
  event.preventDefault();
  event.currentTarget.setPointerCapture(event.pointerId);
  // preventDefault keeps the focus where it was: a field must not keep the phone's keyboard up.
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}
