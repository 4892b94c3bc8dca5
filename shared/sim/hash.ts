// One number that tells two worlds apart.
// Owns: what counts as the world's state. Must not: include what is derived from it.
import type { World } from "./world.ts";

const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/** Folds a number, rounded to float32 first, into a running 32-bit hash. */
function fold(h: number, value: number): number {
  float[0] = value;
  h = Math.imul(h ^ bits[0], 0x85ebca6b);
  return (h << 13) | (h >>> 19);
}

/** Hash of everything that steers the world from here on, unsigned 32 bits. */
export function hash(world: World): number {
  let h = 0x1b873593;
  h = fold(h, world.tick);
  h = fold(fold(h, world.round), world.map);
  h = fold(h, world.phase);
  h = fold(h, world.phaseEndsTick);
  h = fold(h, world.random & 0xffff);
  h = fold(h, world.random >>> 16);
  h = fold(h, world.crown);
  if (world.rules.teams > 0) h = hashMatch(h, world);
  for (const tick of world.coldUntil) h = fold(h, tick);
  for (const blow of world.blows) h = fold(fold(fold(h, blow.x), blow.y), blow.tick);
  h = fold(h, world.nextBlow);
  h = hashSkimmers(h, world);
  for (const p of world.projectiles) {
    h = fold(fold(h, p.owner), p.shot);
    h = fold(fold(fold(fold(h, p.heading), p.x), p.y), p.flown);
    h = fold(fold(h, p.kind), p.left);
  }
  for (const p of world.pellets) h = fold(fold(fold(fold(fold(h, p.owner), p.x), p.y), p.aim), p.flown);
  for (const mine of world.mines) {
    if (mine !== null)
      h = fold(fold(fold(fold(fold(h, mine.id), mine.owner), mine.x), mine.y), mine.armedTick);
  }
  for (const spot of world.spots) h = fold(fold(fold(h, spot.moteId), spot.readyTick), spot.given);
  h = fold(fold(h, world.motherTick), world.motherId);
  for (const mote of world.motes) {
    if (mote !== null) h = fold(fold(fold(fold(fold(h, mote.id), mote.x), mote.y), mote.kind), mote.value);
  }
  for (let at = 0; at < world.crystal.length; at++) {
    if (world.crystal[at] > 0) h = fold(fold(h, at), world.crystal[at]);
  }
  for (const { opensTick } of world.broken) h = fold(h, opensTick);
  return h >>> 0;
}

function hashMatch(h: number, { match, teams, core }: World): number {
  h = fold(fold(fold(h, match.wins[0]), match.wins[1]), match.bout);
  h = fold(fold(fold(h, match.draws), match.clockTicks), match.sudden ? 1 : 0);
  h = fold(fold(fold(h, match.lastWon), match.lastBy), match.winner);
  for (const team of teams) h = fold(h, team);
  if (core === null) return h;
  h = fold(fold(fold(fold(h, core.x), core.y), core.vx), core.vy);
  return fold(h, core.touchedBy);
}

function hashSkimmers(h: number, world: World): number {
  for (const s of world.skimmers) {
    if (s === null) continue;
    h = fold(fold(fold(fold(fold(h, s.slot), s.x), s.y), s.vx), s.vy);
    h = fold(fold(fold(fold(h, s.aim), s.alive ? 1 : 0), s.hitPoints), s.embers);
    h = fold(fold(fold(fold(h, s.dashTicks), s.dashAim), s.dashCharges), s.dashRefillTicks);
    h = fold(fold(fold(h, s.dashHeld ? 1 : 0), s.cooldownTicks), s.shots);
    h = fold(fold(fold(h, s.bankTicks), s.respawnTicks), s.dashedAtTick);
    h = fold(fold(fold(fold(h, s.chargeTicks), s.guardTicks), s.guardAim), s.guardCooldownTicks);
    h = fold(fold(fold(h, s.guardedAtTick), s.hop), s.portalTicks);
    h = fold(fold(fold(h, s.hurtAtTick), s.hurtBy), s.hurtWith);
    h = fold(fold(fold(h, s.scatterAmmo), s.orbAmmo), s.mineAmmo);
    h = fold(fold(fold(h, s.overshield), s.lanternUntilTick), s.cloakUntilTick);
    const score = world.scores[s.slot];
    if (score !== null) h = fold(fold(fold(h, score.banked), score.kills), score.deaths);
  }
  return h;
}
