// What a room's game is made with: the server's settings, what its maker wished, and who comes.
// Owns: which of the two wins. Must not: make the game.
import { randomInt } from "node:crypto";
import type { JoinOptions } from "../../shared/protocol/join-options.ts";
import { MODES } from "../../shared/tunables/modes.ts";
import { playerName } from "../chat/names.ts";
import type { Config } from "../config.ts";
import type { ArenaOptions } from "../game/arena-game.ts";
import type { CarriedGame } from "../game/carrying.ts";
import type { Identity } from "../game/schema-spawner.ts";
import type { RoomMaking } from "./room-making.ts";

/** A wish goes before a setting. `from`: a round of another room goes on. */
export function gameOptions(
  settings: Config["arena"],
  making: RoomMaking,
  from: CarriedGame | undefined,
): ArenaOptions {
  const size = making.size ?? settings.size;
  return {
    seed: making.seed ?? settings.seed ?? randomInt(2 ** 32),
    ...(size && { size }),
    mode: making.mode === "swarm" ? settings.mode : making.mode,
    lengths: settings.lengths,
    fillTo: making.bots ? settings.fillTo : 0,
    // 0.06 ms of a tick of 124 skimmers: any match of the history can be played again, and held against them.
    hashes: true,
    ...(from && { from }),
  };
}

/** Who sits down. `team`: -1 lets the game choose. */
export function identityOf(id: string, { name, hue }: JoinOptions, team: number): Identity {
  return { name: playerName(name, id), hue, bot: false, id, team };
}

/** The team for which a room's maker expects a player, -1 for none. */
export const teamOf = ({ expected }: RoomMaking, id: string): number =>
  expected.find(({ playerId }) => playerId === id)?.team ?? -1;

/** People whom a room has place for: as wished, but no more than its mode has sides to put them on. */
export function seatsFor({ maxClients }: Config["arena"], { mode, seats }: RoomMaking): number {
  const { teams, seats: perTeam } = MODES[mode];
  const most = teams === 0 ? maxClients : teams * perTeam;
  return Math.min(seats ?? most, most);
}
