// A headless player: the browser's own net code behind a bad network, its frames from one clock for all.
// Owns: its connection and its frames. Must not: measure (the scenarios do).
import type { GameSession } from "../../client/net/game-session.ts";
import type { Controls } from "../../client/net/game-view.ts";
import { Identity } from "../../client/net/identity.ts";
import { joinGame } from "../../client/net/join.ts";
import type { Profile } from "../../shared/lab/profile.ts";
import { type LabProxy, startProxy } from "../lab/proxy.ts";

export interface Pilot {
  session: GameSession;
  proxy: LabProxy;
  /** What the hand does; called once per frame. */
  act: (nowMs: number) => Controls;
  /** What the screen shows; called after each frame. */
  look: (nowMs: number) => void;
}

const FRAME_MS = 1000 / 60;
/** Frames that are later than this are left out rather than made up for, ms. */
const LATE_MS = 100;

export const IDLE: Controls = { moveX: 0, moveY: 0, aim: 0, buttons: 0, weapon: 0 };

/** Joins over a link of its own. */
export async function joinPilot(port: number, profile: Profile, seed: number, name: string): Promise<Pilot> {
  const proxy = await startProxy({ target: { host: "127.0.0.1", port }, profile, seed });
  const endpoint = `http://127.0.0.1:${proxy.port}`;
  const joining = { endpoint, identity: new Identity(endpoint), name, hue: 0 };
  const session = await joinGame(joining, { kind: "quick", mode: "swarm" });
  return { session, proxy, act: () => IDLE, look: () => {} };
}

/** Runs the frames of many pilots, spread over the time of a frame, until `leave`. */
export class Flight {
  readonly pilots: Pilot[] = [];
  private timer: NodeJS.Timeout | undefined;
  private turn = 0;
  private dueMs = performance.now();

  constructor() {
    this.run();
  }

  async leave(): Promise<void> {
    clearTimeout(this.timer);
    await Promise.allSettled(this.pilots.map(({ session }) => session.leave()));
    await Promise.all(this.pilots.map(({ proxy }) => proxy.close()));
  }

  private run(): void {
    const nowMs = performance.now();
    const { pilots } = this;
    const stepMs = FRAME_MS / Math.max(1, pilots.length);
    if (nowMs - this.dueMs > LATE_MS) this.dueMs = nowMs;
    for (; this.dueMs <= nowMs; this.dueMs += stepMs) {
      if (pilots.length > 0) fly(pilots[this.turn++ % pilots.length]);
    }
    this.timer = setTimeout(() => this.run(), Math.max(0, this.dueMs - performance.now()));
  }
}

function fly(pilot: Pilot): void {
  const nowMs = performance.now();
  pilot.session.frame(nowMs, pilot.act(nowMs));
  pilot.look(nowMs);
}
