// The menu: name, colour, play. It is there before anything heavy has loaded.
// Owns: its form. Must not: import the game or the net.
import { cleanName } from "../../shared/protocol/join-request.ts";
import { PAGE_KEYS } from "../input/page-keys.ts";
import { settings } from "../settings/store.ts";
import { tints } from "../settings/tints.ts";
import { errorWords, screen } from "./app-state.ts";
import { Backdrop } from "./backdrop.tsx";
import { Icon } from "./icon-button.tsx";
import { codeWords, keyOf, moveKeys } from "./key-words.ts";
import { ColourChoice, NameField } from "./player-fields.tsx";
import { openSettings } from "./settings/shown.ts";
import { type StringKey, say } from "./strings.ts";

/** What to press for what, with the keys as they are bound. */
const controls = (): [keys: string, what: StringKey][] => [
  [moveKeys(), "controlsMove"],
  [say("keyMouse"), "controlsAim"],
  [keyOf("fire"), "controlsFire"],
  [say("keyHold", { key: keyOf("alternate") }), "controlsLance"],
  [keyOf("dash"), "controlsDash"],
  [keyOf("guard"), "controlsGuard"],
  [keyOf("scores"), "controlsScores"],
  [codeWords(PAGE_KEYS.sound[0]), "controlsSound"],
  [codeWords(PAGE_KEYS.network[0]), "controlsNetwork"],
];

interface MenuProps {
  onPlay: (name: string, hue: number) => void;
  onTrace: () => void;
}

export function Menu({ onPlay, onTrace }: MenuProps) {
  const { name, hue } = settings;
  const busy = screen.value === "joining";
  const submit = (event: Event): void => {
    event.preventDefault();
    if (busy) return;
    onPlay(cleanName(name.value), hue.value);
  };
  return (
    <main class="menu" data-testid="menu">
      <Backdrop hue={tints.value[hue.value].hue} />
      <header class="menu-head">
        <h1 class="title">{say("title")}</h1>
        <p class="tagline">{say("tagline")}</p>
      </header>
      <form class="card menu-card" onSubmit={submit}>
        <NameField first />
        <ColourChoice />
        <button class="play" type="submit" data-testid="play-button" disabled={busy}>
          {say(busy ? "joining" : "play")}
        </button>
        <p class="menu-error" role="alert" data-testid="menu-error">
          {errorWords()}
        </p>
      </form>
      <Footer onTrace={onTrace} />
    </main>
  );
}

function Footer({ onTrace }: { onTrace: () => void }) {
  return (
    <footer class="menu-foot">
      <p>{say("goal")}</p>
      <ul class="keys">
        {controls().map(([keys, what]) => (
          <li key={what}>
            <kbd>{keys}</kbd> {say(what)}
          </li>
        ))}
      </ul>
      <p class="menu-more">
        <button class="quiet" type="button" data-testid="menu-settings" onClick={openSettings}>
          <Icon name="gear" /> {say("settings")}
        </button>
        <button class="quiet" type="button" data-testid="menu-trace" onClick={onTrace}>
          {say("openTrace")}
        </button>
      </p>
    </footer>
  );
}
