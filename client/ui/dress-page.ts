// Settings that the style sheets follow, as attributes and variables of the page.
// Owns: those. Must not: decide how anything looks.
import { effect } from "@preact/signals";
import { still } from "../settings/still.ts";
import { settings } from "../settings/store.ts";
import { tintOf } from "./tint.tsx";

/** Follows the settings for as long as the page lives. */
export function dressPage(): void {
  const { style, dataset } = document.documentElement;
  effect(() => {
    style.setProperty("--text-scale", String(settings.textScale.value));
    for (const [name, value] of Object.entries(tintOf(settings.hue.value))) style.setProperty(name, value);
    if (still.value) dataset.still = "";
    else delete dataset.still;
  });
}
