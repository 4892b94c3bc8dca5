// Who one is: name and colour, in the menu and in the settings.
// Owns: their fields. Must not: tell anybody (the join does).
import { useLayoutEffect, useRef } from "preact/hooks";
import { HUES } from "../../shared/tunables.ts";
import { cutName } from "../settings/fields.ts";
import { settings } from "../settings/store.ts";
import { say } from "./strings.ts";
import { Shape, tintOf } from "./tint.tsx";

/** `first`: it takes the focus when it appears. */
export function NameField({ first = false }: { first?: boolean }) {
  const { name } = settings;
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    // Not on a phone, where a focused field raises the keyboard over the menu.
    if (first && matchMedia("(pointer: fine)").matches) field.current?.focus();
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

export function ColourChoice() {
  const { hue } = settings;
  return (
    <fieldset class="field colours">
      <legend>{say("colourLabel")}</legend>
      {HUES.map((degrees, index) => (
        <label key={degrees} class="colour" style={tintOf(index)}>
          <input
            type="radio"
            name="colour"
            data-testid={`colour-${index}`}
            aria-label={say("colourChoice", { n: index + 1 })}
            checked={index === hue.value}
            onChange={() => (hue.value = index)}
          />
          <i>
            <Shape hue={index} />
          </i>
        </label>
      ))}
    </fieldset>
  );
}
