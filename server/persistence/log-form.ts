// Input logs as bytes: gzipped, a line of JSON, then the records, then the hashes.
// Owns: the packed form. Must not: know files or the records.
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import type { InputLog } from "../../shared/sim/input-log.ts";

/** An unpacked log is never larger than the writer's 16 MB, its head and a hash for each of its ticks. */
const MAX_BYTES = 20 * 1024 * 1024;

/** The line of JSON; logs of version 1 have no hashes and do not say where their records end. */
type Head = Omit<InputLog, "records" | "hashes"> & { recordBytes?: number };

export async function packLog(log: InputLog): Promise<Uint8Array> {
  const { records, hashes, ...rest } = log;
  const head: Head = { ...rest, recordBytes: records.length };
  return promisify(gzip)(
    Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), records, littleEndian(hashes)]),
  );
}

/** Rejects with RangeError, which calls it `name`, when `packLog` did not pack it. */
export async function unpackLog(packed: Uint8Array, name: string): Promise<InputLog> {
  const whole = await promisify(gunzip)(packed, { maxOutputLength: MAX_BYTES }).catch(() => null);
  const end = whole?.indexOf("\n") ?? -1;
  if (whole === null || end === -1) throw new RangeError(`${name} is not an input log`);
  try {
    const { recordBytes, ...head } = JSON.parse(whole.toString("utf8", 0, end)) as Head;
    const rest = whole.subarray(end + 1);
    const records = new Uint8Array(rest.subarray(0, recordBytes));
    return { ...head, records, hashes: fromLittleEndian(rest.subarray(records.length)) };
  } catch {
    throw new RangeError(`${name} is not an input log`);
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
