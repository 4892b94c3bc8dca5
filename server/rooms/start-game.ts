// The game of an arena, from the moment that there is one: made, stepped, measured.
// Owns: its clock. Must not: know who sits in the arena.
import { type Client, type Room, ServerError } from "@colyseus/core";
import type { ArenaSchema } from "../../shared/schema/arena-schema.ts";
import { PATCH_HZ, TICK_HZ } from "../../shared/tunables.ts";
import type { Config } from "../config.ts";
import { ArenaGame } from "../game/arena-game.ts";
import type { RoundResult } from "../game/round-result.ts";
import type { Log } from "../ops/log.ts";
import type { RoomTotals } from "../ops/room-totals.ts";
import { TickBeat } from "../ops/tick-beat.ts";
import { TickMeter } from "../ops/tick-meter.ts";
import { gameOptions } from "./game-options.ts";
import { noticesTo } from "./notices.ts";
import type { RoomDoor } from "./room-door.ts";
import type { RoomMaking } from "./room-making.ts";
import type { RoomPassage } from "./room-passage.ts";

/** Motes that one patch may add to a view: a fresh view of 60 motes is there in two patches. */
const MOTES_PER_PATCH = 40;

/** What this needs of the process. */
interface Parts {
  readonly arenas: { readonly all: Iterable<{ readonly begun: boolean }> };
  readonly headroom: { take(running: number, nowMs: number): boolean };
  readonly settings: Config["arena"];
  readonly totals: RoomTotals;
  readonly log: Log;
}

/** What this needs of the arena, and gives it. */
interface Arena extends Pick<Room, "roomId" | "patchRate" | "setFixedTimestep"> {
  readonly parts: Parts;
  readonly making: RoomMaking;
  readonly passage: RoomPassage;
  readonly door: RoomDoor;
  readonly state: ArenaSchema;
  meter: TickMeter;
  game: ArenaGame;
  broadcast(type: string, payload: object, options: object): void;
}

interface Hearer {
  clientOf(slot: number): Client | undefined;
  roundOver(result: RoundResult): void;
  /** The match is finished for good. */
  over(): void;
}

/** Throws when the process has no place for one more. */
export function startGame(arena: Arena, { clientOf, roundOver, over }: Hearer): void {
  const { parts, making, passage } = arena;
  const { arenas, headroom, settings, totals, log } = parts;
  const running = [...arenas.all].filter(({ begun }) => begun).length;
  if (!headroom.take(running, performance.now())) throw new ServerError(503, "busy");
  arena.door.waitNoMore();
  arena.patchRate = 1000 / PATCH_HZ;
  const meter = new TickMeter(totals);
  arena.state.motes.maxPerTick = MOTES_PER_PATCH;
  const options = gameOptions(settings, making, passage.from);
  const game = new ArenaGame(arena.state, options, noticesTo(arena, clientOf));
  game.onRoundOver = roundOver;
  Object.assign(arena, { meter, game });
  const beat = new TickBeat(() => performance.now());
  arena.setFixedTimestep(() => {
    if (passage.held) return;
    meter.measure(() => game.tick(beat.lostTicks()));
    meter.publish(arena.state);
    if (game.over) over();
  }, TICK_HZ);
  const { seed, size } = game.world;
  log.info({ room: arena.roomId, seed, size }, "match begun");
}
