// The menu: name, colour, play, and the other ways to a game. It is there before anything heavy has loaded.
// Owns: its form. Must not: import the game or the net.
import type { SeatWant } from "../../shared/protocol/seats.ts";
import { PAGE_KEYS } from "../input/page-keys.ts";
import { screen } from "./app-state.ts";
import { Icon } from "./icon-button.tsx";
import { acceptParty, Invitation, invitedTo, partyInvite } from "./invites.tsx";
import { codeWords, keyOf, moveKeys } from "./key-words.ts";
import { later } from "./later.tsx";
import { ColourChoice, NameField } from "./player-fields.tsx";
import { play } from "./playing.ts";
import { Refused } from "./refused.tsx";
import { SelfChip } from "./self/chip.tsx";
import { openSettings } from "./settings/shown.ts";
import { type StringKey, say } from "./strings.ts";
import { party } from "./together/state.ts";
import { Ways } from "./ways.tsx";

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

const PartyPanel = later(() => import("./together/party-panel.tsx").then((loaded) => loaded.PartyPanel));
const QUICK: SeatWant = { kind: "quick", mode: "swarm" };

export function Menu({ onTrace }: { onTrace: () => void }) {
  const busy = screen.value === "joining";
  const code = invitedTo.value;
  const group = partyInvite.value;
  const submit = (event: Event): void => {
    event.preventDefault();
    if (group !== null) acceptParty(group);
    else void play(code === null ? QUICK : { kind: "code", code });
  };
  return (
    <>
      <SelfChip />
      <header class="menu-head">
        <h1 class="title">{say("title")}</h1>
        <p class="tagline">{say("tagline")}</p>
      </header>
      <div class="menu-body">
        <form class="card menu-card" onSubmit={submit}>
          <Invitation />
          <Refused />
          <NameField first />
          <ColourChoice />
          <button class="play" type="submit" data-testid="play-button" disabled={busy}>
            {say(busy ? "joining" : code === null && group === null ? "play" : "join")}
          </button>
        </form>
        <Ways />
        {party.value !== null && <PartyPanel />}
      </div>
      <Footer onTrace={onTrace} />
    </>
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
