// The messages of an arena room, each to whom it concerns.
// Owns: which message goes where. Must not: keep anything.
import type { Room } from "colyseus.js";
import {
  type BankMessage,
  type BeamMessage,
  type BountyMessage,
  type BurstMessage,
  type CrownMessage,
  type HurtMessage,
  type KillMessage,
  Message,
  type MotherMessage,
  type MovedMessage,
  type MovingMessage,
  type PickedMessage,
  type ReceiptMessage,
  type ReflectMessage,
  type ScatterMessage,
  type WelcomeMessage,
} from "../../shared/protocol/messages.ts";
import type { SeatReservation } from "../../shared/protocol/seats.ts";
import type { ArenaSchema } from "../../shared/schema/arena-schema.ts";
import type { Beams } from "./beams.ts";
import type { Emitter } from "./emitter.ts";
import type { GameEvents } from "./game-view.ts";

interface Hearer {
  readonly room: Room<unknown, ArenaSchema>;
  readonly beams: Beams;
  slot: number;
  code: string;
}

/** `moved`: the seat is in another room now. */
export function hearMessages(
  live: Hearer,
  events: Emitter<GameEvents>,
  moved: (seat: SeatReservation) => void,
): void {
  const { room } = live;
  room.onMessage<WelcomeMessage>(Message.welcome, (m) => {
    live.slot = m.slot;
    live.code = m.code;
  });
  room.onMessage<KillMessage>(Message.kill, (m) => events.emit("kill", m));
  room.onMessage<HurtMessage>(Message.hurt, (m) => events.emit("hurt", m));
  room.onMessage<BankMessage>(Message.bank, (m) => events.emit("banked", m));
  room.onMessage<CrownMessage>(Message.crown, (m) => events.emit("crown", m));
  room.onMessage<BountyMessage>(Message.bounty, (m) => events.emit("bounty", m));
  room.onMessage<ScatterMessage>(Message.scatter, ({ by, ...shot }) =>
    events.emit("scatterFired", { owner: by, own: false, ...shot }),
  );
  room.onMessage<BurstMessage>(Message.burst, (m) => events.emit("burst", m));
  room.onMessage<ReflectMessage>(Message.reflect, (m) => events.emit("reflected", m));
  room.onMessage<PickedMessage>(Message.picked, (m) => events.emit("picked", m));
  room.onMessage<MotherMessage>(Message.mother, (m) => events.emit("motherTaken", m));
  room.onMessage<MovingMessage>(Message.moving, (m) => events.emit("moving", m));
  room.onMessage<MovedMessage>(Message.moved, ({ seat }) => moved(seat));
  room.onMessage<BeamMessage>(Message.beam, (m) => live.beams.told(m));
  room.onMessage<ReceiptMessage>(Message.receipt, (m) => live.beams.judged(m));
}
