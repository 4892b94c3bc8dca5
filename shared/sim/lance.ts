// The Lance's beam: who stands in it, where its shooter saw them.
// Owns: rewinding, geometry and the verdict. Must not: believe a view time beyond REWIND, or change hit points itself.
import { CORE } from "../tunables/modes.ts";
import { GUARD, LANCE, REWIND, SKIMMER } from "../tunables.ts";
import { rayToRock } from "./collision.ts";
import { damage, meetsGuard } from "./combat.ts";
import { kickCore } from "./core.ts";
import { hitCrystal } from "./crystal.ts";
import type { LanceReceipt, SimEvents } from "./events.ts";
import { viewTick } from "./input.ts";
import { cos, sin } from "./math.ts";
import { poseAt } from "./pose-history.ts";
import { areMates } from "./teams.ts";
import type { Core, LanceShot } from "./things.ts";
import type { Arena } from "./tiles.ts";
import { type Skimmer, Weapon, type World } from "./world.ts";

/** `dodged`: a dash that began after what the shooter saw. `guarded`: a guard that stood then or since. */
export const Verdict = { miss: 0, hit: 1, guarded: 2, dodged: 3 } as const;

const WIDTH = SKIMMER.radius + LANCE.halfWidth;

/** How far a beam from (x, y) towards `aim` gets before rock ends it, u. */
export const beamLength = (arena: Arena, x: number, y: number, aim: number): number =>
  rayToRock(arena, x, y, cos(aim), sin(aim), LANCE.reach);

/**
 * How far along a beam it meets a skimmer, or another circle of `reach` (its radius and half the beam's width), at
 * (x, y), u; -1 when it passes by. The beam starts at the origin of (x, y).
 */
export function beamMeets(x: number, y: number, aim: number, length: number, reach = WIDTH): number {
  const dx = cos(aim);
  const dy = sin(aim);
  const along = x * dx + y * dy;
  const off = x * dy - y * dx;
  if (along <= 0 || off * off > reach * reach) return -1;
  const meets = Math.max(0, along - Math.sqrt(reach * reach - off * off));
  return meets <= length ? meets : -1;
}

const receipt: LanceReceipt = {
  owner: 0,
  shot: 0,
  tick: 0,
  x: 0,
  y: 0,
  aim: 0,
  length: 0,
  viewTick: 0,
  verdict: 0,
  target: -1,
  seenX: 0,
  seenY: 0,
  realX: 0,
  realY: 0,
};
/** What a receipt says of a target that there is not; nothing is left of the last beam, which another room may have fired. */
const NOBODY = { verdict: Verdict.miss, target: -1, seenX: 0, seenY: 0, realX: 0, realY: 0 } as const;
const pose = { x: 0, y: 0 };

/** Judges the beams of this tick, in the order in which they were fired, once everybody has moved. */
export function stepLances(world: World, events: SimEvents): void {
  for (const shot of world.lances) judge(world, shot, events);
  world.lances.length = 0;
}

/** The first on the beam is its victim; who dodged lets it pass, a guard ends it. */
function judge(world: World, shot: LanceShot, events: SimEvents): void {
  const seen = seenTick(world, shot.view);
  receipt.owner = shot.owner;
  receipt.shot = shot.shot;
  receipt.tick = world.tick;
  receipt.x = shot.x;
  receipt.y = shot.y;
  receipt.aim = shot.aim;
  receipt.length = beamLength(world.arena, shot.x, shot.y, shot.aim);
  const atCore = coreOn(world.core, shot, receipt.length);
  if (atCore !== -1) receipt.length = atCore;
  receipt.viewTick = seen;
  Object.assign(receipt, NOBODY);
  let nearest: number = LANCE.nearMiss;
  for (const skimmer of world.skimmers) {
    if (skimmer === null || !skimmer.alive || skimmer.slot === shot.owner) continue;
    if (areMates(world, skimmer.slot, shot.owner)) continue;
    if (!poseAt(world, skimmer, seen, pose)) continue;
    const meets = beamMeets(pose.x - shot.x, pose.y - shot.y, shot.aim, receipt.length);
    if (meets >= 0) {
      const verdict = verdictFor(skimmer, seen, shot.aim);
      if (verdict === Verdict.dodged) {
        // The first of several is named, whatever their slots; who ends the beam comes before all of them.
        if (receipt.verdict === Verdict.dodged ? meets >= nearest : receipt.verdict !== Verdict.miss)
          continue;
        nearest = meets;
      } else receipt.length = meets;
      note(skimmer, verdict);
    } else if (receipt.verdict === Verdict.miss) {
      const off = passesBy(pose.x - shot.x, pose.y - shot.y, shot.aim, receipt.length);
      if (off >= nearest) continue;
      nearest = off;
      note(skimmer, Verdict.miss);
    }
  }
  events.lanced(receipt);
  if (receipt.verdict === Verdict.miss || receipt.verdict === Verdict.dodged) {
    if (atCore === -1) hitBeyond(world, shot);
    else kickCore(world, shot.owner, shot.aim, CORE.kick.lance);
  }
  if (receipt.verdict !== Verdict.hit) return;
  const victim = world.skimmers[receipt.target] as Skimmer;
  damage(world, victim, shot.owner, LANCE.damage, shot.aim, Weapon.lance, events);
}

/** How far along a beam it meets the core, where that is now: it is too slow for a rewind to matter. -1 for not at all. */
export function coreOn(
  core: Pick<Core, "x" | "y"> | null,
  shot: Pick<LanceShot, "x" | "y" | "aim">,
  length: number,
): number {
  if (core === null) return -1;
  return beamMeets(core.x - shot.x, core.y - shot.y, shot.aim, length, CORE.radius + LANCE.halfWidth);
}

/** A beam that nobody ends goes on to what does. */
function hitBeyond(world: World, { x, y, aim }: LanceShot): void {
  hitCrystal(world, x + cos(aim) * receipt.length, y + sin(aim) * receipt.length, aim, LANCE.damage);
}

/** The tick that a shot is judged at: what its input says, but not beyond what any link and screen can explain. */
function seenTick(world: World, view: number): number {
  const oldest = world.tick - REWIND.linkTicks - REWIND.screenTicks;
  return Math.max(oldest, Math.min(world.tick, viewTick(view, world.tick)));
}

/** A defence that the server applied before the beam was judged wins over what the shooter saw. */
function verdictFor(skimmer: Skimmer, seen: number, aim: number): number {
  if (skimmer.guardedAtTick + GUARD.durationTicks > seen && meetsGuard(skimmer, aim)) return Verdict.guarded;
  return skimmer.dashedAtTick > seen ? Verdict.dodged : Verdict.hit;
}

/** Distance from a point to the beam, u. */
function passesBy(x: number, y: number, aim: number, length: number): number {
  const along = Math.max(0, Math.min(length, x * cos(aim) + y * sin(aim)));
  const offX = x - cos(aim) * along;
  const offY = y - sin(aim) * along;
  return Math.sqrt(offX * offX + offY * offY);
}

function note(skimmer: Skimmer, verdict: number): void {
  receipt.verdict = verdict;
  receipt.target = skimmer.slot;
  receipt.seenX = pose.x;
  receipt.seenY = pose.y;
  receipt.realX = skimmer.x;
  receipt.realY = skimmer.y;
}
