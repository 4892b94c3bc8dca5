// Moments of the game as light: flashes, sparks, explosions, embers that fly to their gatherer.
// Owns: which particles a moment throws. Must not: change anything but pictures and the camera's shake.
import { Flying, Pickup } from "../../shared/sim/things.ts";
import { BANK, HUES } from "../../shared/tunables.ts";
import type { GameEvents } from "../net/game-view.ts";
import { burstPicked, showArsenal } from "./arsenal-effects.ts";
import { EMBER_COLOUR, FRAMES, WHITE_COLOUR } from "./atlas.ts";
import { beamFired } from "./beam-effects.ts";
import { radians } from "./radians.ts";
import { type Stage, some } from "./stage.ts";

/** Listens to the view until the returned function is called. */
export function showEffects(stage: Stage): () => void {
  const { view, motes, rig } = stage;
  const stops = [
    view.on("shotFired", (event) => muzzle(stage, event)),
    view.on("shotEnded", (event) => impact(stage, event)),
    view.on("beamFired", (event) => beamFired(stage, event)),
    view.on("died", (event) => explode(stage, event)),
    view.on("spawned", (event) => arrive(stage, event)),
    view.on("dashed", (event) => dash(stage, event)),
    view.on("banked", () => bankBurst(stage)),
    view.on("hurt", (event) => rig.kick(0.22 + event.damage * 0.01)),
    view.on("moteAdded", (event) => motes.add(event.key, event.x, event.y, event.kind, event.value)),
    view.on("moteRemoved", (event) => gather(stage, event)),
    showArsenal(stage),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function muzzle(stage: Stage, shot: GameEvents["shotFired"]): void {
  const colour = stage.roster.colour(shot.owner);
  const aim = radians(shot.aim);
  const orb = shot.kind === Flying.orb;
  if (orb) stage.particles.add(FRAMES.shock[colour], shot.x, shot.y, 0, 0, 0.28, 0.1, 2.6);
  stage.particles.add(FRAMES.spark[WHITE_COLOUR], shot.x, shot.y, 0, 0, 0.07, 1.1);
  stage.particles.burst(FRAMES.spark[colour], shot.x, shot.y, some(stage, 3), 260, 0.16, 0.5, aim, 0.5);
}

function impact(stage: Stage, shot: GameEvents["shotEnded"]): void {
  // What an Orb does at its end is told by `burst`.
  if (shot.kind === Flying.orb) return;
  const colour = stage.roster.colour(shot.owner);
  const { particles, skimmers } = stage;
  const bearer = skimmers.guards.at(shot.x, shot.y, shot.aim);
  if (bearer >= 0) skimmers.guards.flash(bearer);
  const back = radians(shot.aim) + Math.PI;
  particles.add(FRAMES.halo[colour], shot.x, shot.y, 0, 0, 0.14, shot.hit ? 0.8 : 0.5);
  particles.burst(
    FRAMES.spark[colour],
    shot.x,
    shot.y,
    some(stage, shot.hit ? 10 : 6),
    320,
    0.38,
    0.55,
    back,
    1.1,
  );
  particles.burst(FRAMES.spark[WHITE_COLOUR], shot.x, shot.y, some(stage, 3), 180, 0.2, 0.45, back, 1.4);
  if (shot.hit) particles.add(FRAMES.shock[colour], shot.x, shot.y, 0, 0, 0.25, 0.1, 2.2);
}

function explode(stage: Stage, event: GameEvents["died"]): void {
  const { x, y } = event;
  const colour = stage.roster.colour(event.slot);
  const { particles, rig } = stage;
  particles.add(FRAMES.halo[WHITE_COLOUR], x, y, 0, 0, 0.22, 2.6);
  particles.add(FRAMES.halo[colour], x, y, 0, 0, 0.7, 3.4);
  particles.add(FRAMES.shock[colour], x, y, 0, 0, 0.55, 0.3, 5.2);
  particles.add(FRAMES.shock[EMBER_COLOUR], x, y, 0, 0, 0.8, 0.1, 2.8);
  particles.burst(FRAMES.spark[colour], x, y, some(stage, 46), 640, 1.1, 0.95);
  particles.burst(FRAMES.spark[EMBER_COLOUR], x, y, some(stage, 26), 380, 1.4, 0.8);
  particles.burst(FRAMES.spark[WHITE_COLOUR], x, y, some(stage, 12), 800, 0.5, 0.7);
  const near = 1 - Math.min(1, Math.hypot(x - rig.x, y - rig.y) / 700);
  rig.kick(event.own ? 1 : near * 0.35);
}

function arrive(stage: Stage, event: GameEvents["spawned"]): void {
  const colour = stage.roster.colour(event.slot);
  stage.particles.add(FRAMES.halo[WHITE_COLOUR], event.x, event.y, 0, 0, 0.4, 1.4);
  stage.particles.add(FRAMES.shock[colour], event.x, event.y, 0, 0, 0.6, 0.2, 3);
  stage.particles.burst(FRAMES.spark[colour], event.x, event.y, some(stage, 18), 260, 0.7, 0.6);
}

function dash(stage: Stage, event: GameEvents["dashed"]): void {
  const colour = stage.roster.colour(event.slot);
  stage.particles.add(FRAMES.shock[colour], event.x, event.y, 0, 0, 0.35, 0.15, 2.4);
  stage.particles.burst(FRAMES.spark[colour], event.x, event.y, some(stage, 14), 220, 0.5, 0.65);
}

/** A gathered ember flies to whoever took it; one that fell out of the light just fades. */
function gather(stage: Stage, event: GameEvents["moteRemoved"]): void {
  stage.motes.remove(event.key, event.by >= 0);
  if (event.by < 0) return;
  const { particles } = stage;
  burstPicked(stage, event.kind, event.x, event.y);
  if (event.kind !== Pickup.ember) return;
  const spark = FRAMES.spark[EMBER_COLOUR];
  const vx = (Math.random() * 2 - 1) * 120;
  const vy = (Math.random() * 2 - 1) * 120;
  particles.add(spark, event.x, event.y, vx, vy, 0.34, 1, 0, 2.5, event.by);
  particles.burst(spark, event.x, event.y, some(stage, 4), 140, 0.3, 0.4);
}

function bankBurst(stage: Stage): void {
  const { view, particles, skimmers } = stage;
  const x = skimmers.xs[view.slot];
  const y = skimmers.ys[view.slot];
  if (Number.isNaN(x)) return;
  const beacon = view.arena.beacons.find(
    (place) => Math.hypot(place.x - x, place.y - y) <= BANK.radius * 1.5,
  );
  const atX = beacon?.x ?? x;
  const atY = beacon?.y ?? y;
  particles.add(FRAMES.shock[EMBER_COLOUR], atX, atY, 0, 0, 0.8, 1.2, 4);
  particles.add(FRAMES.halo[EMBER_COLOUR], atX, atY, 0, 0, 0.9, 4);
  particles.burst(FRAMES.spark[EMBER_COLOUR], atX, atY, some(stage, 54), 520, 1.3, 0.9);
  particles.burst(FRAMES.spark[HUES.length + 1], atX, atY, some(stage, 10), 300, 0.8, 0.6);
}
