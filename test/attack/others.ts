// Those who play in another room meanwhile: what they feel of an attack.
// Owns: the process that they live in. Must not: know the attack.
import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { endChild, runNode } from "../load/children.ts";
import { ask } from "./asks.ts";

/** Since `restart`. */
export interface Felt {
  players: number;
  /** Players who play on, over the connection that they had, or, after a silence, over the one that came for it. */
  playing: number;
  patches: number;
  /** Between two patches of a player, ms. */
  p50: number;
  p99: number;
  max: number;
  /** Frames that they sent, all of them. */
  sent: number;
}

/** A state as it was with one tick, as JSON. */
export interface Snapshot {
  slot: number;
  state: Record<string, unknown>;
}

export class Others {
  roomId = "";
  private readonly child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.child = child;
  }

  /** `count` players in a room of their own, playing. */
  static async start(endpoint: string, count: number): Promise<Others> {
    const args = [join(import.meta.dirname, "others-worker.ts")];
    const others = new Others(runNode(args, null, { stdio: ["ignore", "inherit", "inherit", "ipc"] }));
    others.roomId = await ask<string>(others.child, "gather", endpoint, count);
    return others;
  }

  /** Counts from now on; false when somebody is out of the game for good. */
  restart(): Promise<boolean> {
    return ask(this.child, "restart");
  }

  /** What they felt since `restart`; waits for `patches` more of each first. */
  felt(patches: number): Promise<Felt> {
    return ask(this.child, "felt", patches);
  }

  /** Somebody else joins, and leaves again; how long the joining took, ms. */
  join(endpoint: string): Promise<number> {
    return ask(this.child, "join", endpoint);
  }

  /** What each of them was told in its next `count` patches. */
  snapshots(count: number): Promise<Snapshot[]> {
    return ask(this.child, "snapshots", count);
  }

  stop(): Promise<void> {
    return endChild(this.child);
  }
}
