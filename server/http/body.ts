// What a request says in its body: JSON of bounded size and depth, in UTF-8.
// Owns: its reading. Must not: know what is said.
import type { IncomingMessage } from "node:http";
import type { CountRefusal, LimitName, Limits } from "../limits.ts";
import { Refusal } from "./refusal.ts";

interface Bounds {
  limits: Limits;
  refused: CountRefusal;
}

const OPEN = new Set([0x5b, 0x7b]);
const CLOSE = new Set([0x5d, 0x7d]);
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** True when a body follows, or is said to. */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

/** `size`: the limit of its bytes. `{}` where nothing was sent. Rejects with Refusal 400 or 413. */
export async function readBody(request: IncomingMessage, size: LimitName, bounds: Bounds): Promise<unknown> {
  const bytes = await bytesOf(request, bounds.limits[size]);
  if (bytes === null) {
    bounds.refused(size);
    throw new Refusal(413, "tooLarge");
  }
  return parse(bytes, bounds);
}

/**
 * Null when there are more than `most`: what is left of them is read by nobody, and the front ends the connection. The
 * usual parsers of bodies read it all the same, for as long as it comes.
 */
function bytesOf(request: IncomingMessage, most: number): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length <= most) chunks.push(chunk);
      else {
        request.removeAllListeners("data").pause();
        resolve(null);
      }
    });
    request.once("end", () => resolve(Buffer.concat(chunks)));
    // Gone in the middle of it: nobody hears the answer.
    request.once("close", () => reject(new Refusal(400, "badRequest")));
  });
}

function parse(bytes: Uint8Array, { limits, refused }: Bounds): unknown {
  if (bytes.length === 0) return {};
  if (depthOf(bytes) > limits.bodyDepth) {
    refused("bodyDepth");
    throw new Refusal(400, "badJson");
  }
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new Refusal(400, "badJson");
  }
}

/** How deep objects and lists lie in one another, before anything is made of them. */
function depthOf(bytes: Uint8Array): number {
  let depth = 0;
  let deepest = 0;
  let inText = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (byte === QUOTE) inText = !inText;
    else if (inText) i += byte === BACKSLASH ? 1 : 0;
    else if (OPEN.has(byte)) deepest = Math.max(deepest, ++depth);
    else if (CLOSE.has(byte)) depth -= 1;
  }
  return deepest;
}
