// Small pieces that the pages of profiles, matches and boards share.
// Owns: their markup. Names are strangers' words: only ever text.
import type { ComponentChildren } from "preact";
import type { Mode } from "../../../shared/tunables/modes.ts";
import { modeName } from "../mode-words.ts";
import { go } from "../route.ts";
import { say } from "../strings.ts";
import { Shape, tintOf } from "../tint.tsx";
import { dateWords, whenWords } from "./words.ts";
import "./marks.css";
import "./tables.css";

export function ModeMark({ mode }: { mode: Mode }) {
  return <span class={`mode-mark ${mode}`}>{modeName(mode)}</span>;
}

export function GuestMark() {
  return <span class="guest-mark">{say("guest")}</span>;
}

interface LinkProps {
  to: readonly string[];
  class?: string;
  testId?: string;
  children: ComponentChildren;
}

/** To another page; with a modifier the browser does as with any link. */
export function Link({ to, class: name, testId, children }: LinkProps) {
  const follow = (event: MouseEvent): void => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(...to);
  };
  return (
    <a class={name} data-testid={testId} href={`#/${to.join("/")}`} onClick={follow}>
      {children}
    </a>
  );
}

/** A name that leads to who has it; `hue` where it is known. */
export function PlayerLink({ id, name, hue }: { id: string; name: string; hue?: number }) {
  return (
    <span class="player-link" style={hue === undefined ? undefined : tintOf(hue)}>
      <Link to={["player", id]} class="name">
        {hue !== undefined && <Shape hue={hue} />}
        {name}
      </Link>
    </span>
  );
}

export function When({ ms }: { ms: number }) {
  return (
    <time dateTime={new Date(ms).toISOString()} title={dateWords(ms)}>
      {whenWords(ms)}
    </time>
  );
}

export function Change({ points }: { points: number }) {
  const kind = points > 0 ? "up" : points < 0 ? "down" : "even";
  // A true minus: as wide as the plus.
  const words = points > 0 ? `+${points}` : points < 0 ? `−${-points}` : "±0";
  return <span class={`change ${kind}`}>{words}</span>;
}

/** A table that may be wider than the page: then it scrolls by itself, by key too. */
export function Wide({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by key (axe: scrollable-region-focusable)
    <section class="self-scroll" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}

export function Section({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="self-section">
      <h2>{title}</h2>
      {children}
    </section>
  );
}
