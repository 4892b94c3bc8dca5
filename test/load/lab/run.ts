// One load run: a target, a fleet that follows the stages, samples of both, and what it came to.
// Owns: the order. Must not: print (tellers do) or write files.
import { cpus } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { allCores, type Cores, chooseCores, coreTimes, keepTo } from "../children.ts";
import type { CrowdReport } from "../crowd.ts";
import { Fleet } from "./fleet.ts";
import { Recorder, type Row } from "./recorder.ts";
import { type LoadResult, RESULT_VERSION } from "./result.ts";
import type { Scenario } from "./scenario.ts";
import { ServerWatch } from "./server-watch.ts";
import { judge } from "./slo.ts";
import { arrivalsOf, formatStages, mostOf, secondsOf } from "./stages.ts";
import { Target, type TargetOptions } from "./target.ts";
import { whatDisturbed, whyInvalid } from "./trust.ts";

/** The server keeps its last so many seconds of durations. */
const SERVER_SECONDS = 120;
/** A run of any length has at most so many samples, of at least a second each. */
const MOST_SAMPLES = 3600;

export interface RunOptions extends TargetOptions {
  /** Node's arguments for the workers, as --cpu-prof. */
  workerArgs: string[];
  /** Ends the run early; what was measured is told. */
  signal: AbortSignal;
  /** Gets a line at every stage. */
  say: (line: string) => void;
  /** Gets every sample. */
  told: (row: Row, totalSeconds: number) => void;
}

export async function runLoad(scenario: Scenario, options: RunOptions): Promise<LoadResult> {
  const cores = options.url === null ? chooseCores() : allCores();
  keepTo(cores.load);
  const target = await Target.start(scenario, cores, options);
  const fleet = new Fleet(cores, mostOf(scenario.stages), options.workerArgs);
  try {
    // The clock begins when the workers are there: else their start would be in the first clients' latencies.
    await fleet.take();
    options.say(
      `${target.endpoint}: ${target.processes.several ? `${target.processes.size} processes, ` : ""}${target.rooms === null ? scenario.way : `${target.rooms.length} room(s)`}, ` +
        `${fleet.size} worker(s); ${formatStages(scenario.stages)}`,
    );
    return await measure(scenario, options, { target, fleet, cores });
  } finally {
    await fleet.stop();
    await target.stop();
  }
}

interface Parts {
  target: Target;
  fleet: Fleet;
  cores: Cores;
}

async function measure(scenario: Scenario, options: RunOptions, parts: Parts): Promise<LoadResult> {
  const { target, fleet, cores } = parts;
  const { signal } = options;
  const recorder = new Recorder();
  const watch = new ServerWatch();
  const startedAt = new Date().toISOString();
  const isWhole = wholeOnes(scenario.whole ?? fleet.wholeClients, mostOf(scenario.stages));
  const ended = new AbortController();
  const playing = fleet.play(
    arrivalsOf(scenario.stages),
    (number) => ({ ...target.wayOf(number, scenario), wire: !isWhole(number) }),
    scenario.seed,
    AbortSignal.any([signal, ended.signal]),
  );
  const sampled = sample(scenario, options, parts, recorder, watch);
  // A worker that dies ends the run.
  const { measuredSeconds, core } = await Promise.race([sampled, playing.then(() => sampled)]);
  ended.abort();
  await playing;
  await fleet.settle();
  recorder.addLast(await fleet.take());
  const figures = {
    ...recorder.figures(measuredSeconds),
    ...watch.figures(recorder.meanClients),
  };
  const { slo, stages, ...rest } = scenario;
  const machine = {
    model: cpus()[0]?.model.trim() ?? "unknown",
    cores: cpus().length,
    node: process.version,
    serverCore: cores.server,
    loadCores: cores.load,
    workers: fleet.size,
  };
  const interrupted = signal.aborted;
  return {
    version: RESULT_VERSION,
    name: scenario.name,
    startedAt,
    measuredSeconds: Math.round(measuredSeconds * 10) / 10,
    interrupted,
    scenario: { ...rest, stages: formatStages(stages), slo: slo.map(({ text }) => text) },
    url: options.url,
    ...(target.processes.several && { processes: target.processes.rows() }),
    machine,
    figures,
    curves: recorder.curves(),
    series: recorder.series,
    ...recorder.counts(),
    limits: watch.limits(),
    invalid: whyInvalid(figures, scenario),
    notes: whatDisturbed(figures, core, interrupted),
    slo: judge(slo, figures),
  };
}

/** Which clients have the whole net code: `whole` of `most`, evenly among them. */
const wholeOnes =
  (whole: number, most: number) =>
  (number: number): boolean =>
    Math.floor(((number + 1) * whole) / most) > Math.floor((number * whole) / most);

interface Sampled {
  measuredSeconds: number;
  /** Share of the server's core that others took, percent. */
  core: { othersPercent: number };
}

async function sample(
  scenario: Scenario,
  { signal, told }: RunOptions,
  { target, fleet, cores }: Parts,
  recorder: Recorder,
  watch: ServerWatch,
): Promise<Sampled> {
  const total = secondsOf(scenario.stages);
  const every = Math.max(1, Math.ceil(total / MOST_SAMPLES));
  const startMs = performance.now();
  let beforeMs = startMs;
  let measuredMs = startMs;
  let windowMs = startMs;
  let coreBefore = coreTimes(cores.server);
  let cpuMs = 0;
  for (let at = every; !signal.aborted && beforeMs - startMs < total * 1000 - 1; at += every) {
    const untilMs = startMs + Math.min(at, total) * 1000;
    await sleep(Math.max(0, untilMs - performance.now()), undefined, { signal }).catch(() => {});
    const nowMs = performance.now();
    const t = (nowMs - startMs) / 1000;
    // The sample at which the warm-up ends is the last of it.
    const measuring = (beforeMs - startMs) / 1000 >= scenario.warmUpSeconds;
    const [reports, health] = await Promise.all([fleet.take(), target.health(every)]);
    const server = health === null ? null : watch.sample(health, measuring);
    told(recorder.add(t, (nowMs - beforeMs) / 1000, reports as CrowdReport[], server, measuring), total);
    if (!measuring) {
      measuredMs = windowMs = nowMs;
      coreBefore = coreTimes(cores.server);
    } else {
      cpuMs += ((server?.server_cpu ?? 0) / 100) * (nowMs - beforeMs);
      const left = total - t;
      const window = (nowMs - windowMs) / 1000;
      if (window + every > SERVER_SECONDS || left < every / 2 || signal.aborted) {
        const whole = await target.health(Math.min(SERVER_SECONDS, Math.max(1, Math.round(window))));
        if (whole !== null) watch.window(whole);
        windowMs = nowMs;
      }
    }
    beforeMs = nowMs;
  }
  const core = coreTimes(cores.server);
  const busy = (core.busy - coreBefore.busy) / Math.max(1, core.all - coreBefore.all);
  const measuredSeconds = (beforeMs - measuredMs) / 1000;
  const others = 100 * busy - cpuMs / 10 / Math.max(1, measuredSeconds);
  return { measuredSeconds, core: { othersPercent: Math.max(0, others) } };
}
