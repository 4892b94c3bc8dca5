// Input logs as files: one gzipped file a round, a line of JSON, then the records, then the hashes.
// Owns: the form of the file. Must not: know rooms.
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import type { InputLog } from "../../shared/sim/input-log.ts";

/** An unpacked log is never larger than the writer's 16 MB, its head and a hash for each of its ticks. */
const MAX_BYTES = 20 * 1024 * 1024;

/** The line of JSON; logs of version 1 have no hashes and do not say where their records end. */
type Head = Omit<InputLog, "records" | "hashes"> & { recordBytes?: number };

/** Writes `<folder>/<name>.emberlog`, whole or not at all; the folder is made. Resolves to the path. */
export async function writeLog(folder: string, name: string, log: InputLog): Promise<string> {
  const { records, hashes, ...rest } = log;
  const head: Head = { ...rest, recordBytes: records.length };
  const packed = await promisify(gzip)(
    Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), records, littleEndian(hashes)]),
  );
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
    const { recordBytes, ...head } = JSON.parse(whole.toString("utf8", 0, end)) as Head;
    const rest = whole.subarray(end + 1);
    const records = new Uint8Array(rest.subarray(0, recordBytes));
    return { ...head, records, hashes: fromLittleEndian(rest.subarray(records.length)) };
  } catch {
    throw new RangeError(`${path} is not an input log`);
  }
}

function littleEndian(words: Uint32Array): Buffer {
  const bytes = Buffer.alloc(words.length * 4);
  words.forEach((word, i) => void bytes.writeUInt32LE(word, i * 4));
  return bytes;
}

function fromLittleEndian(bytes: Buffer): Uint32Array {
  return Uint32Array.from({ length: bytes.length >> 2 }, (_, i) => bytes.readUInt32LE(i * 4));
}
