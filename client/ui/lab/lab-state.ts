// The network lab's settings: the address holds them, the running game follows them.
// Owns: that they are the same. Must not: keep them anywhere else.
import { computed, effect, signal } from "@preact/signals";
import type { GameView, LabSwitches } from "../../net/game-view.ts";
import { address, changeAddress } from "../address.ts";
import { type StringKey, say } from "../strings.ts";
import { CUSTOM, type LabSettings, profileOf, readLab, USUAL, writeLab } from "./lab-address.ts";

export const lab = computed(() => readLab(address.value));
export const labShown = signal(false);

export function openLab(): void {
  labShown.value = true;
}

export function toggleLab(): void {
  labShown.value = !labShown.value;
}

export function changeLab(change: Partial<LabSettings>): void {
  changeAddress(writeLab(address.value, { ...lab.value, ...change }));
}

export const setSwitch = (name: keyof LabSwitches, on: boolean): void =>
  changeLab({ switches: { ...lab.value.switches, [name]: on } });

export const resetLab = (): void => changeLab({ link: "", switches: { ...USUAL } });

/** Makes a game follow the settings until the returned function is called. */
export function applyLab(view: GameView): () => void {
  return effect(() => {
    Object.assign(view.lab, lab.value.switches);
    view.simulate(profileOf(lab.value));
  });
}

/** Words for a switch that is not as usual. */
const CHANGED: Record<keyof LabSwitches, StringKey> = {
  prediction: "noPrediction",
  interpolation: "noInterpolation",
  lagCompensation: "noLagCompensation",
  pacing: "noPacing",
  ghosts: "withGhosts",
};

/** What is not as usual, in words; nothing when all of it is. */
export function labWords({ link, custom, switches }: LabSettings): string[] {
  const names = Object.keys(CHANGED) as (keyof LabSwitches)[];
  const changed = names.filter((name) => switches[name] !== USUAL[name]).map((name) => say(CHANGED[name]));
  if (link === "") return changed;
  return [link === CUSTOM ? say("customLink", { rtt: custom.rtt }) : link, ...changed];
}
