// The arenas of this process: those that are open, and those that are about to be.
// Owns: how many there may be. Must not: open or end one.
import type { CountRefusal, Limits } from "../limits.ts";

export class OpenRooms<R> {
  private readonly rooms = new Set<R>();
  private readonly limits: Pick<Limits, "rooms">;
  private readonly refused: CountRefusal;

  constructor(limits: Pick<Limits, "rooms">, refused: CountRefusal) {
    this.limits = limits;
    this.refused = refused;
  }

  get all(): ReadonlySet<R> {
    return this.rooms;
  }

  /** One more, before anything of it is awaited: a thousand that open at once are counted. False when it has no place. */
  add(room: R): boolean {
    if (this.rooms.size >= this.limits.rooms) {
      this.refused("rooms");
      return false;
    }
    this.rooms.add(room);
    return true;
  }

  delete(room: R): void {
    this.rooms.delete(room);
  }
}
