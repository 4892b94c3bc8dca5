// The network lab: a simulated link, and the parts of the netcode switched off one by one, while one plays.
// Owns: its markup. Must not: touch the game (lab-state.ts does).
import { useSignal } from "@preact/signals";
import type { LabSwitches } from "../../net/game-view.ts";
import { writeAddress } from "../address.ts";
import { Icon, IconButton } from "../icon-button.tsx";
import { panelKeys } from "../keys.ts";
import { type StringKey, say } from "../strings.ts";
import { lab, labShown, labWords, openLab, resetLab, setSwitch, toggleLab } from "./lab-state.ts";
import { LinkChoice } from "./link-choice.tsx";
import "./lab.css";

const SWITCHES: readonly [name: keyof LabSwitches, title: StringKey, does: StringKey][] = [
  ["prediction", "switchPrediction", "doesPrediction"],
  ["interpolation", "switchInterpolation", "doesInterpolation"],
  ["lagCompensation", "switchLagCompensation", "doesLagCompensation"],
  ["pacing", "switchPacing", "doesPacing"],
  ["ghosts", "switchGhosts", "doesGhosts"],
];

export function LabPanel() {
  if (!labShown.value) return null;
  return (
    <section class="lab card" data-testid="lab" aria-label={say("lab")} {...panelKeys}>
      <header class="net-bar">
        <Icon name="flask" />
        <h2>{say("lab")}</h2>
        <IconButton icon="close" label={say("close")} testId="close-lab" onClick={toggleLab} />
      </header>
      <div class="lab-contents">
        <LinkChoice />
        <Switches />
      </div>
      <Footer />
    </section>
  );
}

function Switches() {
  const { switches } = lab.value;
  return (
    <fieldset class="switches">
      <legend>{say("labSwitches")}</legend>
      {SWITCHES.map(([name, title, does]) => (
        <label key={name} class="switch">
          <input
            type="checkbox"
            data-testid={`switch-${name}`}
            checked={switches[name]}
            onChange={(event) => setSwitch(name, event.currentTarget.checked)}
          />
          <span>
            <b>{say(title)}</b>
            <small>{say(does)}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function Footer() {
  const said = useSignal<StringKey>("labAddress");
  const copy = (): void => {
    const done = (key: StringKey) => () => (said.value = key);
    // Not there on a page without https; the address bar has the link as well.
    const copied = navigator.clipboard?.writeText(writeAddress()) ?? Promise.reject();
    copied.then(done("linkCopied"), done("linkNotCopied"));
  };
  return (
    <footer class="lab-foot">
      <button type="button" data-testid="copy-link" onClick={copy}>
        <Icon name="link" /> {say("copyLink")}
      </button>
      <button type="button" data-testid="reset-lab" onClick={resetLab}>
        {say("labReset")}
      </button>
      <small role="status">{say(said.value)}</small>
    </footer>
  );
}

/** So that nobody forgets that the link is worse, or the game different, than it is. */
export function LabBadge() {
  const words = labWords(lab.value);
  if (words.length === 0) return null;
  return (
    <button
      type="button"
      class="lab-badge"
      data-testid="lab-badge"
      title={say("openLab")}
      onClick={openLab}
      onPointerUp={panelKeys.onPointerUp}
    >
      <Icon name="flask" /> <span class="name">{words.join(" · ")}</span>
    </button>
  );
}
