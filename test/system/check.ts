// Everybody's view against the server's, when the network is whole and nothing is on its way.
// Owns: the comparison. Must not: wait for anything.
import type { StateView } from "@colyseus/schema";
import type { ArenaRoom } from "../../server/rooms/arena-room.ts";
import type { SkimmerSchema } from "../../shared/schema/skimmer-schema.ts";
import { Phase } from "../../shared/sim/world.ts";
import { SEAT } from "../../shared/tunables.ts";
import type { Person } from "./person.ts";
import { differences, notFinite, type Plain, plainOf } from "./views.ts";

/** One to four wait as a cushion, and one may just have come. */
const FEW_INPUTS = 5;
/** As many as may be caught up with, and one that has just come: a stall is worked off by a clock that is 3% fast. */
const MOST_INPUTS = SEAT.creditTicks + 1;

/** Who has not moved over so many patches rests. */
const PATCHES = 6;

/** What a room had when it sent a patch, and what its players see once that has arrived. */
export class Comparison {
  private readonly room: ArenaRoom;
  private readonly seated: readonly Person[];
  private readonly places = new Map<Person, string>();
  private readonly moved = new Set<Person>();
  private patches = 0;
  private whole: Plain;
  private readonly views = new Map<Person, Plain>();

  constructor(room: ArenaRoom, seated: readonly Person[]) {
    this.room = room;
    this.seated = seated;
  }

  get taken(): boolean {
    return this.patches >= PATCHES;
  }

  /** Call right after each patch: the last of them is what counts. */
  patched(): void {
    if (this.taken) return;
    this.patches += 1;
    for (const person of this.seated) {
      const { x, y } = this.room.game.skimmer(person.session?.slot ?? -1) ?? {};
      if ((this.places.get(person) ?? `${x} ${y}`) !== `${x} ${y}`) this.moved.add(person);
      this.places.set(person, `${x} ${y}`);
    }
    if (!this.taken) return;
    this.whole = plainOf(this.room.state, null);
    for (const person of this.seated) {
      const client = this.room.clients.get(person.session?.live.room.sessionId ?? "");
      const view = (client as { view?: StateView } | undefined)?.view;
      if (view !== undefined) this.views.set(person, plainOf(this.room.state, view));
    }
  }

  /** What differs, a line each. Call when the last patch has arrived, and nothing newer. */
  judge(): string[] {
    const wrong = notFinite(this.whole).map((path) => `the server's ${path}`);
    for (const person of this.seated) {
      const { session, name } = person;
      const should = this.views.get(person);
      if (session === null || should === undefined) {
        wrong.push(`${name} has no view on the server`);
        continue;
      }
      const is = plainOf(session.state, null);
      wrong.push(...differences(is, should).map((what) => `${name} sees ${what}`));
      wrong.push(...notFinite(is).map((path) => `${name} has ${path}`));
      if (!this.moved.has(person)) wrong.push(...mispredicted(person));
    }
    return wrong;
  }
}

/** A skimmer that rests is where its own player's prediction has it: nothing moves it, and nothing is asked of it. */
function mispredicted({ session, name }: Person): string[] {
  const me = session?.state.skimmers.get(String(session.slot)) as SkimmerSchema | undefined;
  const now = session?.live.prediction?.now;
  if (me === undefined || now === undefined || !me.alive || session?.state.phase !== Phase.playing) return [];
  const same = now.x === me.x && now.y === me.y;
  return same ? [] : [`${name} predicts ${now.x} ${now.y} instead of ${me.x} ${me.y}`];
}

const waitingIn = (room: ArenaRoom): { seats: number; returns: number } => {
  const { _reservedSeats, _reconnections } = room as unknown as Record<string, object>;
  return { seats: Object.keys(_reservedSeats).length, returns: Object.keys(_reconnections).length };
};

/** Nobody is on the way into the room, and nobody's inputs wait. */
export function isQuiet(room: ArenaRoom): boolean {
  const { seats, returns } = waitingIn(room);
  const inputs = Math.max(0, ...room.clients.map(({ sessionId }) => room.inputs.get(sessionId).size));
  return seats === 0 && returns === 0 && inputs <= FEW_INPUTS;
}

/** What waits in rooms though nothing should. */
export function judgeRooms(rooms: readonly ArenaRoom[]): string[] {
  return rooms.flatMap((room) => {
    const { seats, returns } = waitingIn(room);
    const wrong: string[] = [];
    if (seats > 0) wrong.push(`${seats} seats are still reserved`);
    if (returns > 0) wrong.push(`${returns} seats still wait for somebody`);
    for (const client of room.clients) {
      const { ref, _enqueuedMessages: queued } = client as unknown as {
        ref: { bufferedAmount: number };
        _enqueuedMessages?: unknown[];
      };
      const inputs = room.inputs.get(client.sessionId).size;
      if (inputs > MOST_INPUTS) wrong.push(`${inputs} inputs wait`);
      if (ref.bufferedAmount > 0) wrong.push(`${ref.bufferedAmount} bytes wait to be sent`);
      if (queued !== undefined) wrong.push(`${queued.length} messages wait for a joiner`);
    }
    return wrong;
  });
}
