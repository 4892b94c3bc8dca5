// Duels over links of many kinds: does a shot hit what it was on target for?
// Owns: this scenario. Must not: print.
import { setTimeout as sleep } from "node:timers/promises";
import { type Profile, plainProfile, profileNamed } from "../../shared/lab/profile.ts";
import { makeArena } from "../../shared/sim/arena.ts";
import { type Arena, type Place, Tile } from "../../shared/sim/tiles.ts";
import { arenaSeed } from "../../shared/sim/world.ts";
import { ARENA, WELL } from "../../shared/tunables.ts";
import { DUEL_DISTANCE, DUEL_SPACE, Duel, type DuelFigures } from "./duel.ts";
import { Flight, joinPilot } from "./pilot.ts";
import { FeelServer } from "./server-process.ts";

export interface AimVariant {
  name: string;
  profile: Profile;
  /** Off: the framework alone, which judges where the target is. */
  compensated: boolean;
  forged: boolean;
}

export interface AimFigures extends DuelFigures {
  variant: string;
  /** Counted by the server. */
  clamped: number;
}

const calm = (roundTripMs: number, compensated = true, forged = false): AimVariant => ({
  name: `${roundTripMs} ms${compensated ? "" : ", compensation off"}${forged ? ", forged view" : ""}`,
  profile: plainProfile(roundTripMs),
  compensated,
  forged,
});

export const AIM_VARIANTS: readonly AimVariant[] = [
  calm(0),
  calm(100),
  calm(200),
  calm(250),
  { name: "4g", profile: profileNamed("4g"), compensated: true, forged: false },
  calm(200, false),
  calm(200, true, true),
  calm(400),
];

/** Embers of both: light enough to see each other. */
const EMBERS = 30;

export async function flyDuels(seconds: number, pairs: number, seed: number): Promise<AimFigures[]> {
  const { place, mapSeed } = openSpace(seed);
  const server = await FeelServer.start({ maxClients: 2, bots: 0, seed: mapSeed });
  const flight = new Flight();
  const duels: { variant: AimVariant; duel: Duel; room: string }[] = [];
  for (const [i, variant] of AIM_VARIANTS.entries()) {
    for (let n = 0; n < pairs; n++) {
      const number = seed + i * pairs + n;
      const shooter = await joinPilot(server.port, variant.profile, number, "Shooter");
      const carrier = await joinPilot(server.port, plainProfile(0), number, "Carrier");
      const room = shooter.session.live.room.roomId;
      if (room !== carrier.session.live.room.roomId) throw new Error("a pair was parted");
      flight.pilots.push(shooter, carrier);
      shooter.session.lab.lagCompensation = variant.compensated;
      const duel = new Duel(shooter, carrier, number);
      if (variant.forged) duel.forge();
      duels.push({ variant, duel, room });
    }
  }
  await server.keepAlive(EMBERS);
  await server.put(
    { x: place.x - DUEL_DISTANCE / 2, y: place.y },
    { x: place.x + DUEL_DISTANCE / 2, y: place.y },
  );
  await sleep(seconds * 1000);
  const rooms = await server.rooms();
  const figures = AIM_VARIANTS.map((variant) => {
    const own = duels.filter((duel) => duel.variant === variant);
    const clamped = own.reduce((n, { room }) => n + (rooms[room]?.clamped ?? 0), 0);
    return { variant: variant.name, clamped, ...together(own.map(({ duel }) => duel.figures())) };
  });
  await flight.leave();
  await server.stop();
  return figures;
}

function together(all: DuelFigures[]): DuelFigures {
  const sum = (of: (figures: DuelFigures) => number): number =>
    all.reduce((n, figures) => n + of(figures), 0);
  return {
    shots: sum(({ shots }) => shots),
    onTarget: sum(({ onTarget }) => onTarget),
    hit: sum(({ hit }) => hit),
    defended: sum(({ defended }) => defended),
    missed: sum(({ missed }) => missed),
    judgedMs: all.flatMap(({ judgedMs }) => judgedMs),
    askedMs: all.flatMap(({ askedMs }) => askedMs),
    apart: all.flatMap(({ apart }) => apart),
  };
}

/** The first map, from `seed` on, with room for a duel, and where on it. */
function openSpace(seed: number): { mapSeed: number; place: Place } {
  for (let mapSeed = seed; mapSeed < seed + 1000; mapSeed++) {
    const arena = makeArena(arenaSeed(mapSeed, 0, 0), "small");
    const place = spaceIn(arena);
    if (place !== null) return { mapSeed, place };
  }
  throw new Error("no map has room for a duel");
}

function spaceIn(arena: Arena): Place | null {
  const columns = Math.ceil(DUEL_SPACE.width / ARENA.tile) + 1;
  const rows = Math.ceil(DUEL_SPACE.height / ARENA.tile) + 1;
  for (let row = 1; row + rows < arena.columns; row++) {
    for (let column = 1; column + columns < arena.columns; column++) {
      if (!isOpen(arena, column, row, columns, rows)) continue;
      const place = { x: (column + columns / 2) * ARENA.tile, y: (row + rows / 2) * ARENA.tile };
      if (isCalm(arena, place)) return place;
    }
  }
  return null;
}

/** Nothing that moves a skimmer but its player reaches the pair: no well, gate or portal. */
function isCalm({ wells, gates, portals }: Arena, { x, y }: Place): boolean {
  return [...wells, ...gates, ...portals].every(
    (at) =>
      Math.abs(at.x - x) > DUEL_SPACE.width / 2 + WELL.radius ||
      Math.abs(at.y - y) > DUEL_SPACE.height / 2 + WELL.radius,
  );
}

function isOpen(arena: Arena, column: number, row: number, columns: number, rows: number): boolean {
  for (let y = row; y < row + rows; y++) {
    for (let x = column; x < column + columns; x++) {
      if (arena.tiles[y * arena.columns + x] !== Tile.floor) return false;
    }
  }
  return true;
}
