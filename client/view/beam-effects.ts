// The moment of a Lance as light: flash before the nose, sparks off its way, the blow where it ends.
// Owns: which particles it throws, and how far it is drawn. Must not: keep beams (Beams does).
import type { Arena } from "../../shared/sim/tiles.ts";
import { isSolid, tileUnder } from "../../shared/sim/tiles.ts";
import { PULSE } from "../../shared/tunables.ts";
import type { GameEvents } from "../net/game-view.ts";
import { FRAMES, WHITE_COLOUR } from "./atlas.ts";
import { SHIELD } from "./atlas-arms.ts";
import type { Beam } from "./beams.ts";
import { NOSE } from "./charges.ts";
import { radians } from "./radians.ts";
import { type Stage, some } from "./stage.ts";

/** A beam that ends in nobody ends in rock when there is some within this beyond its end, u. */
const PROBE = 6;
/** One spark leaves a beam for this much of it, u. */
const SPARK_EVERY = 42;
const OWN_KICK = 0.3;
/** The camera is thrown back this far, u. */
const RECOIL = 9;

/** Draws a beam and everything that it throws about. */
export function beamFired(stage: Stage, event: GameEvents["beamFired"]): void {
  const { beams, skimmers, roster, rig, view } = stage;
  const aim = radians(event.aim);
  const beam = beams.add();
  const bearer = skimmers.guards.at(event.toX, event.toY, event.aim);
  lay(beam, event, aim, bearer >= 0);
  beam.colour = roster.colour(event.owner);
  beam.ends = event.hit || bearer >= 0 || isRock(view.arena, event.toX, event.toY, aim);
  if (event.fromMuzzle) muzzle(stage, beam, aim);
  strew(stage, beam, aim);
  if (bearer >= 0) {
    skimmers.guards.flash(bearer);
    guarded(stage, beam, aim, roster.colour(bearer));
  } else if (event.hit) blow(stage, beam, aim);
  else if (beam.ends) scorch(stage, beam, aim);
  if (!event.own) return;
  rig.kick(OWN_KICK);
  rig.recoil(aim, RECOIL);
}

/** From the drawn nose, not from within the body, to the edge of a shield that stops it. */
function lay(beam: Beam, event: GameEvents["beamFired"], aim: number, onShield: boolean): void {
  const dx = Math.cos(aim);
  const dy = Math.sin(aim);
  const length = (event.toX - event.x) * dx + (event.toY - event.y) * dy;
  // One's own is told from the muzzle, others' from their middle.
  const start = event.fromMuzzle ? NOSE - (event.own ? PULSE.muzzle : 0) : 0;
  const short = onShield ? SHIELD.radius - 19 : 0;
  const from = Math.min(start, length * 0.8);
  const to = Math.max(length - short, from + 1);
  beam.x = event.x + dx * from;
  beam.y = event.y + dy * from;
  beam.toX = event.x + dx * to;
  beam.toY = event.y + dy * to;
  beam.begins = event.fromMuzzle;
}

const isRock = (arena: Arena, x: number, y: number, aim: number): boolean =>
  isSolid(tileUnder(arena, x + Math.cos(aim) * PROBE, y + Math.sin(aim) * PROBE));

function muzzle(stage: Stage, { x, y, colour }: Beam, aim: number): void {
  const { particles } = stage;
  particles.add(FRAMES.halo[WHITE_COLOUR], x, y, 0, 0, 0.13, 0.95);
  particles.add(FRAMES.halo[colour], x, y, 0, 0, 0.3, 1.7);
  particles.burst(FRAMES.spark[colour], x, y, some(stage, 9), 420, 0.34, 0.6, aim, 0.55);
  // Two jets to the sides, as from a gun's brake.
  for (const side of [-1, 1]) {
    particles.burst(
      FRAMES.spark[WHITE_COLOUR],
      x,
      y,
      some(stage, 4),
      260,
      0.22,
      0.42,
      aim + side * 1.9,
      0.22,
    );
  }
}

/** Sparks that drift off its way, so that it leaves something behind. */
function strew(stage: Stage, beam: Beam, aim: number): void {
  const length = Math.hypot(beam.toX - beam.x, beam.toY - beam.y);
  const count = some(stage, length / SPARK_EVERY);
  for (let i = 0; i < count; i++) {
    const share = (i + Math.random()) / count;
    const x = beam.x + (beam.toX - beam.x) * share;
    const y = beam.y + (beam.toY - beam.y) * share;
    const side = aim + (Math.random() < 0.5 ? Math.PI / 2 : -Math.PI / 2) + (Math.random() - 0.5);
    const pace = 20 + Math.random() * 75;
    const life = 0.3 + Math.random() * 0.4;
    const frame = FRAMES.spark[Math.random() < 0.25 ? WHITE_COLOUR : beam.colour];
    stage.particles.add(
      frame,
      x,
      y,
      Math.cos(side) * pace,
      Math.sin(side) * pace,
      life,
      0.25 + Math.random() * 0.3,
    );
  }
}

/** It met somebody. */
function blow(stage: Stage, { toX, toY, colour }: Beam, aim: number): void {
  const { particles } = stage;
  particles.add(FRAMES.halo[WHITE_COLOUR], toX, toY, 0, 0, 0.13, 1.25);
  particles.add(FRAMES.halo[colour], toX, toY, 0, 0, 0.42, 2.2);
  particles.add(FRAMES.shock[colour], toX, toY, 0, 0, 0.4, 0.15, 4.6);
  particles.add(FRAMES.shock[WHITE_COLOUR], toX, toY, 0, 0, 0.22, 0.1, 3.4);
  particles.burst(FRAMES.spark[colour], toX, toY, some(stage, 22), 560, 0.6, 0.8, aim, 0.7);
  particles.burst(FRAMES.spark[WHITE_COLOUR], toX, toY, some(stage, 10), 640, 0.34, 0.6, aim + Math.PI, 1.3);
}

/** It met rock. */
function scorch(stage: Stage, { toX, toY, colour }: Beam, aim: number): void {
  const { particles } = stage;
  const back = aim + Math.PI;
  particles.add(FRAMES.halo[WHITE_COLOUR], toX, toY, 0, 0, 0.12, 0.8);
  particles.add(FRAMES.halo[colour], toX, toY, 0, 0, 0.45, 1.4);
  particles.burst(FRAMES.spark[colour], toX, toY, some(stage, 13), 430, 0.5, 0.6, back, 1.2);
  particles.burst(FRAMES.spark[WHITE_COLOUR], toX, toY, some(stage, 6), 300, 0.3, 0.5, back, 1.4);
}

/** A shield stopped it: sparks of both colours run off along the shield. */
function guarded(stage: Stage, { toX, toY, colour }: Beam, aim: number, shield: number): void {
  const { particles } = stage;
  particles.add(FRAMES.halo[WHITE_COLOUR], toX, toY, 0, 0, 0.16, 1.1);
  particles.add(FRAMES.halo[shield], toX, toY, 0, 0, 0.36, 1.5);
  for (const side of [-1, 1]) {
    const along = aim + side * 1.75;
    particles.burst(FRAMES.spark[shield], toX, toY, some(stage, 9), 520, 0.42, 0.6, along, 0.35);
    particles.burst(FRAMES.spark[colour], toX, toY, some(stage, 5), 380, 0.36, 0.55, along, 0.5);
  }
}
