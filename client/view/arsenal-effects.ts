// Moments of Scatter, Orb, mine, guard, pickups, portals and crystal as light.
// Owns: which particles they throw. Must not: change anything but pictures and the camera's shake.
import { Pickup } from "../../shared/sim/things.ts";
import { Weapon } from "../../shared/sim/world.ts";
import { MINE, ORB } from "../../shared/tunables/arsenal.ts";
import { ARENA } from "../../shared/tunables.ts";
import type { GameEvents } from "../net/game-view.ts";
import { EMBER_COLOUR, FRAMES, WHITE_COLOUR } from "./atlas.ts";
import { CRYSTAL_COLOUR } from "./growths.ts";
import { PICKUP_LIGHTS } from "./motes.ts";
import { radians } from "./radians.ts";
import { type Stage, some } from "./stage.ts";

/** The bright line of a shock ring lies so many pixels from the middle of its frame. */
const SHOCK_RADIUS = 58;

/** Listens to the view until the returned function is called. */
export function showArsenal(stage: Stage): () => void {
  const { view } = stage;
  const stops = [
    view.on("scatterFired", (event) => scatter(stage, event)),
    view.on("burst", (event) => burst(stage, event)),
    view.on("reflected", (event) => reflect(stage, event)),
    view.on("mineLaid", ({ owner, x, y }) => {
      const colour = stage.roster.colour(owner);
      stage.particles.add(FRAMES.shock[colour], x, y, 0, 0, 0.3, 0.9, -2.4);
    }),
    view.on("jumped", (event) => jump(stage, event)),
    view.on("crystalBroken", (event) => shatter(stage, event)),
    view.on("motherTaken", ({ by }) => takeMother(stage, by)),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function scatter(stage: Stage, event: GameEvents["scatterFired"]): void {
  const { particles, volleys, roster, view, rig } = stage;
  const colour = roster.colour(event.owner);
  volleys.add(event, view.arena, colour);
  const aim = radians(event.aim);
  const { x, y } = event;
  particles.add(FRAMES.halo[WHITE_COLOUR], x, y, 0, 0, 0.1, 0.6);
  particles.add(FRAMES.halo[colour], x, y, 0, 0, 0.22, 1.1);
  particles.burst(FRAMES.spark[colour], x, y, some(stage, 10), 420, 0.26, 0.55, aim, 0.5);
  if (!event.own) return;
  rig.kick(0.18);
  rig.recoil(aim, 5);
}

/** An Orb or a mine goes off: a ring that runs to the rim of what it hurts. */
function burst(stage: Stage, { by, weapon, x, y }: GameEvents["burst"]): void {
  const { particles, roster, rig } = stage;
  const colour = roster.colour(by);
  const mine = weapon === Weapon.mine;
  const reach = mine ? MINE.splash : ORB.splash;
  const rim = reach / SHOCK_RADIUS;
  particles.add(FRAMES.halo[WHITE_COLOUR], x, y, 0, 0, 0.16, 1.7);
  particles.add(FRAMES.halo[colour], x, y, 0, 0, 0.5, 2.8);
  particles.add(FRAMES.shock[colour], x, y, 0, 0, 0.42, rim * 0.3, (rim * 0.7) / 0.28);
  particles.add(FRAMES.shock[WHITE_COLOUR], x, y, 0, 0, 0.22, rim * 0.2, (rim * 0.75) / 0.2);
  particles.burst(FRAMES.spark[colour], x, y, some(stage, 30), 520, 0.7, 0.8);
  particles.burst(FRAMES.spark[mine ? EMBER_COLOUR : WHITE_COLOUR], x, y, some(stage, 14), 360, 0.5, 0.65);
  const near = 1 - Math.min(1, Math.hypot(x - rig.x, y - rig.y) / 500);
  rig.kick(near * 0.45);
}

/** A guard threw something back: a white flash and sparks of the bearer's colour on the shield. */
function reflect(stage: Stage, { by, x, y }: GameEvents["reflected"]): void {
  const { particles, roster, skimmers } = stage;
  const colour = roster.colour(by);
  skimmers.guards.flash(by);
  const bearerX = skimmers.xs[by];
  const out = Number.isNaN(bearerX) ? 0 : Math.atan2(y - skimmers.ys[by], x - bearerX);
  particles.add(FRAMES.halo[WHITE_COLOUR], x, y, 0, 0, 0.16, 0.9);
  particles.add(FRAMES.shock[WHITE_COLOUR], x, y, 0, 0, 0.24, 0.08, 2.6);
  particles.burst(FRAMES.spark[colour], x, y, some(stage, 10), 420, 0.4, 0.6, out, 0.8);
  particles.burst(FRAMES.spark[WHITE_COLOUR], x, y, some(stage, 6), 520, 0.28, 0.5, out, 1.1);
}

/** Out of one mouth and into the other. */
function jump(stage: Stage, event: GameEvents["jumped"]): void {
  const colour = stage.roster.colour(event.slot);
  const { particles } = stage;
  particles.add(FRAMES.shock[colour], event.fromX, event.fromY, 0, 0, 0.35, 1.5, -3.6);
  particles.burst(FRAMES.spark[colour], event.fromX, event.fromY, some(stage, 10), 160, 0.4, 0.5);
  particles.add(FRAMES.halo[WHITE_COLOUR], event.x, event.y, 0, 0, 0.22, 1.3);
  particles.add(FRAMES.shock[colour], event.x, event.y, 0, 0, 0.45, 0.2, 4);
  particles.burst(FRAMES.spark[colour], event.x, event.y, some(stage, 18), 340, 0.55, 0.65);
}

/** Splinters of a crystal fly off over its whole tile. */
function shatter(stage: Stage, { x, y }: GameEvents["crystalBroken"]): void {
  const { particles } = stage;
  const half = ARENA.tile / 2;
  particles.add(FRAMES.halo[WHITE_COLOUR], x, y, 0, 0, 0.16, 1.6);
  particles.add(FRAMES.halo[CRYSTAL_COLOUR], x, y, 0, 0, 0.5, 2.6);
  particles.add(FRAMES.shock[CRYSTAL_COLOUR], x, y, 0, 0, 0.4, 0.5, 3.4);
  const count = some(stage, 40);
  for (let i = 0; i < count; i++) {
    const dx = (Math.random() * 2 - 1) * half;
    const dy = (Math.random() * 2 - 1) * half;
    const pace = 2 + Math.random() * 4;
    const frame = FRAMES.spark[Math.random() < 0.3 ? WHITE_COLOUR : CRYSTAL_COLOUR];
    const life = 0.4 + Math.random() * 0.7;
    particles.add(frame, x + dx, y + dy, dx * pace, dy * pace, life, 0.4 + Math.random() * 0.6);
  }
}

function takeMother(stage: Stage, by: number): void {
  const x = stage.skimmers.xs[by];
  const y = stage.skimmers.ys[by];
  if (Number.isNaN(x)) return;
  const { particles } = stage;
  particles.add(FRAMES.halo[EMBER_COLOUR], x, y, 0, 0, 0.9, 5);
  particles.add(FRAMES.shock[EMBER_COLOUR], x, y, 0, 0, 0.9, 0.4, 6);
  particles.burst(FRAMES.spark[EMBER_COLOUR], x, y, some(stage, 50), 560, 1.2, 0.95);
}

/** What was taken bursts into its colour; embers fly to their gatherer (effects.ts). */
export function burstPicked(stage: Stage, kind: number, x: number, y: number): void {
  if (kind === Pickup.ember) return;
  const { particles } = stage;
  const colour = PICKUP_LIGHTS[kind] ?? EMBER_COLOUR;
  particles.add(FRAMES.halo[colour], x, y, 0, 0, 0.35, 1.5);
  particles.add(FRAMES.shock[colour], x, y, 0, 0, 0.4, 0.3, 3);
  particles.burst(FRAMES.spark[colour], x, y, some(stage, 16), 240, 0.6, 0.65);
}
