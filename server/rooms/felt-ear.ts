// Hears in a room how the game feels to its players.
// Owns: how often each is heard. Must not: keep who said what.
import type { Room } from "@colyseus/core";
import { FELT_EVERY_MS, isFelt } from "../../shared/protocol/felt.ts";
import { Message } from "../../shared/protocol/messages.ts";
import type { FeltTotals } from "../ops/felt-totals.ts";
import { hearIn } from "./hear-in.ts";

/** Half the time between two: a timer that is late, or a new connection, costs nobody a report. */
const AGAIN_MS = FELT_EVERY_MS / 2;

export function hearFelt(room: Pick<Room, "onMessage">, totals: Pick<FeltTotals, "add">): void {
  const heardMs = new WeakMap<object, number>();
  hearIn(room, Message.felt, isFelt, ({ ref }, said) => {
    const nowMs = performance.now();
    if (nowMs - (heardMs.get(ref) ?? Number.NEGATIVE_INFINITY) < AGAIN_MS) return;
    heardMs.set(ref, nowMs);
    totals.add(said);
  });
}
