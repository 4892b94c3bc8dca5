// `npm run cluster`: many processes behind one address on this machine, until Ctrl+C.
// Owns: the command line, signals and exit codes: 0 when it is ended, 1 with one line when it cannot start.
import { preparePage } from "../page.ts";
import { type RunningCluster, startCluster } from "./cluster.ts";
import { HELP, readOptions } from "./options.ts";
import { ClusterError } from "./programs.ts";

const say = (line: string): void => console.log(line);
let running: RunningCluster | null = null;
let ending = false;

function fail(error: Error & { code?: string }): never {
  const known = error instanceof ClusterError || error.code?.startsWith("ERR_PARSE_ARGS");
  console.error(`cluster: ${known ? error.message.split("\n")[0] : (error.stack ?? error.message)}`);
  process.exit(1);
}

/** In good order, once it runs; the second time at once. What was started ends with this process. */
function end(): void {
  if (running === null || ending) process.exit(ending ? 130 : 0);
  ending = true;
  say("cluster: the processes end, which takes up to 35 s while people play (Ctrl+C again: at once)");
  running.stop({ gently: true }).then(() => process.exit(0), fail);
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === null) return say(HELP);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, end);
  // Once, not by every process at the same time.
  if (!process.env.EMBERLINE_DEV) await preparePage((line) => say(`cluster: ${line}`));
  running = await startCluster({ ...options, say });
  const { length } = running.processes;
  if (running.certificate !== null) say(`cluster: certificate in ${running.certificate}`);
  say(`cluster: ${length} ${length === 1 ? "process" : "processes"} behind ${running.endpoint}`);
}

main().catch(fail);
