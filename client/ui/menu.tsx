// The menu: name, colour, play. It is there before anything heavy has loaded.
// Owns: its form. Must not: import the game or the net.
import { useLayoutEffect, useRef } from "preact/hooks";
import { cleanName } from "../../shared/protocol/join-request.ts";
import { HUES } from "../../shared/tunables.ts";
import { cutName } from "../settings/fields.ts";
import { settings } from "../settings/store.ts";
import { errorWords, screen } from "./app-state.ts";
import { Backdrop } from "./backdrop.tsx";
import { keyOf, moveKeys } from "./key-words.ts";
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
  ["M", "controlsSound"],
  ["F3", "controlsNetwork"],
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
    <main class="menu" data-testid="menu" style={{ "--hue": HUES[hue.value] }}>
      <Backdrop hue={HUES[hue.value]} />
      <header class="menu-head">
        <h1 class="title">{say("title")}</h1>
        <p class="tagline">{say("tagline")}</p>
      </header>
      <form class="card menu-card" onSubmit={submit}>
        <NameField />
        <ColourChoice chosen={hue.value} onChoose={(index) => (hue.value = index)} />
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

function NameField() {
  const { name } = settings;
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    // Not on a phone, where a focused field raises the keyboard over the menu.
    if (matchMedia("(pointer: fine)").matches) field.current?.focus();
  }, []);
  return (
    <label class="field">
      <span>{say("nameLabel")}</span>
      <input
        data-testid="name-input"
        ref={field}
        type="text"
        autocomplete="nickname"
        spellcheck={false}
        placeholder={say("namePlaceholder")}
        value={name.value}
        onInput={(event) => {
          name.value = cutName(event.currentTarget.value);
          event.currentTarget.value = name.value;
        }}
      />
    </label>
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
      <button class="quiet" type="button" data-testid="menu-trace" onClick={onTrace}>
        {say("openTrace")}
      </button>
    </footer>
  );
}

function ColourChoice({ chosen, onChoose }: { chosen: number; onChoose: (index: number) => void }) {
  return (
    <fieldset class="field colours">
      <legend>{say("colourLabel")}</legend>
      {HUES.map((degrees, index) => (
        <label key={degrees} class="colour" style={{ "--hue": degrees }}>
          <input
            type="radio"
            name="colour"
            data-testid={`colour-${index}`}
            aria-label={say("colourChoice", { n: index + 1 })}
            checked={index === chosen}
            onChange={() => onChoose(index)}
          />
          <i />
        </label>
      ))}
    </fieldset>
  );
}
