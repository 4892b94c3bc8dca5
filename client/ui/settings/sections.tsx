// The parts of the settings that are plain rows: player, sound, display, language, network.
// Owns: which rows are where. Must not: hold values (the store does).
import { GRAPHICS, MOTIONS, NET_LEVELS, PALETTES, TEXT_SCALE } from "../../settings/fields.ts";
import { settings } from "../../settings/store.ts";
import { ColourChoice, NameField } from "../player-fields.tsx";
import { type StringKey, say } from "../strings.ts";
import { Choice, Slider, Toggle } from "./form-rows.tsx";

/** `deuteranopia` of `palette` is said by `paletteDeuteranopia`. */
const wordsOf = (field: string, choice: string | number): string => {
  const [first, ...rest] = String(choice);
  return say(`${field}${first.toUpperCase()}${rest.join("")}` as StringKey);
};
const choicesOf = <T extends string | number>(field: string, choices: readonly T[]) =>
  choices.map((choice) => [choice, wordsOf(field, choice)] as const);

export function PlayerSection() {
  return (
    <>
      <NameField />
      <ColourChoice />
      <p class="note">{say("playerNote")}</p>
    </>
  );
}

export function SoundSection() {
  const { master, effects, ambience, muted } = settings;
  return (
    <>
      <Slider name="master" label={say("master")} setting={master} least={0} most={100} />
      <Slider name="effects" label={say("effects")} setting={effects} least={0} most={100} />
      <Slider name="ambience" label={say("ambience")} setting={ambience} least={0} most={100} />
      <Toggle name="muted" label={say("mute")} setting={muted} />
    </>
  );
}

export function DisplaySection() {
  const { palette, textScale, reducedMotion, danmaku, graphics } = settings;
  const { min, max } = TEXT_SCALE;
  return (
    <>
      <Choice
        name="palette"
        label={say("palette")}
        setting={palette}
        choices={choicesOf("palette", PALETTES)}
      />
      <p class="note">{say("paletteNote")}</p>
      <Slider
        name="textScale"
        label={say("textScale")}
        setting={textScale}
        least={min * 100}
        most={max * 100}
      />
      <Choice
        name="reducedMotion"
        label={say("reducedMotion")}
        setting={reducedMotion}
        choices={choicesOf("motion", MOTIONS)}
      />
      <Toggle name="danmaku" label={say("danmaku")} setting={danmaku} />
      <Choice
        name="graphics"
        label={say("graphics")}
        setting={graphics}
        choices={choicesOf("graphics", GRAPHICS)}
      />
    </>
  );
}

export function LanguageSection() {
  return (
    <Choice
      name="language"
      label={say("language")}
      setting={settings.language}
      choices={[
        ["auto", say("languageAuto")],
        ["en", say("languageEn"), "en"],
        ["zh", say("languageZh"), "zh-Hans"],
      ]}
    />
  );
}

export function NetworkSection() {
  const levels = Array.from({ length: NET_LEVELS }, (_, level) => level);
  return (
    <>
      <Toggle name="smoothing" label={say("smoothing")} setting={settings.smoothing} />
      <p class="note">{say("smoothingNote")}</p>
      <Choice
        name="netLevel"
        label={say("netLevel")}
        setting={settings.netLevel}
        choices={choicesOf("netLevel", levels)}
      />
    </>
  );
}
