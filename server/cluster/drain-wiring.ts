// The end of this process, wired to its rooms and its cluster: by a signal, or by an operator's word to any process.
// Owns: that it begins once, and what a room is to it. Must not: decide what happens when (drain.ts does), or exit.
import { matchMaker } from "@colyseus/core";
import { CloseCode } from "../../shared/protocol/close-codes.ts";
import { PROTOCOL_VERSION } from "../../shared/protocol/version.ts";
import { Phase } from "../../shared/sim/world.ts";
import { TICK_HZ } from "../../shared/tunables.ts";
import type { Closing } from "../ops/closing.ts";
import type { Log } from "../ops/log.ts";
import type { ArenaRoom } from "../rooms/arena-room.ts";
import type { Cluster } from "./cluster.ts";
import { Drain, type DrainingRoom } from "./drain.ts";

/** A round's scores are as good as over, s: nobody votes any more. */
const SCORES_END_SECONDS = 2;

interface EndingParts {
  cluster: Cluster;
  arenas: ReadonlySet<ArenaRoom>;
  log: Log;
  /** What is left to do. */
  closing: Pick<Closing, "inTime">;
}

export class Ending {
  private readonly parts: EndingParts;
  private readonly seconds: number;
  private running: Promise<void> | null = null;
  private begun: (ended: Promise<void>) => void = () => {};

  /** `seconds`: that rooms may take. */
  constructor(parts: EndingParts, seconds: number) {
    this.parts = parts;
    this.seconds = seconds;
    parts.cluster.answer("drain", () => {
      this.begin().catch(() => {});
      return true;
    });
  }

  /** Hears when it begins, whoever wanted it, and when it is done. */
  onBegin(act: (ended: Promise<void>) => void): void {
    this.begun = act;
  }

  /** Rooms may end, their people go elsewhere, and the server is closed. Once: who asks again waits for the same. */
  begin(): Promise<void> {
    if (this.running === null) {
      this.running = this.run();
      this.begun(this.running);
    }
    return this.running;
  }

  private async run(): Promise<void> {
    const { cluster, arenas, log, closing } = this.parts;
    const others = (): boolean =>
      cluster.known.some(
        // Pages that play here cannot follow to a process of another version.
        ({ id, draining, version }) =>
          id !== matchMaker.processId && !draining && version === PROTOCOL_VERSION,
      );
    const rooms = (): DrainingRoom[] =>
      [...arenas]
        .filter(({ begun, passage }) => begun && !passage.left && passage.everybody().length > 0)
        .map(asDraining);
    const lock = (): void => {
      for (const room of arenas) void room.lock();
    };
    const awaited = (): boolean => [...arenas].some((room) => !room.passage.left && awaits(room));
    const inCompany = cluster.driver !== undefined;
    const ports = { cluster, elsewhere: others, inCompany, lock, rooms, awaited, log };
    await new Drain(ports, this.seconds).run();
    await closing.inTime();
  }
}

/** Seats are private to the framework: each is held until it is taken, or for 5 s. */
const awaits = (room: ArenaRoom): boolean =>
  room.passage.awaits ||
  Object.keys((room as unknown as { _reservedSeats: object })._reservedSeats).length > 0;

function asDraining(room: ArenaRoom): DrainingRoom {
  const { passage, roomId: id } = room;
  const { world } = room.game;
  const isMatch = world.rules.teams > 0;
  const secondsLeft = (): number => (world.phaseEndsTick - world.tick) / TICK_HZ;
  const isOver = (): boolean => isMatch && world.phase === Phase.scores;
  const disconnect = (code: number): void => void room.disconnect(code).catch(() => {});
  return {
    id,
    mayEndWithin(seconds) {
      if (isMatch || world.phase === Phase.scores) return true;
      return secondsLeft() + world.lengths.scoresTicks / TICK_HZ <= seconds;
    },
    atBreak() {
      if (isMatch) return world.phase === Phase.interval || world.phase === Phase.warmup;
      return world.phase === Phase.scores && secondsLeft() <= SCORES_END_SECONDS;
    },
    warn: (seconds, elsewhere) => passage.warn(seconds, elsewhere),
    async move() {
      // Its scores are being shown: there is nothing to go on with.
      if (!isOver()) return room.act("move") as Promise<boolean>;
      disconnect(CloseCode.over);
      return true;
    },
    end: () => disconnect(isOver() ? CloseCode.over : CloseCode.restarting),
  };
}
