// What a client's decoded state shows, as a bot's sight: the newest that was sent, as a bot of the server's has it.
// Owns: the copying of lists. Must not: know more than the state.
import type {
  OwnSkimmer,
  SeenMine,
  SeenMote,
  SeenShot,
  SeenSkimmer,
  Sight,
} from "../../shared/bots/sight.ts";
import type { ArenaSchema } from "../../shared/schema/arena-schema.ts";
import type { Arena } from "../../shared/sim/tiles.ts";

/** The sight of who flies `self` on `arena`. */
export function decodedSight(state: ArenaSchema, arena: Arena, self: OwnSkimmer): Sight {
  const { tick, coldUntil, motherTick, crown } = state;
  const others = [...(state.skimmers.values() as Iterable<SeenSkimmer>)];
  return {
    tick,
    arena,
    coldUntil,
    motherTick,
    crown,
    self,
    skimmers: others.filter(({ slot, alive }) => slot !== self.slot && alive),
    motes: [...(state.motes.values() as Iterable<SeenMote>)],
    shots: [...(state.projectiles.values() as Iterable<SeenShot>)],
    mines: [...(state.mines.values() as Iterable<SeenMine>)],
  };
}
