// The kinds of rows that settings are made of: a slider, a switch, a choice. Each writes its signal at once.
// Owns: their markup. Must not: know what a setting means.
import type { Signal } from "@preact/signals";
import { say } from "../strings.ts";
import "./rows.css";

interface SliderProps {
  name: string;
  label: string;
  setting: Signal<number>;
  /** In percent, as the value is shown. */
  least: number;
  most: number;
}

export function Slider({ name, label, setting, least, most }: SliderProps) {
  const percent = Math.round(setting.value * 100);
  return (
    <label class="setting-row slider-row">
      <span>{label}</span>
      <input
        type="range"
        min={least}
        max={most}
        step={5}
        value={percent}
        data-testid={`setting-${name}`}
        aria-valuetext={say("percent", { percent })}
        onInput={(event) => (setting.value = event.currentTarget.valueAsNumber / 100)}
      />
      <output>{say("percent", { percent })}</output>
    </label>
  );
}

interface ToggleProps {
  name: string;
  label: string;
  setting: Signal<boolean>;
}

export function Toggle({ name, label, setting }: ToggleProps) {
  return (
    <label class="setting-row toggle-row">
      <span>{label}</span>
      <input
        type="checkbox"
        checked={setting.value}
        data-testid={`setting-${name}`}
        onChange={(event) => (setting.value = event.currentTarget.checked)}
      />
    </label>
  );
}

interface ChoiceProps<T> {
  name: string;
  label: string;
  setting: Signal<T>;
  choices: readonly (readonly [value: T, words: string, lang?: string])[];
}

export function Choice<T extends string | number>({ name, label, setting, choices }: ChoiceProps<T>) {
  return (
    <fieldset class="choice">
      <legend>{label}</legend>
      <div class="choices">
        {choices.map(([value, words, lang]) => (
          <label key={value} lang={lang}>
            <input
              type="radio"
              name={`setting-${name}`}
              checked={setting.value === value}
              data-testid={`setting-${name}-${value}`}
              onChange={() => (setting.value = value)}
            />
            <span>{words}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
