// Which functions of the profiled server took longest by themselves.
// Owns: reading V8's .cpuprofile. Must not: run anything.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

interface Profile {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[];
  samples: number[];
  timeDeltas: number[];
}

const TOP = 30;
const IDLE = "(idle) ";

/** The functions with the most self time in the last `seconds` of the newest profile of a folder, in percent of the busy time. */
export function formatProfile(folder: string, seconds: number): string {
  const file = newestIn(folder);
  if (file === null) return `  no profile was written to ${folder}`;
  const profile = JSON.parse(readFileSync(file, "utf8")) as Profile;
  const names = new Map(profile.nodes.map((node) => [node.id, nameOf(node.callFrame)]));
  const times = new Map<string, number>();
  let left = seconds * 1e6;
  for (let i = profile.samples.length - 1; i >= 0 && left > 0; i--) {
    const name = names.get(profile.samples[i]) ?? "?";
    const time = Math.max(0, profile.timeDeltas[i]);
    times.set(name, (times.get(name) ?? 0) + time);
    left -= time;
  }
  const total = seconds * 1e6 - Math.max(0, left);
  const busy = total - (times.get(IDLE) ?? 0);
  times.delete(IDLE);
  const rows = [...times].sort((a, b) => b[1] - a[1]).slice(0, TOP);
  const lines = rows.map(([name, time]) => `  ${((100 * time) / busy).toFixed(2).padStart(6)}%  ${name}`);
  const share = ((100 * busy) / total).toFixed(1);
  return [
    `  Self time in the server's last ${seconds} s, of the ${share}% when it ran JavaScript (${file})`,
    ...lines,
  ].join("\n");
}

function newestIn(folder: string): string | null {
  const files = readdirSync(folder).filter((name) => name.endsWith(".cpuprofile"));
  const paths = files.map((name) => join(folder, name));
  paths.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  return paths[0] ?? null;
}

function nameOf({ functionName, url, lineNumber }: Profile["nodes"][number]["callFrame"]): string {
  const place = url.replace(/^.*\/(node_modules|server|shared)\//, "$1/");
  return `${functionName || "(anonymous)"} ${place}${url === "" ? "" : `:${lineNumber + 1}`}`;
}
