// What the effects of a moment play on.
// Owns: the interface. Must not: know any effect.
import type { GameView } from "../net/game-view.ts";
import type { Beams } from "./beams.ts";
import type { CameraRig } from "./camera-rig.ts";
import type { Motes } from "./motes.ts";
import type { Particles } from "./particles.ts";
import type { Roster } from "./roster.ts";
import type { Skimmers } from "./skimmers.ts";
import type { Volleys } from "./volleys.ts";

export interface Stage {
  view: GameView;
  particles: Particles;
  motes: Motes;
  skimmers: Skimmers;
  beams: Beams;
  volleys: Volleys;
  rig: CameraRig;
  roster: Roster;
  /** Share of the particles that are thrown, 0..1. */
  plenty: number;
}

/** How many of `count` particles the preset throws: one at least. */
export const some = (stage: Stage, count: number): number => Math.max(1, Math.round(count * stage.plenty));
