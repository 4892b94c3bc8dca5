// Where every visible skimmer is drawn, and the moments that show in them: death, return, dash.
// Owns: the drawn aim and the last known looks. Must not: predict or decide anything.
import type { ArenaSchema } from "../../shared/schema/arena-schema.ts";
import type { SkimmerSchema } from "../../shared/schema/skimmer-schema.ts";
import { hasLantern, isCloaked } from "../../shared/sim/light.ts";
import { turnBetween } from "../../shared/sim/math.ts";
import type { PredictedSkimmer } from "../../shared/sim/movement.ts";
import { EMBERS, MAX_SLOTS } from "../../shared/tunables.ts";
import type { Emitter } from "./emitter.ts";
import type { GameEvents, GhostPose, SkimmerPose } from "./game-view.ts";
import type { Timeline } from "./timeline.ts";

/** What is drawn from: the decoded state, the timeline of the others and one's own prediction. */
export interface PoseSource {
  readonly slot: number;
  readonly room: { readonly state: ArenaSchema };
  readonly timeline: Timeline;
  /** The tick at which the others are drawn. */
  readonly drawnTick: number;
  readonly prediction: { readonly now: PredictedSkimmer; readonly drawn: { x: number; y: number } } | null;
  /** Off: oneself is drawn where the server last said. */
  readonly predicts: boolean;
}

/** The drawn aim closes 63% of its way to the newest one in this time, ms. */
const AIM_MS = 50;
/** Somebody within this of a mote that went away has gathered it, u. */
const GATHER_REACH = EMBERS.pickupRadius + 40;

export class SkimmerPoses {
  private readonly live: PoseSource;
  private readonly events: Emitter<GameEvents>;
  private readonly pose: SkimmerPose;
  private readonly aims = new Float64Array(MAX_SLOTS);
  private readonly wasAlive = new Int8Array(MAX_SLOTS).fill(-1);
  private readonly wasDashing = new Uint8Array(MAX_SLOTS);
  /** Count of jumps, -1 while dead, and place of each as it was drawn last. */
  private readonly hops = new Int16Array(MAX_SLOTS).fill(-1);
  private readonly xs = new Float64Array(MAX_SLOTS);
  private readonly ys = new Float64Array(MAX_SLOTS);
  private lastMs = 0;
  private sinceMs = 0;
  /** One's own aim as the hand has it, brads. */
  ownAim = 0;

  constructor(live: PoseSource, events: Emitter<GameEvents>) {
    this.live = live;
    this.events = events;
    this.pose = {
      slot: 0,
      own: false,
      x: 0,
      y: 0,
      aim: 0,
      alive: false,
      hitPoints: 0,
      embers: 0,
      dashTicks: 0,
      bankTicks: 0,
      absent: false,
      chargeTicks: 0,
      guardTicks: 0,
      guardAim: 0,
      overshield: 0,
      lantern: false,
      cloaked: false,
    };
  }

  /** Moves the drawn aims on and tells the moments of this frame. */
  frame(nowMs: number): void {
    this.sinceMs = this.lastMs === 0 ? 0 : nowMs - this.lastMs;
    this.lastMs = nowMs;
    const share = 1 - Math.exp(-this.sinceMs / AIM_MS);
    this.forgetHidden();
    this.each((pose) => {
      this.aims[pose.slot] += turnBetween(this.aims[pose.slot], pose.aim) * share;
      this.tell(pose);
    }, true);
  }

  /** Visits every visible skimmer; `raw` gives the newest aim instead of the drawn one. */
  each(visit: (pose: SkimmerPose) => void, raw = false): void {
    const { live, pose } = this;
    const { tick } = live.room.state;
    for (const skimmer of live.room.state.skimmers.values() as Iterable<SkimmerSchema>) {
      const own = skimmer.slot === live.slot;
      const predicted = own ? live.prediction?.now : undefined;
      pose.slot = skimmer.slot;
      pose.own = own;
      this.place(skimmer, own, pose);
      pose.aim = own ? this.ownAim : raw ? skimmer.aim << 8 : this.aims[skimmer.slot] & 0xffff;
      pose.alive = skimmer.alive;
      pose.hitPoints = skimmer.hitPoints;
      pose.embers = predicted?.embers ?? skimmer.embers;
      pose.dashTicks = predicted?.dashTicks ?? skimmer.dashTicks;
      pose.bankTicks = predicted?.bankTicks ?? skimmer.bankTicks;
      pose.absent = skimmer.absent;
      pose.chargeTicks = predicted?.chargeTicks ?? skimmer.chargeTicks;
      pose.guardTicks = predicted?.guardTicks ?? skimmer.guardTicks;
      pose.guardAim = (predicted?.guardAim ?? skimmer.guardAim) << 8;
      pose.overshield = skimmer.overshield;
      pose.lantern = hasLantern(skimmer, tick);
      pose.cloaked = isCloaked(skimmer, tick);
      visit(pose);
    }
  }

