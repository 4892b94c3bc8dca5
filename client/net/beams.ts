// Lances as the screen has them: one's own at once, others' as they are told, and what became of one's own.
// Owns: one's own verdicts, the server's receipts, and their pairing. Must not: decide hits; the server does.
import type { BeamMessage, ReceiptMessage } from "../../shared/protocol/messages.ts";
import type { ArenaSchema } from "../../shared/schema/arena-schema.ts";
import type { SkimmerSchema } from "../../shared/schema/skimmer-schema.ts";
import { beamLength, beamMeets } from "../../shared/sim/lance.ts";
import { cos, sin } from "../../shared/sim/math.ts";
import type { Arena } from "../../shared/sim/tiles.ts";
import { PULSE } from "../../shared/tunables.ts";
import type { Emitter } from "./emitter.ts";
import type { GameEvents } from "./game-view.ts";
import { RECEIPTS, type Receipt } from "./net-trace.ts";
import type { Timeline } from "./timeline.ts";

export interface BeamParts {
  state: () => ArenaSchema;
  timeline: Timeline;
  /** The tick of the picture that the hand has answered. */
  drawnTick: () => number;
  events: Emitter<GameEvents>;
  arena: () => Arena;
  slot: () => number;
  ping: () => number;
  /** Where one's own are kept, over all connections of the game. */
  receipts: Receipt[];
}

export class Beams {
  /** One's own last Lances, newest last; those without `judged` have no verdict yet. */
  readonly receipts: Receipt[];
  private readonly parts: BeamParts;
  private readonly pose = { x: 0, y: 0 };

  constructor(parts: BeamParts) {
    this.parts = parts;
    this.receipts = parts.receipts;
  }

  /** One's own, predicted: ends where the picture shows that it ends. */
  fire(owner: number, shot: number, x: number, y: number, aim: number): void {
    const { arena, events } = this.parts;
    const seenTick = this.parts.drawnTick();
    const rock = beamLength(arena(), x, y, aim);
    const seen = this.firstSeen(x, y, aim, rock, seenTick);
    const length = seen?.length ?? rock;
    this.receipts.push({
      shot,
      seenTick,
      beam: { x, y, aim },
      aimedAt: seen?.slot ?? -1,
      saw: seen === null ? null : { x: seen.x, y: seen.y },
      pingMs: this.parts.ping(),
      judged: null,
    });
    if (this.receipts.length > RECEIPTS) this.receipts.shift();
    const from = { x: x + cos(aim) * PULSE.muzzle, y: y + sin(aim) * PULSE.muzzle };
    const to = { toX: x + cos(aim) * length, toY: y + sin(aim) * length };
    events.emit("beamFired", { owner, own: true, ...from, ...to, aim, fromMuzzle: true, hit: seen !== null });
  }

  /** Somebody else's, as much of it as is lit. */
  told({ by, x, y, aim, length, fromMuzzle, hit }: BeamMessage): void {
    const to = { toX: x + cos(aim) * length, toY: y + sin(aim) * length };
    this.parts.events.emit("beamFired", { owner: by, own: false, x, y, ...to, aim, fromMuzzle, hit });
  }

  /** The server has judged one of one's own. */
  judged(message: ReceiptMessage): void {
    const receipt = this.receipts.findLast((waiting) => waiting.shot === message.shot);
    if (receipt === undefined || receipt.judged !== null) return;
    receipt.judged = message;
    this.parts.events.emit("receipt", receipt);
  }

  /** The first of the others on a beam as the picture of `tick` shows them. */
  private firstSeen(x: number, y: number, aim: number, length: number, tick: number) {
    const { state, timeline, slot } = this.parts;
    let first: { slot: number; length: number; x: number; y: number } | null = null;
    for (const other of state().skimmers.values() as Iterable<SkimmerSchema>) {
      if (other.slot === slot() || !timeline.livesAt(other.slot, tick)) continue;
      if (!timeline.at(other.slot, tick, this.pose)) continue;
      const meets = beamMeets(this.pose.x - x, this.pose.y - y, aim, first?.length ?? length);
      if (meets >= 0) first = { slot: other.slot, length: meets, x: this.pose.x, y: this.pose.y };
    }
    return first;
  }
}
