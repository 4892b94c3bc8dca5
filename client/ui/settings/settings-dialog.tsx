// The settings as a dialog over the menu or the running game: sections as tabs, everything at work at once.
// Owns: its frame, which section is shown, what resetting one resets. Must not: act on a setting.
import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { stopsOf } from "../../input/pad-menu.ts";
import type { GameView } from "../../net/game-view.ts";
import { DEFAULTS, type Settings } from "../../settings/fields.ts";
import { change } from "../../settings/store.ts";
import { IconButton } from "../icon-button.tsx";
import { inviteShown } from "../invite/shown.ts";
import { type StringKey, say } from "../strings.ts";
import { ControlsSection } from "./controls-section.tsx";
import { DisplaySection, LanguageSection, NetworkSection, PlayerSection, SoundSection } from "./sections.tsx";
import { settingsShown } from "./shown.ts";
import "./settings.css";

interface Section {
  name: string;
  title: StringKey;
  fields: readonly (keyof Settings)[];
  Rows: ComponentType;
}

const SECTIONS: readonly Section[] = [
  { name: "player", title: "sectionPlayer", fields: ["name", "hue"], Rows: PlayerSection },
  { name: "controls", title: "sectionControls", fields: ["bindings"], Rows: ControlsSection },
  {
    name: "sound",
    title: "sectionSound",
    fields: ["master", "effects", "ambience", "muted"],
    Rows: SoundSection,
  },
  {
    name: "display",
    title: "sectionDisplay",
    fields: ["palette", "textScale", "reducedMotion", "danmaku", "graphics"],
    Rows: DisplaySection,
  },
  { name: "language", title: "sectionLanguage", fields: ["language"], Rows: LanguageSection },
  { name: "network", title: "sectionNetwork", fields: ["smoothing", "netLevel"], Rows: NetworkSection },
];

/** Kept while the page lives: who comes back wants to go on. */
const shown = signal(0);
const reset = signal("");

const STEPS: Readonly<Record<string, (at: number) => number>> = {
  ArrowDown: (at) => at + 1,
  ArrowRight: (at) => at + 1,
  ArrowUp: (at) => at - 1,
  ArrowLeft: (at) => at - 1,
  Home: () => 0,
  End: () => -1,
};

/** `view`: the game that runs behind it, if one does. */
export function SettingsDialog({ view }: { view: GameView | null }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  const close = (): void => dialog.current?.close();
  /** Keys in here steer nothing behind it. A gamepad's Escape is one of the page, which no dialog obeys by itself. */
  const hear = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.code === "Tab" && !event.defaultPrevented) keepInside(event, dialog.current);
    if (event.code === "Escape" && !event.defaultPrevented) close();
  };
  return (
    <dialog
      ref={dialog}
      class={view === null ? "settings card" : "settings card in-game"}
      tabIndex={-1}
      aria-labelledby="settings-title"
      data-testid="settings"
      onClose={() => (settingsShown.value = false)}
      onKeyDown={hear}
      onClick={(event) => event.target === dialog.current && close()}
    >
      <div class="settings-frame">
        <header class="settings-head">
          <h2 id="settings-title">{say("settings")}</h2>
          <IconButton icon="close" label={say("close")} testId="close-settings" onClick={close} />
        </header>
        <Tabs />
        <Panel section={SECTIONS[shown.value]} />
        {view !== null && <Foot view={view} close={close} />}
      </div>
    </dialog>
  );
}

/** The ways on from a game that runs. */
function Foot({ view, close }: { view: GameView; close: () => void }) {
  const leave = (): void => {
    close();
    void view.leave();
  };
  const sitOut = (): void => {
    view.watch({ mode: view.resting ? "play" : "rest" });
    close();
  };
  const invite = (): void => {
    close();
    inviteShown.value = true;
  };
  return (
    <footer class="settings-foot">
      <button type="button" class="small-button" data-testid="leave-game" onClick={leave}>
        {say("leaveGame")}
      </button>
      <button type="button" class="small-button" data-testid="sit-out" onClick={sitOut}>
        {say(view.resting ? "backToPlaying" : "spectate")}
      </button>
      {view.code !== "" && (
        <button type="button" class="small-button" data-testid="settings-invite" onClick={invite}>
          {say("invite")}
        </button>
      )}
      <button type="button" class="small-button warm" data-testid="back-to-game" onClick={close}>
        {say("backToGame")}
      </button>
    </footer>
  );
}

/** From its last stop to its first and back: by itself the focus would leave for the browser's own bar. */
function keepInside(event: KeyboardEvent, dialog: HTMLElement | null): void {
  const stops = dialog === null ? [] : stopsOf(dialog);
  const [first, last] = [stops[0], stops.at(-1)];
  const { activeElement: at } = document;
  const leaves = event.shiftKey ? at === first || at === dialog : at === last;
  if (!leaves) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}

function Tabs() {
  const row = useRef<HTMLDivElement>(null);
  const step = (event: KeyboardEvent): void => {
    const next = STEPS[event.code]?.(shown.value);
    if (next === undefined) return;
    event.preventDefault();
    show((next + SECTIONS.length) % SECTIONS.length);
    const tab = row.current?.children[shown.value];
    if (tab instanceof HTMLElement) tab.focus();
  };
  return (
    <div class="settings-tabs" role="tablist" aria-label={say("settings")} ref={row} onKeyDown={step}>
      {SECTIONS.map(({ name, title }, at) => (
        <button
          key={name}
          type="button"
          role="tab"
          id={`tab-${name}`}
          data-testid={`tab-${name}`}
          autofocus={at === shown.value}
          aria-selected={at === shown.value}
          aria-controls="settings-panel"
          tabIndex={at === shown.value ? 0 : -1}
          onClick={() => show(at)}
        >
          {say(title)}
        </button>
      ))}
    </div>
  );
}

function show(at: number): void {
  shown.value = at;
  reset.value = "";
}

function Panel({ section }: { section: Section }) {
  const { name, title, fields, Rows } = section;
  const defaults = (): void => {
    change(Object.fromEntries(fields.map((field) => [field, DEFAULTS[field]])));
    reset.value = say("sectionReset", { section: say(title) });
  };
  return (
    <div
      class="settings-panel"
      role="tabpanel"
      id="settings-panel"
      aria-labelledby={`tab-${name}`}
      data-section={name}
      // Its own, so that it starts at its top.
      key={name}
    >
      <Rows />
      <p class="reset-row">
        <button type="button" class="quiet" data-testid="reset-section" onClick={defaults}>
          {say("resetSection")}
        </button>
        <span role="status">{reset.value}</span>
      </p>
    </div>
  );
}
