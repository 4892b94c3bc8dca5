// What the simulation tells, turned into messages to those whom it concerns.
// Owns: who is told what. Must not: tell anybody of what lies in the dark, or change the world.
import { Message, type ReceiptMessage } from "../../shared/protocol/messages.ts";
import type { LanceReceipt, SimEvents } from "../../shared/sim/events.ts";
import { Verdict } from "../../shared/sim/lance.ts";
import { snapPosition } from "../../shared/sim/math.ts";
import { type Skimmer, Weapon, type World } from "../../shared/sim/world.ts";
import { MOTHER } from "../../shared/tunables/arsenal.ts";
import { TICK_MS } from "../../shared/tunables.ts";
import { tellBeam } from "./beams.ts";
import type { InputGate } from "./input-gate.ts";
import type { Interest } from "./interest.ts";
import { tellLit } from "./lit-notices.ts";
import type { Onlookers } from "./onlookers.ts";
import type { Link, Notices } from "./ports.ts";

interface Host {
  readonly world: World;
  readonly interest: Interest;
  readonly onlookers: Onlookers;
  readonly gate: InputGate;
  readonly shots: ShotCounts;
  link(slot: number): Link | null;
}

/** Lances that were fired since the start, and those of them whose view time was not believed. */
export interface ShotCounts {
  lances: number;
  clamped: number;
}

/** A view that was moved by more than this, ticks, was not believed; less is the grain of its packing. */
const CLAMPED_BY = 0.05;

export class Telling implements SimEvents {
  private readonly host: Host;
  private readonly to: Notices;
  private rewoundMs = 0;

  constructor(host: Host, to: Notices) {
    this.host = host;
    this.to = to;
  }

  hurt(victim: Skimmer, by: number, damage: number, aim: number, weapon: number): void {
    const pingMs = Math.round(this.host.link(by)?.pingMs ?? 0);
    const rewoundMs = weapon === Weapon.lance ? this.rewoundMs : 0;
    this.to.toSlot(victim.slot, Message.hurt, { by, damage, aim, weapon, pingMs, rewoundMs });
  }

  killed(victim: Skimmer, by: number, weapon: number): void {
    if (this.host.interest.viewer(victim.slot)?.view != null) this.host.onlookers.ended(victim.slot, by);
    this.to.toAll(Message.kill, { victim: victim.slot, by, weapon });
  }

  banked(slot: number, embers: number): void {
    this.to.toSlot(slot, Message.bank, { embers });
  }

  crowned(slot: number): void {
    this.to.toAll(Message.crown, { slot });
  }

  bounty(slot: number, embers: number): void {
    this.to.toAll(Message.bounty, { slot, embers });
  }

  scattered(by: number, shot: number, x: number, y: number, aim: number): void {
    tellLit(this.host, this.to, Message.scatter, { by, shot, x, y, aim }, by);
  }

  burst(by: number, weapon: number, x: number, y: number): void {
    tellLit(this.host, this.to, Message.burst, { by, weapon, x: snapPosition(x), y: snapPosition(y) });
  }

  reflected({ slot }: Skimmer, x: number, y: number): void {
    tellLit(this.host, this.to, Message.reflect, { by: slot, x: snapPosition(x), y: snapPosition(y) });
  }

  picked(slot: number, kind: number, value: number): void {
    this.to.toSlot(slot, Message.picked, { kind, value });
    if (value === MOTHER.value) this.to.toAll(Message.mother, { by: slot });
  }

  lanced(receipt: Readonly<LanceReceipt>): void {
    const { interest, gate, shots } = this.host;
    this.rewoundMs = Math.round((receipt.tick - receipt.viewTick) * TICK_MS);
    const askedTick = gate.askedView(receipt.owner, receipt.viewTick);
    shots.lances += 1;
    if (receipt.viewTick - askedTick > CLAMPED_BY) shots.clamped += 1;
    this.to.toSlot(receipt.owner, Message.receipt, receiptFor(receipt, askedTick, interest));
    tellBeam(this.host, receipt, this.to);
  }
}

/** A receipt as its shooter may have it: nothing of where somebody is whom it does not see. */
function receiptFor(receipt: Readonly<LanceReceipt>, askedTick: number, interest: Interest): ReceiptMessage {
  const { owner, shot, tick, viewTick, verdict, target } = receipt;
  const lit = target !== -1 && interest.skimmers.bits.has(target, owner);
  // Who is in the dark and let the beam pass was not there, as far as anybody can see.
  const told = lit || verdict === Verdict.hit || verdict === Verdict.guarded;
  return {
    shot,
    tick,
    askedTick,
    viewTick,
    verdict: told ? verdict : Verdict.miss,
    target: told ? target : -1,
    seen: lit ? { x: receipt.seenX, y: receipt.seenY } : null,
    real: lit ? { x: receipt.realX, y: receipt.realY } : null,
  };
}
