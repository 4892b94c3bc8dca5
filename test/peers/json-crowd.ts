// The crowd's rooms as a server without schemas has them: a list of rooms, and each one's state to be sent as JSON.
// Owns: who is in which room, and what of a mover is shown. Must not: know a socket.
import type { Skimmer } from "../../shared/sim/world.ts";
import { PATCH_HZ, TICK_HZ } from "../../shared/tunables.ts";
import { CrowdRoom } from "./crowd-rooms.ts";

export interface Place {
  room: number;
  slot: number;
}

export class JsonCrowd {
  private readonly rooms: CrowdRoom[] = [];

  enter(): Place {
    let room = this.rooms.findIndex(({ isFull }) => !isFull);
    if (room < 0) room = this.rooms.push(new CrowdRoom()) - 1;
    return { room, slot: this.rooms[room].enter().slot };
  }

  leave({ room, slot }: Place): void {
    this.rooms[room].leave(slot);
  }

  steer({ room, slot }: Place, move: number, aim: number): void {
    this.rooms[room].steer(slot, move, aim);
  }

  /** Steps 30 times a second; `send` gets each room's state 20 times. */
  run(send: (room: number, state: object) => void): void {
    setInterval(() => {
      for (const room of this.rooms) room.step();
    }, 1000 / TICK_HZ);
    setInterval(() => {
      for (const [at, { tick, movers }] of this.rooms.entries())
        send(at, { tick, movers: movers.filter((mover) => mover !== null).map(shown) });
    }, 1000 / PATCH_HZ);
  }
}

/** The same fields that the framework's contenders sync (mover-schema.ts). */
const shown = ({ slot, x, y, aim, hitPoints, embers }: Skimmer): object => {
  return { slot, x, y, aim, hitPoints, embers };
};
