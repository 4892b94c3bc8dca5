// How the server does over a long attack, and after it.
// Owns: what is compared with the start. Must not: attack.
import { after, type Effort, type Finding, finding } from "./case.ts";
import type { Ground } from "./ground.ts";

interface Memory {
  rss: number;
  kept: number;
}

const MB = 1024 * 1024;
const MOST_MB = 100;
const LOOP_MS = 50;
/** Seats of who has gone without a word are kept for 20 s. */
const PAUSE_MS = { long: 25_000, short: 1000 };
/** Differences that are named. */
const NAMED = 3;

export async function startWatch({ server, others }: Ground): Promise<Memory> {
  const before = await server.probe<Memory>("memory");
  // The look at memory itself, a whole collection of garbage, is none of the attack.
  await after(200);
  await others.restart();
  await server.probe("watchLoop");
  return before;
}

/** `before`: what `startWatch` resolved to. */
export async function aftermath(ground: Ground, before: Memory, { short }: Effort): Promise<Finding[]> {
  const { server } = ground;
  const loop = await server.probe<{ p99: number; max: number }>("loopDelay");
  await ground.feltUntilNow();
  await after(short ? PAUSE_MS.short : PAUSE_MS.long);
  const now = await server.probe<Memory>("memory");
  const more = (part: keyof Memory): number => Math.round((now[part] - before[part]) / MB);
  const differences = await ground.differences();
  return [
    // Where two lanes of tests share the machine it measures the other one.
    finding(
      short || loop.p99 < LOOP_MS,
      `loop delay p99 ${loop.p99.toFixed(1)} ms, max ${loop.max.toFixed(0)}`,
    ),
    finding(more("rss") < MOST_MB, `${more("rss")} MB more than at the start, ${more("kept")} of them kept`),
    finding(
      differences.length === 0,
      `${differences.length} differences between the others and the server ${differences.slice(0, NAMED).join("; ")}`,
    ),
  ];
}
