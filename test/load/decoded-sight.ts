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
  const teamOf = (slot: number): number => state.roster.get(String(slot))?.team ?? -1;
  const team = teamOf(self.slot);
  const isOther = ({ slot, alive }: SeenSkimmer): boolean =>
    alive && slot !== self.slot && (team === -1 || teamOf(slot) !== team);
  return {
    tick,
    arena,
    coldUntil,
    motherTick,
    crown,
    self,
    match: team === -1 ? undefined : { team, core: state.core ?? null },
    skimmers: others.filter(isOther),
    motes: [...(state.motes.values() as Iterable<SeenMote>)],
    shots: [...(state.projectiles.values() as Iterable<SeenShot>)],
    mines: [...(state.mines.values() as Iterable<SeenMine>)],
  };
}
