// Runs cases one after the other and judges each: what it found, whether the server lives, what the others felt.
// Owns: the judgement. Must not: attack.
import { after, type Case, type Effort, type Finding, finding } from "./case.ts";
import type { Ground } from "./ground.ts";
import type { Felt } from "./others.ts";

/** What the others may feel: of 200 patches the p99 says nothing of one stall, the longest gap does. Loose where other processes share the machine: there they only have to play on. */
export interface FeltLimits {
  p99Ms: number;
  maxMs: number;
}

export const STRICT: FeltLimits = { p99Ms: 100, maxMs: 300 };
export const LOOSE: FeltLimits = { p99Ms: Infinity, maxMs: Infinity };

/** The others are watched for at least so many patches each: 10 s, so that a p99 is more than the one worst gap. */
const PATCHES = { long: 200, short: 10 };
const SECONDS = 60;
/** In the tests, which share their machine: that a case comes to an end is required, not when. */
const SLOWER = 4;
/** Silence of the server, and of the others: it has no other end. */
const DEAD_MS = { long: 5000, short: 20_000 };

export interface Outcome {
  name: string;
  sent: string;
  required: string;
  passed: boolean;
  findings: Finding[];
  felt: Felt | null;
  seconds: number;
}

export async function attempt(
  one: Case,
  ground: Ground,
  effort: Effort,
  limits: FeltLimits,
): Promise<Outcome> {
  const startMs = performance.now();
  await ground.revive();
  const { server } = ground;
  const pid = await server.probe<number>("pid");
  const troublesBefore = (await server.probe<string[]>("troubles")).length;
  await ground.begin();
  const findings = await run(one, ground, effort);
  const alive = await ground.lives(effort.short ? DEAD_MS.short : DEAD_MS.long);
  const samePid = alive && ground.server === server && (await server.probe<number>("pid")) === pid;
  findings.push(finding(samePid, samePid ? "the process lives" : `the process is gone: ${death(ground)}`));
  if (!samePid) return outcome(one, findings, null, startMs);
  const troubles = (await server.probe<string[]>("troubles")).slice(troublesBefore);
  if (troubles.length > 0)
    findings.push(finding(false, `errors that nobody caught: ${troubles.slice(0, 3).join("; ")}`));
  const toTheEnd = await Promise.race([
    ground.others.felt(effort.short ? PATCHES.short : PATCHES.long),
    after(DEAD_MS.short).then(() => null),
  ]);
  const felt = toTheEnd === null ? null : { ...toTheEnd, ...ground.felt, playing: toTheEnd.playing };
  findings.push(...ofOthers(felt, limits));
  return outcome(one, findings, felt, startMs);
}

async function run(one: Case, ground: Ground, effort: Effort): Promise<Finding[]> {
  const seconds = (one.seconds ?? SECONDS) * (effort.short ? SLOWER : 1);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Finding[]>((resolve) => {
    timer = setTimeout(() => resolve([finding(false, `no end after ${seconds} s`)]), seconds * 1000);
  });
  const tried = one.run(ground, effort).catch((error: Error) => [finding(false, String(error.stack))]);
  try {
    return await Promise.race([tried, late]);
  } finally {
    clearTimeout(timer);
  }
}

function ofOthers(felt: Felt | null, { p99Ms, maxMs }: FeltLimits): Finding[] {
  if (felt === null) return [finding(false, "the others get no patches")];
  return [
    finding(felt.playing === felt.players, `${felt.playing} of ${felt.players} others play on`),
    finding(felt.p99 < p99Ms, `the others' gaps: p99 ${felt.p99.toFixed(0)} ms`),
    finding(felt.max < maxMs, `max ${felt.max.toFixed(0)} ms`),
  ];
}

const death = ({ server }: Ground): string => `${server.ended ?? "silence"} ${server.log.lines.at(-1) ?? ""}`;

function outcome(one: Case, findings: Finding[], felt: Felt | null, startMs: number): Outcome {
  const { name, sent, required } = one;
  const passed = findings.every(({ ok }) => ok);
  return { name, sent, required, passed, findings, felt, seconds: (performance.now() - startMs) / 1000 };
}
