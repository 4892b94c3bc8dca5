// The network lab's settings as they stand in the address: #lab=4g&ghosts=1&prediction=0.
// Owns: that form; what is as usual is not written. Must not: apply them.

import { meanRoundTripMs, PROFILES, type Profile, plainProfile } from "../../../shared/lab/profile.ts";
import type { LabSwitches } from "../../net/game-view.ts";

/** A link of one's own making. */
export interface CustomLink {
  /** Mean round trip, ms. */
  rtt: number;
  /** Uniform extra each way, ms. */
  jitter: number;
  /** Packets lost each way, %. */
  loss: number;
}

export interface LabSettings {
  /** Name of a profile, "custom", or "" for no simulated link. */
  link: string;
  custom: CustomLink;
  switches: LabSwitches;
}

export const CUSTOM = "custom";

/** Steps and ends of the sliders. */
export const CUSTOM_RANGES: Record<keyof CustomLink, { most: number; step: number; usual: number }> = {
  rtt: { most: 600, step: 10, usual: 100 },
  jitter: { most: 200, step: 5, usual: 20 },
  loss: { most: 20, step: 0.5, usual: 0 },
};

/** As the game is without the lab. */
export const USUAL: Readonly<LabSwitches> = {
  prediction: true,
  interpolation: true,
  lagCompensation: true,
  pacing: true,
  ghosts: false,
};

const customNames = Object.keys(CUSTOM_RANGES) as (keyof CustomLink)[];
const switchNames = Object.keys(USUAL) as (keyof LabSwitches)[];

/** What is not understood is as usual. */
export function readLab(pairs: URLSearchParams): LabSettings {
  const link = pairs.get("lab") ?? "";
  const known = link === CUSTOM || Object.hasOwn(PROFILES, link);
  const custom = Object.fromEntries(customNames.map((name) => [name, readCustom(pairs, name)]));
  const switches = Object.fromEntries(switchNames.map((name) => [name, readSwitch(pairs, name)]));
  return {
    link: known ? link : "",
    custom: custom as unknown as CustomLink,
    switches: switches as unknown as LabSwitches,
  };
}

/** `pairs` with these settings, always in the same order; other pairs stay. */
export function writeLab(pairs: URLSearchParams, { link, custom, switches }: LabSettings): URLSearchParams {
  const next = new URLSearchParams(pairs);
  for (const name of ["lab", ...customNames, ...switchNames]) next.delete(name);
  if (link !== "") next.set("lab", link);
  if (link === CUSTOM) for (const name of customNames) next.set(name, String(custom[name]));
  for (const name of switchNames)
    if (switches[name] !== USUAL[name]) next.set(name, switches[name] ? "1" : "0");
  return next;
}

/** The link that these settings ask for; null for none. */
export function profileOf({ link, custom }: LabSettings): Profile | null {
  if (link === CUSTOM) return customProfile(custom);
  return Object.hasOwn(PROFILES, link) ? PROFILES[link] : null;
}

/** A lost packet stalls for a round trip and three intervals of the packets behind it (shared/lab/profile.ts). */
function customProfile({ rtt, jitter, loss }: CustomLink): Profile {
  // The mean extra of both ways together is the jitter: what is left of the round trip is plain delay.
  const plain = plainProfile(Math.max(0, rtt - jitter));
  const more = { jitterMs: jitter, loss: loss / 100 };
  const meanMs = meanRoundTripMs({
    ...plain,
    up: { ...plain.up, ...more },
    down: { ...plain.down, ...more },
  });
  return {
    ...plain,
    up: { ...plain.up, ...more, stallMs: meanMs + 100 },
    down: { ...plain.down, ...more, stallMs: meanMs + 150 },
  };
}

function readCustom(pairs: URLSearchParams, name: keyof CustomLink): number {
  const { most, usual } = CUSTOM_RANGES[name];
  const value = Number(pairs.get(name) ?? usual);
  return Number.isFinite(value) ? Math.max(0, Math.min(most, value)) : usual;
}

function readSwitch(pairs: URLSearchParams, name: keyof LabSwitches): boolean {
  const value = pairs.get(name);
  return value === null ? USUAL[name] : value !== "0";
}
