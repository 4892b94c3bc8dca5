// One run: server, crowd, warm-up, measurement, comparison.
// Owns: the order. Must not: print figures (report.ts does) or judge them (limits.ts does).
import { setTimeout as sleep } from "node:timers/promises";
import { type Cores, chooseCores, coreTimes } from "./children.ts";
import { type ClientFigures, Generator, type GeneratorFigures } from "./generator.ts";
import { compareWithJson, type JsonFigures } from "./json-comparison.ts";
import { type BenchOptions, WARM_UP_SECONDS } from "./options.ts";
import { type Health, ServerProcess } from "./server-process.ts";

/** The server keeps its last so many seconds of durations. */
const SERVER_SECONDS = 120;
const PROGRESS_SECONDS = 10;

export interface RunFigures {
  cores: Cores;
  server: Health["rooms"][number] & {
    cpuPercent: number;
    rssBytes: number;
    eventLoopDelayP99Ms: number;
    /** What other processes took of the server's core; 0 where the server is not held to one. */
    othersPercent: number;
  };
  clients: ClientFigures;
  generator: GeneratorFigures;
  json: JsonFigures;
}

/** Runs everything; `say` gets a line at every stage. */
export async function run(options: BenchOptions, say: (line: string) => void): Promise<RunFigures> {
  const cores = chooseCores();
  say(`server on core ${cores.server ?? "any (no pinning here)"}, load on ${cores.load ?? "any"}`);
  const server = await ServerProcess.start(settings(options), cores.server, options);
  const generator = new Generator(cores);
  await generator.join(server.endpoint, options);
  say(`${options.clients} clients have joined; warming up for ${WARM_UP_SECONDS} s`);
  await sleep(WARM_UP_SECONDS * 1000);
  const measured = await measure(server, generator, options, cores, say);
  await generator.stop();
  await server.stop();
  say("the same match, sent whole as JSON ...");
  return { cores, ...measured, json: await compareWithJson(options, cores) };
}

/** Bots fill the arena to the brim; every person that joins takes the place of one. */
function settings({ clients, bots, seed }: BenchOptions): Record<string, string> {
  return {
    ARENA_SIZE: "medium",
    ARENA_SEED: String(seed),
    ARENA_MAX_CLIENTS: String(clients),
    ARENA_BOTS_FILL_TO: String(clients + bots),
  };
}

async function measure(
  server: ServerProcess,
  generator: Generator,
  { seconds }: BenchOptions,
  cores: Cores,
  say: (line: string) => void,
): Promise<Pick<RunFigures, "server" | "clients" | "generator">> {
  await generator.measure();
  const before = await server.health(1);
  const coreBefore = coreTimes(cores.server);
  const startMs = performance.now();
  for (let passed = 0; passed < seconds; ) {
    const until = Math.min(seconds, passed + PROGRESS_SECONDS);
    await sleep(startMs + until * 1000 - performance.now());
    passed = until;
    if (passed < seconds) say(progress(passed, await server.health(PROGRESS_SECONDS)));
  }
  const core = coreTimes(cores.server);
  const elapsed = (performance.now() - startMs) / 1000;
  const [clients, after] = await Promise.all([
    generator.report(elapsed),
    server.health(Math.min(SERVER_SECONDS, seconds)),
  ]);
  const room = onlyRoom(after);
  const { rssBytes, eventLoopDelayP99Ms } = after;
  const cpuPercent = ((after.cpuS - before.cpuS) / (after.uptimeS - before.uptimeS)) * 100;
  const busyPercent = ((core.busy - coreBefore.busy) / Math.max(1, core.all - coreBefore.all)) * 100;
  const othersPercent = Math.max(0, busyPercent - cpuPercent);
  const starvedTicks = room.starvedTicks - onlyRoom(before).starvedTicks;
  return {
    ...clients,
    server: { ...room, starvedTicks, cpuPercent, othersPercent, rssBytes, eventLoopDelayP99Ms },
  };
}

function onlyRoom({ rooms }: Health): Health["rooms"][number] {
  if (rooms.length !== 1) throw new Error(`one room was expected, not ${rooms.length}`);
  return rooms[0];
}

function progress(passed: number, health: Health): string {
  const { tickMs, patchMs, people } = onlyRoom(health);
  const figures = `tick p99 ${tickMs.p99.toFixed(1)} ms, patch p99 ${patchMs.p99.toFixed(1)} ms`;
  return `${passed} s: ${people} people, ${figures}, RSS ${(health.rssBytes / 1e6).toFixed(0)} MB`;
}
