// A worse link between the SDK's connection and the game, for trying things out: delays, losses, freezes and cuts.
// Owns: what is on its way, and when the link is cut. Must not: reorder, or touch a connection before it is wanted.
import { cutAfterMs, Lane } from "../../shared/lab/link-model.ts";
import type { Profile } from "../../shared/lab/profile.ts";
import { SimulatedWay, type Timing } from "./simulated-way.ts";

/** What it needs of the SDK's `Connection`. */
export interface LinkEnd {
  readonly isOpen: boolean;
  close(code?: number): void;
  transport: { send(bytes: Uint8Array): void };
  events: { onmessage?: ((event: MessageEvent<ArrayBuffer>) => void) | null };
}

/** The framework's "may try to reconnect": the lifeline takes it for a break, and it is noticed at once. */
const BREAK = 4010;
/** The same for everybody: a situation that is shared loses and is cut alike. */
const SEED = 1;

const REAL: Timing = {
  nowMs: () => performance.now(),
  after: (ms, then) => {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  },
};

/** The two ways of a connection that pass through here. */
interface Tapped {
  up: SimulatedWay<Uint8Array>;
  down: SimulatedWay<MessageEvent<ArrayBuffer>>;
}

export class SimulatedLink {
  private readonly timing: Timing;
  private profile: Profile | null = null;
  private end: LinkEnd | null = null;
  private tapped: Tapped | null = null;
  private streams = 0;
  private cuts = 0;
  private stopCuts: (() => void) | null = null;

  constructor(timing: Timing = REAL) {
    this.timing = timing;
  }

  /** From now on this is the connection; what was on its way on the last one is lost. */
  follow(end: LinkEnd): void {
    this.tapped?.up.drop();
    this.tapped?.down.drop();
    this.tapped = null;
    this.end = end;
    this.shape();
  }

  /** Changes the link at once; what is on its way keeps its time. Null: there is none, and all of it arrives now. */
  set(profile: Profile | null): void {
    const { cutEveryMs = 0 } = this.profile ?? {};
    this.profile = profile;
    this.shape();
    if (cutEveryMs !== (profile?.cutEveryMs ?? 0)) this.planCut();
  }

  private shape(): void {
    const { profile } = this;
    if (profile === null) {
      this.tapped?.up.release();
      this.tapped?.down.release();
      return;
    }
    if (this.end === null) return;
    this.tapped ??= this.tap(this.end);
    const { up, down } = this.tapped;
    if (up.lane !== null && down.lane !== null) {
      up.lane.direction = profile.up;
      down.lane.direction = profile.down;
      return;
    }
    up.lane = new Lane(profile.up, SEED, this.streams++);
    down.lane = new Lane(profile.down, SEED, this.streams++);
  }

  private tap(end: LinkEnd): Tapped {
    const { events, transport } = end;
    const send = transport.send.bind(transport);
    const { onmessage } = events;
    // A message may outlive its connection: the room behind it is gone then.
    const up = new SimulatedWay<Uint8Array>(this.timing, (bytes) => end.isOpen && send(bytes), this.cut);
    const down = new SimulatedWay<MessageEvent<ArrayBuffer>>(
      this.timing,
      (event) => end.isOpen && onmessage?.(event),
      this.cut,
    );
    // The SDK writes its next message over the last one: what waits needs bytes of its own.
    transport.send = (bytes) => up.pass(up.lane === null ? bytes : bytes.slice(), bytes.byteLength);
    events.onmessage = (event) => down.pass(event, event.data.byteLength);
    return { up, down };
  }

  private readonly cut = (): void => {
    if (this.end?.isOpen) this.end.close(BREAK);
  };

  private planCut(): void {
    this.stopCuts?.();
    this.stopCuts = null;
    const every = this.profile?.cutEveryMs ?? 0;
    if (every <= 0) return;
    this.stopCuts = this.timing.after(cutAfterMs(every, SEED, this.cuts++), () => {
      this.cut();
      this.planCut();
    });
  }
}
