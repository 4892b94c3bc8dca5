// A child process of the bench: the same match, its whole state sent to everyone as JSON, 20 times a second.
// Owns: the comparison's server. Run by json-comparison.ts on the core that the real server had.
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { PATCH_HZ, TICK_HZ } from "../../shared/tunables.ts";
import { serveCalls } from "./calls.ts";
import { jsonState } from "./json-state.ts";
import { PlainMatch } from "./plain-match.ts";
import { spread } from "./statistics.ts";

/** What is used of the package `ws`, which comes with the framework's transport. */
interface Socket {
  readonly bufferedAmount: number;
  send(bytes: Buffer, options: { binary: boolean }): void;
}
interface SocketServer {
  readonly clients: Set<Socket>;
  on(event: "listening", listener: () => void): void;
  address(): AddressInfo;
}
type Library = { WebSocketServer: new (options: { host: string; port: number }) => SocketServer };

const NAME = createRequire(import.meta.url).resolve("@colyseus/ws-transport");

/** The socket library, or null when it cannot be found: then nothing is sent, only counted. */
function library(): Library | null {
  try {
    return createRequire(NAME)("ws") as Library;
  } catch {
    return null;
  }
}

let server: SocketServer | null = null;

/** Listens; resolves to the port, or to null when nothing can be sent. */
function listen(): Promise<number | null> {
  const sockets = library();
  if (sockets === null) return Promise.resolve(null);
  const opened = new sockets.WebSocketServer({ host: "127.0.0.1", port: 0 });
  server = opened;
  return new Promise((resolve) => opened.on("listening", () => resolve(opened.address().port)));
}

/** Plays `skipTicks` ticks at once, then `seconds` in real time, and tells what sending cost. */
async function run(seed: number, skimmers: number, skipTicks: number, seconds: number): Promise<object> {
  const match = new PlainMatch(seed, skimmers);
  for (let tick = 0; tick < skipTicks; tick++) match.tick();
  const stringifyMs: number[] = [];
  const patchMs: number[] = [];
  const bytes: number[] = [];
  let buffered = 0;
  const cpu = process.cpuUsage();
  const ticking = setInterval(() => match.tick(), 1000 / TICK_HZ);
  const patching = setInterval(() => {
    const start = performance.now();
    const message = Buffer.from(jsonState(match.world));
    stringifyMs.push(performance.now() - start);
    for (const socket of server?.clients ?? []) socket.send(message, { binary: false });
    patchMs.push(performance.now() - start);
    bytes.push(message.length);
    for (const socket of server?.clients ?? []) buffered = Math.max(buffered, socket.bufferedAmount);
  }, 1000 / PATCH_HZ);
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  clearInterval(ticking);
  clearInterval(patching);
  const { user, system } = process.cpuUsage(cpu);
  return {
    stringifyMs: spread(stringifyMs),
    patchMs: spread(patchMs),
    messageBytes: spread(bytes).p50,
    patchesPerSecond: patchMs.length / seconds,
    bufferedBytesMax: buffered,
    cpuPercent: (user + system) / 1e4 / seconds,
  };
}

serveCalls({ listen, run });
