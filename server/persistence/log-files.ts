// Input logs as files, one a round.
// Owns: how a file is written whole. Must not: know rooms.
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { InputLog } from "../../shared/sim/input-log.ts";
import { packLog, unpackLog } from "./log-form.ts";

/** Writes `<folder>/<name>.emberlog`, whole or not at all; the folder is made. Resolves to the path. */
export async function writeLog(folder: string, name: string, log: InputLog): Promise<string> {
  const packed = await packLog(log);
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${name}.emberlog`);
  await writeFile(`${path}.part`, packed);
  await rename(`${path}.part`, path);
  return path;
}

/** Reads what `writeLog` wrote. Rejects with RangeError when the file is something else. */
export async function readLog(path: string): Promise<InputLog> {
  return unpackLog(await readFile(path), path);
}