  /** Visits, for every visible skimmer, the newest place that the server has told: what smoothing and prediction hide. */
  eachGhost(visit: (ghost: GhostPose) => void): void {
    for (const { slot, x, y, alive } of this.live.room.state.skimmers.values() as Iterable<SkimmerSchema>) {
      if (alive) visit({ slot, own: slot === this.live.slot, x, y });
    }
  }

  /** Puts `into` where the skimmer of a slot is drawn; false when none is visible. */
  drawnAt(slot: number, into: { x: number; y: number }): boolean {
    const skimmer = this.live.room.state.skimmers.get(String(slot)) as SkimmerSchema | undefined;
    if (skimmer === undefined) return false;
    this.place(skimmer, slot === this.live.slot, into);
    return true;
  }

  /** Puts `into` where a skimmer is drawn. */
  private place(skimmer: SkimmerSchema, own: boolean, into: { x: number; y: number }): void {
    const { live } = this;
    if (own && live.prediction !== null && live.predicts) {
      into.x = live.prediction.drawn.x;
      into.y = live.prediction.drawn.y;
    } else if (own || !live.timeline.at(skimmer.slot, live.drawnTick, into)) {
      into.x = skimmer.x;
      into.y = skimmer.y;
    }
  }

  /** Slot of the living skimmer that is close enough to have gathered the mote, or -1. */
  gathererOf(mote: { x: number; y: number }): number {
    let slot = -1;
    let nearest = GATHER_REACH * GATHER_REACH;
    for (const s of this.live.room.state.skimmers.values() as Iterable<SkimmerSchema>) {
      const away = (s.x - mote.x) * (s.x - mote.x) + (s.y - mote.y) * (s.y - mote.y);
      if (!s.alive || away > nearest) continue;
      nearest = away;
      slot = s.slot;
    }
    return slot;
  }

  private tell(pose: SkimmerPose): void {
    const { slot, own, x, y } = pose;
    const before = this.wasAlive[slot];
    if (before === 1 && !pose.alive) this.events.emit("died", { slot, own, x, y });
    if (before === 0 && pose.alive) this.events.emit("spawned", { slot, own, x, y });
    if (before === -1) this.aims[slot] = pose.aim;
    this.tellJump(pose);
    const dashing = pose.dashTicks > 0 ? 1 : 0;
    if (dashing === 1 && this.wasDashing[slot] === 0) this.events.emit("dashed", { slot, own, x, y });
    this.wasAlive[slot] = pose.alive ? 1 : 0;
    this.wasDashing[slot] = dashing;
  }

  /** A portal is one jump more in one life; a new life or round is none. */
  private tellJump({ slot, own, x, y, alive }: SkimmerPose): void {
    const { live, hops, xs, ys } = this;
    const drawn = own && alive ? live.prediction?.now.hop : undefined;
    const hop = own ? (drawn ?? -1) : live.timeline.hopAt(slot, live.drawnTick);
    const before = hops[slot];
    if (before !== -1 && hop === ((before + 1) & 255))
      this.events.emit("jumped", { slot, own, fromX: xs[slot], fromY: ys[slot], x, y });
    hops[slot] = hop;
    xs[slot] = x;
    ys[slot] = y;
  }

  private forgetHidden(): void {
    const { skimmers } = this.live.room.state;
    for (let slot = 0; slot < MAX_SLOTS; slot++) {
      if (this.wasAlive[slot] === -1 || skimmers.has(String(slot))) continue;
      this.wasAlive[slot] = -1;
      this.hops[slot] = -1;
      this.live.timeline.forget(slot);
    }
  }
}
