// Core Rush: the core in a team's ring is a goal of the other's.
// Owns: what is a goal. Must not: move the core (core.ts does), or count goals (match.ts does).
import { GOAL } from "../tunables/modes.ts";
import { layCore } from "./core.ts";
import { leader, Outcome } from "./match-state.ts";
import type { Play } from "./play.ts";

export const GOALS: Play = {
  kickOff: layCore,

  outcome({ arena, core, match }) {
    for (const [team, ring] of arena.goals.entries()) {
      if (core === null) break;
      const dx = core.x - ring.x;
      const dy = core.y - ring.y;
      if (dx * dx + dy * dy > GOAL.radius * GOAL.radius) continue;
      match.lastBy = core.touchedBy;
      return 1 - team;
    }
    return Outcome.open;
  },

  /** With equal goals the next one wins; when the sudden death brings none, nobody does. */
  atTimeUp({ match }) {
    const ahead = leader(match);
    return ahead === Outcome.draw && !match.sudden ? Outcome.open : ahead;
  },
};
