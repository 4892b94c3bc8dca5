// Input logs as files: one gzipped file a round, a line of JSON and then the records.
// Owns: the form of the file. Must not: know rooms.
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import type { InputLog } from "../../shared/sim/input-log.ts";

/** An unpacked log is never larger than the writer's 16 MB and its head. */
const MAX_BYTES = 17 * 1024 * 1024;

/** Writes `<folder>/<name>.emberlog`, whole or not at all; the folder is made. Resolves to the path. */
export async function writeLog(folder: string, name: string, log: InputLog): Promise<string> {
  const { records, ...head } = log;
  const packed = await promisify(gzip)(Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), records]));
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${name}.emberlog`);
  await writeFile(`${path}.part`, packed);
  await rename(`${path}.part`, path);
  return path;
}

/** Reads what `writeLog` wrote. Rejects with RangeError when the file is something else. */
export async function readLog(path: string): Promise<InputLog> {
  const packed = await readFile(path);
  const whole = await promisify(gunzip)(packed, { maxOutputLength: MAX_BYTES }).catch(() => null);
  const end = whole?.indexOf("\n") ?? -1;
  if (whole === null || end === -1) throw new RangeError(`${path} is not an input log`);
  try {
    const head = JSON.parse(whole.toString("utf8", 0, end)) as Omit<InputLog, "records">;
    return { ...head, records: new Uint8Array(whole.subarray(end + 1)) };
  } catch {
    throw new RangeError(`${path} is not an input log`);
  }
}
