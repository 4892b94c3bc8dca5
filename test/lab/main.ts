// `npm run lab`: a bad network in front of a running server.
// Owns: the command line, signals and exit codes. Must not: model or carry anything.
import { once } from "node:events";
import { createConnection } from "node:net";
import { HELP, type LabRun, profileTable, readOptions } from "./options.ts";
import { type LabProxy, startProxy, type WayStats } from "./proxy.ts";
import { KEYS_HELP, Schedule } from "./schedule.ts";

const PROGRESS_MS = 5_000;
const CTRL_C = "\u0003";

async function main(args: string[]): Promise<void> {
  const options = readOptions(args);
  if (options.ask === "help") console.log(HELP);
  else if (options.ask === "list") console.log(profileTable());
  else await run(options);
}

/** Runs until a signal. */
async function run({ name, profile, target, port, seed, faults }: LabRun): Promise<void> {
  await mustListen(target);
  const proxy = await startProxy({ target, profile, seed, listenPort: port }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    throw new Error(`port ${port} is taken: choose another with --port, or 0 for a free one`);
  });
  const progress = process.stdout.isTTY ? setInterval(() => tell(proxy), PROGRESS_MS) : undefined;
  const schedule = new Schedule(proxy, (line) => console.log(`${clockTime()} ${line}`));
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => resolve());
    hearKeys(schedule, resolve);
  });
  console.log(`Lab: http://127.0.0.1:${proxy.port} (${name}: ${profile.title})`);
  if (process.stdin.isTTY) console.log(KEYS_HELP);
  schedule.add(faults);
  await stopped;
  clearInterval(progress);
  schedule.stop();
  process.stdin.pause();
  await proxy.close();
}

/** Each key of a terminal at once, without Enter; Ctrl+C is a key then, too. */
function hearKeys(schedule: Schedule, quit: () => void): void {
  const { stdin } = process;
  if (!stdin.isTTY) return;
  stdin.setRawMode(true);
  process.once("exit", () => stdin.setRawMode(false));
  stdin.on("data", (typed: Buffer) => {
    for (const key of String(typed)) {
      if (key === "q" || key === CTRL_C) quit();
      else if (!schedule.typed(key)) console.log(KEYS_HELP);
    }
  });
}

const clockTime = (): string => new Date().toTimeString().slice(0, 8);

/** A wrong address is told at once, not by a page that stays empty. */
async function mustListen({ host, port }: LabRun["target"]): Promise<void> {
  const socket = createConnection({ host, port });
  try {
    await once(socket, "connect");
  } catch {
    throw new Error(
      `no server at ${host}:${port}: start it with \`npm start\`, or name another with --target`,
    );
  } finally {
    socket.destroy();
  }
}

function tell({ stats }: LabProxy): void {
  const words = ({ bytes, packets, losses, frozen }: WayStats): string =>
    `${(bytes / 1000).toFixed(0)} kB in ${packets} packets, ${losses} lost, ${frozen} frozen`;
  const { connections, cuts } = stats;
  console.log(`${connections} open, ${cuts} cut; up ${words(stats.up)}; down ${words(stats.down)}`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(`lab: ${error instanceof Error ? error.message : String(error)} (--help tells more)`);
  process.exitCode = 1;
});
