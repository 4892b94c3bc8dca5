// Entities as plain objects: for replays, tests and whoever has no state to sync.
// Owns: their zero values. Must not: keep any list.
import type { Mine } from "./things.ts";
import { type Mote, NEVER, type Projectile, type Score, type Skimmer, type Spawner } from "./world.ts";

export const plainSkimmer = (slot: number): Skimmer => ({
  slot,
  x: 0,
  y: 0,
  vx: 0,
  vy: 0,
  aim: 0,
  alive: false,
  hitPoints: 0,
  embers: 0,
  dashTicks: 0,
  dashAim: 0,
  dashCharges: 0,
  dashRefillTicks: 0,
  dashHeld: false,
  dashedAtTick: NEVER,
  cooldownTicks: 0,
  chargeTicks: 0,
  guardTicks: 0,
  guardAim: 0,
  guardCooldownTicks: 0,
  guardedAtTick: NEVER,
  hurtAtTick: NEVER,
  hurtBy: -1,
  hurtWith: 0,
  scatterAmmo: 0,
  orbAmmo: 0,
  mineAmmo: 0,
  overshield: 0,
  lanternUntilTick: 0,
  cloakUntilTick: 0,
  hop: 0,
  portalTicks: 0,
  shots: 0,
  bankTicks: 0,
  respawnTicks: 0,
});

const plainProjectile = (id: number): Projectile => ({
  id,
  kind: 0,
  owner: 0,
  shot: 0,
  aim: 0,
  bounces: 0,
  ax: 0,
  ay: 0,
  anchorTick: 0,
  x: 0,
  y: 0,
  flown: 0,
  reach: 0,
  heading: 0,
  left: 0,
});

const plainScore = (slot: number): Score => ({ slot, banked: 0, kills: 0, deaths: 0 });
const plainMote = (id: number): Mote => ({ id, x: 0, y: 0, kind: 0, value: 1 });
const plainMine = (id: number): Mine => ({ id, owner: 0, x: 0, y: 0, armedTick: 0 });

export const PLAIN_SPAWNER: Spawner = {
  skimmer: plainSkimmer,
  removeSkimmer() {},
  score: plainScore,
  projectile: plainProjectile,
  removeProjectile() {},
  mote: plainMote,
  removeMote() {},
  mine: plainMine,
  removeMine() {},
  broken: (at) => ({ at, opensTick: 0 }),
  removeBroken() {},
  core: () => ({ x: 0, y: 0, vx: 0, vy: 0, touchedBy: -1 }),
};
