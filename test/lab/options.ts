// What the lab may be asked for on its command line, and the table of profiles.
// Owns: the options, their defaults and limits, the words. Must not: do anything.
import { parseArgs } from "node:util";
import {
  type Direction,
  meanRoundTripMs,
  PROFILES,
  type Profile,
  profileNamed,
} from "../../shared/lab/profile.ts";
import { FAULTS_HELP, type Fault, readFault } from "./faults.ts";
import { KEYS_HELP } from "./schedule.ts";

export type LabOptions = { ask: "help" } | { ask: "list" } | LabRun;

export interface LabRun {
  ask: "run";
  name: string;
  profile: Profile;
  target: { host: string; port: number };
  port: number;
  seed: number;
  faults: Fault[];
}

export const HELP = `npm run lab -- --profile NAME [options]

A bad network in front of a running server: open the address that it prints instead of the server's.

  --profile NAME  the link: ${Object.keys(PROFILES).join(", ")}
  --target URL    the server (http://127.0.0.1:2567)
  --port N        port to listen on, 0 for a free one (0)
  --seed N        seed of losses, jitter, freezes and cuts (1)
  --fault WORDS   what strikes when, counted from the start; as often as wanted:
${FAULTS_HELP.replaceAll(/^/gm, "  ")}
  --list          print the profiles' numbers
  --help          this text

In a terminal faults strike by ${KEYS_HELP}.
Ends with 0 on Ctrl+C, with 1 on an error.`;

/** Reads the arguments. Throws an Error whose message says in one line what to do. */
export function readOptions(args: string[]): LabOptions {
  const { values } = parseArgs({
    args,
    options: {
      profile: { type: "string" },
      target: { type: "string", default: "http://127.0.0.1:2567" },
      port: { type: "string", default: "0" },
      seed: { type: "string", default: "1" },
      fault: { type: "string", multiple: true, default: [] },
      list: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return { ask: "help" };
  if (values.list) return { ask: "list" };
  if (values.profile === undefined)
    throw new Error(`--profile is missing: choose ${Object.keys(PROFILES).join(", ")}`);
  return {
    ask: "run",
    name: values.profile,
    profile: profileNamed(values.profile),
    target: addressOf(values.target),
    port: whole("port", values.port, 65535),
    seed: whole("seed", values.seed, 0xffffffff),
    faults: values.fault.map(readFault),
  };
}

function whole(name: string, text: string, max: number): number {
  if (/^\d+$/.test(text) && Number(text) <= max) return Number(text);
  throw new Error(`--${name} must be a whole number from 0 to ${max}, not ${JSON.stringify(text)}`);
}

/** Bytes are passed on as they are, so the target must speak what the page's browser does: no TLS, no path. */
function addressOf(text: string): LabRun["target"] {
  const url = URL.parse(text);
  if (url?.protocol !== "http:" || url.pathname !== "/" || url.search !== "")
    throw new Error(`--target must be like http://127.0.0.1:2567, not ${JSON.stringify(text)}`);
  // The brackets of an IPv6 address belong to the URL.
  return { host: url.hostname.replace(/^\[|\]$/g, ""), port: Number(url.port || 80) };
}

/** The profiles as an aligned table; "up / down" where the ways differ. */
export function profileTable(): string {
  const rows = Object.entries(PROFILES).map(([name, profile]) => [
    name,
    `${meanRoundTripMs(profile)} ms`,
    both(profile, ({ delayMs, jitterMs }) => `${delayMs}+${jitterMs}`),
    both(profile, ({ loss, stallMs }) => (loss === 0 ? "-" : `${loss * 100}% ${stallMs} ms`)),
    both(profile, ({ bytesPerSecond }) => (bytesPerSecond === 0 ? "-" : `${bytesPerSecond / 1000} kB/s`)),
    both(profile, ({ freezeEveryMs, freezeForMs }) => times(freezeForMs, freezeEveryMs)),
    both(profile, ({ queueEveryMs, queueMs }) => times(queueMs, queueEveryMs)),
    profile.cutEveryMs === 0 ? "-" : `${profile.cutEveryMs / 1000} s`,
    profile.title,
  ]);
  const heads = [
    "profile",
    "round trip",
    "delay+jitter, ms",
    "loss",
    "cap",
    "freeze",
    "queue",
    "cut every",
    "what",
  ];
  const table = [heads, ...rows];
  const widths = heads.map((_, column) => Math.max(...table.map((row) => row[column].length)));
  return table
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i]))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function both({ up, down }: Profile, words: (way: Direction) => string): string {
  return words(up) === words(down) ? words(up) : `${words(up)} / ${words(down)}`;
}

function times(ms: number, everyMs: number): string {
  return everyMs === 0 ? "-" : `${ms} ms in ${everyMs / 1000} s`;
}
