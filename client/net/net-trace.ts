// How the link has been for the last minute, as plain data: shown live, written to a file, and opened again.
// Owns: the form of a trace. Must not: measure (net-recorder.ts does).
import type { ReceiptMessage } from "../../shared/protocol/messages.ts";

export const TRACE_VERSION = 1;
/** Stutters and receipts that a trace holds at most. */
export const STUTTERS = 64;
export const RECEIPTS = 32;
/** A sample is taken this often, ms; so many are kept: a minute. */
export const SAMPLE_MS = 100;
export const SAMPLES = 600;

/** One sample each: the worst or the newest of its 100 ms. */
export const SERIES = [
  /** Longest render frame, ms. */
  "frameMs",
  /** Longest time between two patches, ms. */
  "patchGapMs",
  /** Round trip of a ping, ms. */
  "pingMs",
  /** How late patches arrive against the best, ms, mean of the last second. */
  "jitterMs",
  /** How far in the past the others are drawn, ms. */
  "delayMs",
  /** Inputs that wait on the server when a tick begins. */
  "inputDepth",
  /** Least time that an input waited there, ms; below 0 it came late. */
  "slackMs",
  /** How fast the input clock runs, in % of the server's above or below. */
  "ratePercent",
  /** Ticks that had no input, in the sample. */
  "starved",
  /** Largest correction of one's own position, u. */
  "correction",
  /** Longest tick of the server's last second, ms. */
  "tickMs",
  /** Longest gap between two ticks of the server, ms; 0 while it keeps its beat. */
  "tickGapMs",
  /** Bytes that wait on the server to be sent here, KB. */
  "queuedKb",
  /** Payload bytes received. */
  "bytesIn",
] as const;
export type Series = (typeof SERIES)[number];

/** Whose fault a stutter was. */
export const BLAMES = ["frame", "link", "server", "queue", "inputs"] as const;
export type Blame = (typeof BLAMES)[number];

export interface Stutter {
  /** Since the trace began, ms. */
  atMs: number;
  blame: Blame;
  /** How long the picture (or one's own skimmer) stood, ms. */
  ms: number;
}

/** One of one's own Lances: what the screen showed, and what the server made of it. */
export interface Receipt {
  shot: number;
  /** The tick of the picture that it was aimed at. */
  seenTick: number;
  /** From one's own centre, u, towards brads. */
  beam: { x: number; y: number; aim: number };
  /** Slot of who stood in the beam on the screen, -1 for nobody, and where. */
  aimedAt: number;
  saw: { x: number; y: number } | null;
  /** Round trip when it was fired, ms. */
  pingMs: number;
  /** Null until the server's word is here. */
  judged: ReceiptMessage | null;
}

export interface NetTrace {
  version: number;
  /** When the first sample that is kept was taken, since the trace began, ms. */
  fromMs: number;
  /** Oldest first, of equal length. */
  samples: Record<Series, number[]>;
  /** Oldest first, the last STUTTERS. */
  stutters: Stutter[];
  /** Oldest first, the last RECEIPTS. */
  receipts: readonly Receipt[];
}

/** A trace from a file. Throws RangeError that says what is wrong with it. */
export function readTrace(text: string): NetTrace {
  const trace = parse(text) as Partial<NetTrace> | null;
  if (typeof trace !== "object" || trace === null) throw new RangeError("this is not a trace");
  if (trace.version !== TRACE_VERSION)
    throw new RangeError(`this trace is of version ${trace.version}, not ${TRACE_VERSION}`);
  const lists = SERIES.map((name) => trace.samples?.[name]);
  const length = lists[0]?.length ?? -1;
  for (const list of lists) {
    if (!Array.isArray(list) || list.length !== length || !list.every(Number.isFinite))
      throw new RangeError("the samples of this trace are damaged");
  }
  const { fromMs, stutters, receipts } = trace;
  const whole =
    length <= SAMPLES &&
    Number.isFinite(fromMs) &&
    isList(stutters, STUTTERS, isStutter) &&
    isList(receipts, RECEIPTS, isReceipt);
  if (!whole) throw new RangeError("this trace is damaged");
  return trace as NetTrace;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RangeError("this is not a trace");
  }
}

type Fields = Record<string, unknown> | null | undefined;

const isList = (list: unknown, most: number, each: (item: Fields) => boolean): boolean =>
  Array.isArray(list) && list.length <= most && list.every(each);

const hasNumbers = (of: Fields, names: readonly string[]): boolean =>
  typeof of === "object" && of !== null && names.every((name) => Number.isFinite(of[name]));

const isPlace = (place: unknown): boolean => place === null || hasNumbers(place as Fields, ["x", "y"]);

const isStutter = (stutter: Fields): boolean =>
  hasNumbers(stutter, ["atMs", "ms"]) && BLAMES.includes(stutter?.blame as Blame);

const RECEIPT = ["shot", "seenTick", "aimedAt", "pingMs"];
const JUDGED = ["tick", "askedTick", "viewTick", "verdict", "target"];

const isReceipt = (receipt: Fields): boolean =>
  hasNumbers(receipt, RECEIPT) &&
  isPlace(receipt?.saw) &&
  hasNumbers(receipt?.beam as Fields, ["x", "y", "aim"]) &&
  (receipt?.judged === null || isJudged(receipt?.judged as Fields));

const isJudged = (judged: Fields): boolean =>
  hasNumbers(judged, JUDGED) && isPlace(judged?.seen) && isPlace(judged?.real);
