// A TCP proxy that makes a good link a bad one: for tests and tools, on 127.0.0.1.
// Owns: the port, and what strikes all connections: stalls, blackholes, cuts. Must not: read what it carries.
import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { cutAfterMs } from "../../shared/lab/link-model.ts";
import type { Direction, Profile } from "../../shared/lab/profile.ts";
import { Connection, type Link, type Side } from "./connection.ts";
import type { Way } from "./pipe.ts";

/** `up` is from the client to the target. */
export type WayName = "up" | "down";
export type Ways = WayName | "both";
export type WayStats = Readonly<Omit<Way, "heldUntilMs" | "blackhole">>;

export interface ProxyOptions {
  target: { host: string; port: number };
  profile: Profile;
  /** 1 when left out. */
  seed?: number;
  /** A free one when left out. */
  listenPort?: number;
}

/** More connections than this at once are refused: a thousand clients, with a request beside each socket. */
const MOST_CONNECTIONS = 2_000;

/** Starts listening. Rejects when the port is taken. */
export async function startProxy(options: ProxyOptions): Promise<LabProxy> {
  const server = createServer({ allowHalfOpen: true, noDelay: true });
  server.maxConnections = MOST_CONNECTIONS;
  server.listen(options.listenPort ?? 0, "127.0.0.1");
  await once(server, "listening");
  return new LabProxy(server, options);
}

/** Every connection is a line of its own (a cap is per connection); freezes, queues and cuts strike all at once. */
export class LabProxy {
  readonly port: number;
  readonly #server: Server;
  readonly #link: Link;
  readonly #open = new Set<Connection>();
  #profile: Profile;
  /** Caps that hold instead of the profile's, bytes/s; 0 where none does. */
  readonly #caps = { up: 0, down: 0 };
  #opened = 0;
  #cuts = 0;
  #cutIndex = 0;
  #cutTimer: NodeJS.Timeout | undefined;
  #whenEmpty: (() => void) | null = null;
  #closed: Promise<void> | undefined;

  constructor(server: Server, { target, profile, seed = 1 }: ProxyOptions) {
    const startMs = performance.now();
    this.port = (server.address() as AddressInfo).port;
    this.#server = server;
    this.#link = { target, seed, up: freshWay(), down: freshWay(), clock: () => performance.now() - startMs };
    this.#profile = profile;
    server.on("connection", (client) => this.#connect(client));
    this.#cutLater();
  }

  /** What was sent each way: bytes, packets, those lost, those that a freeze held, and the stalls asked for.
   * `connections` are those open now, `cuts` the connections that were cut. */
  get stats(): { up: WayStats; down: WayStats; connections: number; cuts: number } {
    const { up, down } = this.#link;
    return { up: countsOf(up), down: countsOf(down), connections: this.#open.size, cuts: this.#cuts };
  }

  /** Changes the link; what is on its way keeps its time. */
  setProfile(profile: Profile): void {
    this.#profile = profile;
    this.#shape();
    this.#cutLater();
  }

  /** Lets no more than so many bytes a second of each connection through, until it is called with 0. */
  throttle(name: Ways, bytesPerSecond: number): void {
    for (const way of waysOf(name)) this.#caps[way] = bytesPerSecond;
    this.#shape();
  }

  /** Delivers nothing that way for `ms` from now; then all that waits, in order. */
  stall(name: Ways, ms: number): void {
    for (const each of waysOf(name)) {
      const way = this.#link[each];
      way.heldUntilMs = Math.max(way.heldUntilMs, this.#link.clock() + ms);
      way.stalls++;
    }
  }

  /** Delivers nothing while it is on, not even that a side has gone; then all that waits, in order. */
  blackhole(name: Ways, on: boolean): void {
    for (const way of waysOf(name)) this.#link[way].blackhole = on;
    for (const connection of this.#open) connection.wake();
  }

  /** Resets every connection, on both sides, now. */
  cut(): void {
    this.#cuts += this.#open.size;
    for (const connection of this.#open) connection.cut();
  }

  /** Resets one side of every connection, now; the other is told nothing, and is deaf and dumb from now on. */
  reset(side: Side): void {
    for (const connection of this.#open) connection.reset(side);
  }

  /** Ends one way of every connection, as a peer does that has said all; the other way stays open. */
  end(name: Ways): void {
    for (const connection of this.#open) for (const way of waysOf(name)) connection.end(way);
  }

  /** Ends everything; resolves when no socket of the proxy is open. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    clearTimeout(this.#cutTimer);
    const ended = new Promise((resolve) => this.#server.close(resolve));
    const emptied = new Promise<void>((resolve) => {
      this.#whenEmpty = resolve;
    });
    for (const connection of this.#open) connection.cut();
    if (this.#open.size > 0) await emptied;
    await ended;
  }

  #connect(client: Socket): void {
    const connection: Connection = new Connection(client, this.#link, this.#profile, this.#opened++, () => {
      this.#open.delete(connection);
      if (this.#open.size === 0) this.#whenEmpty?.();
    });
    this.#open.add(connection);
    connection.shape(this.#directions());
  }

  #shape(): void {
    for (const connection of this.#open) connection.shape(this.#directions());
  }

  #directions(): Pick<Profile, WayName> {
    const capped = (way: WayName): Direction => {
      const bytesPerSecond = this.#caps[way];
      return bytesPerSecond === 0 ? this.#profile[way] : { ...this.#profile[way], bytesPerSecond };
    };
    return { up: capped("up"), down: capped("down") };
  }

  #cutLater(): void {
    clearTimeout(this.#cutTimer);
    const { cutEveryMs } = this.#profile;
    if (cutEveryMs <= 0) return;
    const afterMs = cutAfterMs(cutEveryMs, this.#link.seed, this.#cutIndex++);
    this.#cutTimer = setTimeout(() => {
      this.cut();
      this.#cutLater();
    }, afterMs);
  }
}

const waysOf = (name: Ways): readonly WayName[] => (name === "both" ? ["up", "down"] : [name]);

function freshWay(): Way {
  return { heldUntilMs: 0, blackhole: false, bytes: 0, packets: 0, losses: 0, frozen: 0, stalls: 0 };
}

function countsOf({ bytes, packets, losses, frozen, stalls }: Way): WayStats {
  return { bytes, packets, losses, frozen, stalls };
}
