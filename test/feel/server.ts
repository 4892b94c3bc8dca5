// The server under test, in a process of its own: the real app, with a hand in its worlds for the scripted duels.
// Owns: nothing but what it is told. Run by server-process.ts.
import { makeApp } from "../../server/app.ts";
import { readConfig } from "../../server/config.ts";
import type { ArenaGame } from "../../server/game/arena-game.ts";
import { ArenaRoom } from "../../server/rooms/arena-room.ts";
import type { Place } from "../../shared/sim/tiles.ts";
import type { World } from "../../shared/sim/world.ts";
import { DASH, SKIMMER } from "../../shared/tunables.ts";
import { serveCalls } from "../load/calls.ts";
import { PlainGate } from "./plain-gate.ts";

export interface RoomFigures {
  tick: number;
  people: number;
  starvedTicks: number;
  outages: number;
  droppedInputs: number;
  lances: number;
  clamped: number;
}

const settings = process.env;
const app = await makeApp(readConfig(settings));

if (settings.FEEL_GATE === "plain") {
  const { begin } = ArenaRoom.prototype;
  ArenaRoom.prototype.begin = function plain(this: ArenaRoom): void {
    begin.call(this);
    // Nobody has joined, and there are no bots: nothing is lost by the exchange.
    (this.game as { gate: ArenaGame["gate"] }).gate = new PlainGate();
  };
}

/** Before every tick these slots are whole and may dash again. */
function keepAlive(game: ArenaGame, embers: number): void {
  const tick = game.tick.bind(game);
  game.tick = (lost) => {
    for (const skimmer of game.world.skimmers) {
      if (skimmer === null) continue;
      skimmer.hitPoints = SKIMMER.hitPoints;
      skimmer.dashCharges = DASH.charges;
      skimmer.embers = embers;
    }
    tick(lost);
  };
}

function put(world: World, slot: number, { x, y }: Place): void {
  const skimmer = world.skimmers[slot];
  if (skimmer !== null) Object.assign(skimmer, { x, y, vx: 0, vy: 0, hop: (skimmer.hop + 1) & 255 });
}

const games = (): ArenaGame[] => [...app.arenas].map((room) => room.game);

serveCalls({
  start: () => app.listen(),
  rooms: (): Record<string, RoomFigures> =>
    Object.fromEntries(
      [...app.arenas].map(({ roomId, clients, game: { world, gate, shots } }) => {
        const { starvedTicks, outages, droppedInputs } = gate;
        return [
          roomId,
          { tick: world.tick, people: clients.length, starvedTicks, outages, droppedInputs, ...shots },
        ];
      }),
    ),
  keepAlive: (embers: number) => {
    for (const game of games()) keepAlive(game, embers);
  },
  /** Slot by slot, in every room. */
  put: (places: Place[]) => {
    for (const { world } of games()) places.forEach((place, slot) => put(world, slot, place));
  },
  stop: () => app.close(),
});
