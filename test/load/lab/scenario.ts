// What a load run does: from a JSON file, from flags, or from both, flags over the file.
// Owns: its shape, its defaults, and errors that name the field. Must not: run anything.
import { readFileSync } from "node:fs";
import { z } from "zod";
import { PROFILES } from "../../../shared/lab/profile.ts";
import { MODE_NAMES } from "../../../shared/tunables/modes.ts";
import { ARENA, MAX_SLOTS } from "../../../shared/tunables.ts";
import { parseSlo } from "./slo.ts";
import { mostOf, parseStages, type Stage, secondsOf } from "./stages.ts";

/** People that a room takes at most. */
export const ROOM_SEATS = 100;
/** Clients that come in a second where nobody says otherwise. */
const RAMP_HZ = 10;
const SETTLE_SECONDS = 5;

/** A text with a grammar of its own: what its parser says is the issue. */
const parsed = <T>(parse: (text: string) => T) =>
  z.string().transform((text, context) => {
    try {
      return parse(text);
    } catch (error) {
      context.addIssue({ code: "custom", message: (error as Error).message });
      return z.NEVER;
    }
  });

const Raw = z.strictObject({
  name: z.string().max(80).default(""),
  /** Of one steady run; `stages` say more. */
  clients: z.number().int().min(1).max(5000).optional(),
  seconds: z
    .number()
    .min(1)
    .max(7 * 86_400)
    .optional(),
  stages: parsed(parseStages).optional(),
  rooms: z.number().int().min(1).max(200).default(1),
  /** Into rooms made for it, by quick play, or through the rated queue. */
  way: z.enum(["rooms", "quick", "queue"]).default("rooms"),
  mode: z.enum(MODE_NAMES).default("swarm"),
  size: z.enum(Object.keys(ARENA.sides) as (keyof typeof ARENA.sides)[]).optional(),
  /** Bots fill each room up to so many skimmers. */
  fill: z.number().int().min(0).max(MAX_SLOTS).default(24),
  net: z.enum(Object.keys(PROFILES)).default("loopback"),
  seed: z.number().int().min(0).max(0xffffffff).default(1),
  /** Nothing but the joins counts before; by default until SETTLE_SECONDS after the first stage. */
  warmUpSeconds: z.number().min(0).max(3600).optional(),
  /** So many of the clients have the browser's whole net code, the others play on the wire alone; by default what fits. */
  whole: z.number().int().min(0).max(5000).optional(),
  /** How late the generator's own frames may be at the 99th percentile, ms: half a patch interval is 25. */
  lateMs: z.number().min(1).max(60_000).default(20),
  /** How much of the time its event loop may be in use, %. */
  busyPercent: z.number().min(1).max(100).default(95),
  slo: z.array(parsed(parseSlo)).max(50).default([]),
});

export type RawScenario = z.input<typeof Raw>;

export interface Scenario
  extends Omit<z.output<typeof Raw>, "clients" | "seconds" | "stages" | "warmUpSeconds"> {
  stages: Stage[];
  warmUpSeconds: number;
}

/** Throws an Error whose message is one line that names the field. */
export function makeScenario(raw: unknown): Scenario {
  const result = Raw.safeParse(raw);
  if (!result.success) {
    const [{ path, message }] = result.error.issues;
    throw new Error(`scenario: ${path.length === 0 ? "" : `${path.join(".")}: `}${message}`);
  }
  const { clients = 30, seconds = 60, stages: given, warmUpSeconds, ...rest } = result.data;
  if (given !== undefined && (result.data.clients ?? result.data.seconds) !== undefined)
    throw new Error("scenario: stages: say either stages, or clients and seconds");
  const stages = given ?? [
    { seconds: Math.max(1, Math.ceil(clients / RAMP_HZ)), clients },
    { seconds: seconds + SETTLE_SECONDS, clients },
  ];
  const most = mostOf(stages);
  if (most > rest.rooms * ROOM_SEATS && rest.way === "rooms")
    throw new Error(`scenario: rooms: ${most} clients need at least ${Math.ceil(most / ROOM_SEATS)}`);
  if (rest.way === "queue" && rest.mode === "swarm")
    throw new Error("scenario: mode: the rated queue has duel and rush");
  const total = secondsOf(stages);
  const settled = Math.min(stages[0].seconds + SETTLE_SECONDS, total / 2);
  if (warmUpSeconds !== undefined && warmUpSeconds >= total)
    throw new Error("scenario: warmUpSeconds: nothing is left to measure");
  return { ...rest, stages, warmUpSeconds: warmUpSeconds ?? settled };
}

/** Throws an Error that names the file. */
export function readScenarioFile(file: string): object {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as object;
  } catch (error) {
    throw new Error(`--scenario ${file}: ${(error as Error).message}`);
  }
}
