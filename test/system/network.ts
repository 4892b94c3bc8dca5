// Everybody's way to the server: a link each, over which connections are made, and what strikes it.
// Owns: the links by host name and who listens at the other side. Must not: know what is said.
import type { Server } from "node:http";
import { meanRoundTripMs, type Profile } from "../../shared/lab/profile.ts";
import { nowMs } from "./clock.ts";
import { type End, makeWire, type Way, type Wire } from "./wire.ts";

export type WayName = "up" | "down" | "both";

/** One person's link. `address` is what the server sees. */
export class Link {
  readonly up: Way;
  readonly down: Way;
  readonly wires = new Set<Wire>();
  readonly address: string;
  profile: Profile;

  constructor(address: string, profile: Profile) {
    this.address = address;
    this.profile = profile;
    this.up = { direction: profile.up, heldUntilMs: 0, blackhole: false };
    this.down = { direction: profile.down, heldUntilMs: 0, blackhole: false };
  }

  /** What is on its way keeps its time. */
  shape(profile: Profile): void {
    this.profile = profile;
    this.up.direction = profile.up;
    this.down.direction = profile.down;
  }

  stall(name: WayName, ms: number): void {
    for (const way of this.ways(name)) way.heldUntilMs = Math.max(way.heldUntilMs, nowMs() + ms);
    this.wake();
  }

  blackhole(name: WayName, on: boolean): void {
    for (const way of this.ways(name)) way.blackhole = on;
    this.wake();
  }

  /** 0 lets as much through as the profile does. */
  throttle(name: WayName, bytesPerSecond: number): void {
    for (const way of this.ways(name)) {
      const ofProfile = way === this.up ? this.profile.up : this.profile.down;
      way.direction = bytesPerSecond === 0 ? ofProfile : { ...ofProfile, bytesPerSecond };
    }
  }

  /** Nothing strikes it any more. */
  mend(): void {
    for (const way of this.ways("both")) Object.assign(way, { heldUntilMs: 0, blackhole: false });
    this.throttle("both", 0);
    this.wake();
  }

  /** How long it takes yet until all that is on its way has arrived, ms. */
  owedMs(): number {
    return Math.max(0, ...[...this.wires].map((wire) => wire.owedMs()));
  }

  /** Resets every connection, on both sides. */
  cut(): void {
    for (const wire of this.wires) wire.cut();
    this.wires.clear();
  }

  private ways(name: WayName): Way[] {
    return name === "both" ? [this.up, this.down] : [this[name]];
  }

  private wake(): void {
    for (const wire of this.wires) wire.wake();
  }
}

export class Network {
  readonly links = new Map<string, Link>();
  /** Where connections end; null while nobody listens. */
  server: Server | null = null;
  readonly #seed: number;
  #wires = 0;

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** The link of a host name, made with the profile where there is none. */
  link(host: string, profile: Profile, address = `198.51.100.${1 + this.links.size}`): Link {
    let link = this.links.get(host);
    if (link === undefined) {
      link = new Link(address, profile);
      this.links.set(host, link);
    }
    return link;
  }

  /** Opens a connection from the computer that knows the server under `host`. */
  connect(host: string): End {
    const link = this.links.get(host);
    if (link === undefined) throw new Error(`nobody is called ${host}`);
    const opensAtMs = nowMs() + meanRoundTripMs(link.profile);
    const wire = makeWire(link, { seed: this.#seed, stream: this.#wires++, opensAtMs });
    link.wires.add(wire);
    for (const end of [wire.near, wire.far]) {
      // "close" follows each error.
      end.on("error", () => {});
      end.once("close", () => {
        if (wire.near.destroyed && wire.far.destroyed) link.wires.delete(wire);
      });
    }
    wire.open(() => {
      if (this.server === null) wire.cut();
      else this.server.emit("connection", wire.far);
    });
    return wire.near;
  }

  /** Connections that either side still holds open. */
  open(): number {
    return [...this.links.values()].reduce((sum, { wires }) => sum + wires.size, 0);
  }
}
