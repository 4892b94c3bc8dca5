// What onlookers say, flying from right to left over the field.
// Owns: the lines in flight: how many, how fast, in which lane. Must not: answer to anything, or take a click.
import { useEffect, useRef } from "preact/hooks";
import type { ChatSaid } from "../../../shared/protocol/chat.ts";
import type { ChatLink } from "../../net/chat.ts";
import { still } from "../../settings/still.ts";
import { settings } from "../../settings/store.ts";
import { tintOf } from "../tint.tsx";
import { Lanes } from "./lanes.ts";
import { isMuted } from "./mutes.ts";
import "./danmaku.css";

const LANES = 7;
/** In flight at once; what comes beyond is in the log alone, as is what finds no lane. */
const MOST = 24;
/** Of the field's width in a second, and at least so many px: a phone's width takes 5 s, a wide screen's 8. */
const SHARE = 0.125;
const LEAST_SPEED = 78;
/** Between two lines of a lane, px. */
const GAP = 48;

export function Danmaku({ link }: { link: ChatLink }) {
  const flies = settings.danmaku.value && !still.value;
  return flies ? <Field link={link} /> : null;
}

function Field({ link }: { link: ChatLink }) {
  const field = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const lanes = new Lanes(LANES);
    return link.on("event", (event) => {
      if (event.kind !== "message" || event.old || !event.watching || event.scope !== "room") return;
      if (field.current !== null && !isMuted(event.from.id)) fly(field.current, lanes, event);
    });
  }, [link]);
  return <div ref={field} class="danmaku" data-testid="danmaku" aria-hidden="true" />;
}

/** Written by hand: a line lives by its animation alone, and nothing is drawn anew for it. */
function fly(field: HTMLElement, lanes: Lanes, { text, from }: ChatSaid): void {
  if (field.childElementCount >= MOST) return;
  const line = document.createElement("span");
  line.textContent = text;
  line.dir = "auto";
  line.style.setProperty("--tint", tintOf(from.hue)["--tint"]);
  field.append(line);
  const across = field.clientWidth;
  const speed = Math.max(LEAST_SPEED, across * SHARE);
  const { offsetWidth } = line;
  const lane = lanes.take(performance.now(), ((offsetWidth + GAP) / speed) * 1000);
  if (lane === -1) {
    line.remove();
    return;
  }
  line.style.top = `${(lane * 100) / LANES}%`;
  const flight = line.animate(
    { transform: [`translateX(${across}px)`, `translateX(${-offsetWidth}px)`] },
    { duration: ((across + offsetWidth) / speed) * 1000 },
  );
  flight.onfinish = () => line.remove();
  flight.oncancel = () => line.remove();
}
