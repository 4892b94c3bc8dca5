// A player on the wire alone: sends inputs as often as the browser's net code, and takes what comes without reading it.
// Owns: what it sends and counts. Must not: decode a state: that is three quarters of a whole client's CPU. Its echoes are
// not counted: without the state it cannot pace its inputs as a browser does, and they wait longer.
import type { GameSession } from "../../client/net/game-session.ts";
import type { LiveRoom } from "../../client/net/live-room.ts";
import { Message } from "../../shared/protocol/messages.ts";
import { Button } from "../../shared/sim/input.ts";
import { TICK_HZ, TICK_MS } from "../../shared/tunables.ts";
import type { Meters } from "./meters.ts";
import { isBreak } from "./simulated-client.ts";
import { CODE_BITS, KIND, noteTraffic, Traffic } from "./traffic.ts";
import { wander } from "./wander.ts";

/** Inputs that are made up for after a hitch; a browser's are as many (client/net/input-pacer.ts). */
const MOST_DUE = 5;
/** A second of three it fires. */
const VOLLEYS = 3;
/** A message says behind its code and a byte of length what it is. */
const NAME_AT = 2;
/** `moving` and `moved`: the room goes on elsewhere. */
const HEARD = new TextEncoder().encode(Message.moved.slice(0, 3));

export class WireClient {
  readonly session: GameSession;
  dueMs = 0;
  bytes = 0;
  private readonly meters: Meters;
  private readonly number: number;
  private readonly traffic: Traffic;
  private live: LiveRoom | null = null;
  private tick = 0;
  private sampled = false;

  /** `meanwhile`: as of SimulatedClient. */
  constructor(session: GameSession, number: number, meters: Meters, meanwhile: () => void) {
    this.session = session;
    this.traffic = new Traffic(meanwhile);
    this.number = number;
    this.meters = meters;
    this.dueMs = performance.now();
    this.follow(session.live);
    session.on("link", ({ link }) => {
      if (link.kind === "playing") meters.add("returns", 1);
      else if (isBreak(link)) meters.add("drops", 1);
    });
  }

  /** Sends what is due at `nowMs`. */
  frame(nowMs: number): void {
    const { live, link } = this.session;
    this.follow(live);
    if (nowMs - this.dueMs > MOST_DUE * TICK_MS) this.dueMs = nowMs;
    for (; this.dueMs <= nowMs; this.dueMs += TICK_MS) {
      if (link.kind === "playing") this.send(live);
    }
  }

  /** As of SimulatedClient. */
  sample(seconds: number | null): void {
    this.bytes += this.traffic.received;
    noteTraffic(this.meters, this.traffic, this.sampled ? seconds : null);
    this.sampled = true;
  }

  /** It waits for patches alone. */
  settle(nowMs: number): void {
    this.traffic.closeGap(nowMs);
  }

  finish(nowMs: number): void {
    this.settle(nowMs);
    this.sample(null);
  }

  leave(): Promise<void> {
    return this.session.leave();
  }

  private send({ input }: LiveRoom): void {
    const { move, aim } = wander(this.number, this.tick);
    const fires = Math.floor(this.tick / TICK_HZ) % VOLLEYS === this.number % VOLLEYS;
    Object.assign(input.data, { move, aim, buttons: fires ? Button.fire : 0 });
    this.tick += 1;
    input.send();
  }

  /** From now on states and most messages of this connection end here; the rest is the net code's as always. */
  private follow(live: LiveRoom): void {
    if (live === this.live) return;
    this.live = live;
    const { events } = live.room.connection;
    const { onmessage } = events;
    events.onmessage = (event: MessageEvent<ArrayBuffer>) => {
      const frame = new Uint8Array(event.data);
      const code = frame[0] & CODE_BITS;
      if (code === KIND.message ? isHeard(frame) : code !== KIND.state && code !== KIND.patch)
        onmessage?.(event);
    };
    this.traffic.follow(live.room);
  }
}

const isHeard = (frame: Uint8Array): boolean => HEARD.every((byte, i) => frame[NAME_AT + i] === byte);
