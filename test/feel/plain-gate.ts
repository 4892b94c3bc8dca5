// What the framework alone does with inputs: one per tick as they come, the last one again when none is there.
// Owns: the comparison's gate. Must not: be better or worse than the framework's own idiom.
import { InputGate } from "../../server/game/input-gate.ts";
import type { InputQueue, Link } from "../../server/game/ports.ts";
import { SeatMeter } from "../../server/game/seat-meter.ts";
import { type Input, NEUTRAL } from "../../shared/sim/input.ts";

interface Seat {
  queue: InputQueue;
  meter: SeatMeter;
  latest: Input;
  taken: boolean;
  idleTicks: number;
}

/** Put in place of a game's gate before anybody joins. Logs nothing: its matches are not replayed. */
export class PlainGate extends InputGate {
  private readonly plain = new Map<number, Seat>();

  override open(slot: number, queue: InputQueue, link: Link | null): void {
    super.open(slot, queue, link);
    const latest = { ...NEUTRAL };
    this.plain.set(slot, { queue, meter: new SeatMeter(), latest, taken: false, idleTicks: 0 });
  }

  override close(slot: number): void {
    super.close(slot);
    this.plain.delete(slot);
  }

  override meter(slot: number): SeatMeter | null {
    return this.plain.get(slot)?.meter ?? null;
  }

  override beginTick(tick: number): void {
    for (const seat of this.plain.values()) {
      seat.taken = false;
      const { size } = seat.queue;
      if (size === 0 && seat.meter.depth === 0 && seat.idleTicks === 0) continue;
      seat.idleTicks = size === 0 ? seat.idleTicks + 1 : 0;
      if (size === 0) this.starvedTicks += 1;
      seat.meter.tick(tick, size, seat.idleTicks);
    }
  }

  override next(slot: number): Readonly<Input> | null {
    const seat = this.plain.get(slot);
    if (seat === undefined || seat.taken) return null;
    seat.taken = true;
    const input = seat.queue.next();
    if (input === undefined) return seat.latest;
    seat.meter.took(seat.queue.waitedMs);
    Object.assign(seat.latest, { move: input.move, aim: input.aim, buttons: input.buttons });
    return input;
  }
}
