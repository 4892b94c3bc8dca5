// The signs on pickups, white on their medals: what each does, told without words.
// Owns: their strokes, in a square of 2 x 2 units round the middle. Must not: colour anything.
import { Pickup } from "../../shared/sim/things.ts";

type Pen = CanvasRenderingContext2D;

const TAU = Math.PI * 2;

function cross(pen: Pen): void {
  const [long, half] = [0.95, 0.33];
  pen.rect(-half, -long, half * 2, long * 2);
  pen.rect(-long, -half, long * 2, half * 2);
  pen.fill();
}

function shield(pen: Pen): void {
  pen.moveTo(0, -1.05);
  pen.quadraticCurveTo(0.45, -0.72, 0.9, -0.7);
  pen.quadraticCurveTo(0.95, 0.5, 0, 1.1);
  pen.quadraticCurveTo(-0.95, 0.5, -0.9, -0.7);
  pen.quadraticCurveTo(-0.45, -0.72, 0, -1.05);
  pen.closePath();
  pen.lineWidth = 0.26;
  pen.stroke();
  pen.globalAlpha *= 0.45;
  pen.fill();
}

function lantern(pen: Pen): void {
  pen.lineWidth = 0.22;
  pen.arc(0, -0.72, 0.34, Math.PI, TAU);
  pen.stroke();
  pen.beginPath();
  pen.moveTo(-0.5, -0.55);
  pen.lineTo(0.5, -0.55);
  pen.lineTo(0.72, 0.75);
  pen.lineTo(-0.72, 0.75);
  pen.closePath();
  pen.stroke();
  pen.beginPath();
  pen.moveTo(0, -0.3);
  pen.quadraticCurveTo(0.5, 0.2, 0, 0.52);
  pen.quadraticCurveTo(-0.5, 0.2, 0, -0.3);
  pen.fill();
}

/** An eye that is struck out. */
function cloak(pen: Pen): void {
  pen.lineWidth = 0.22;
  pen.moveTo(-1.05, 0);
  pen.quadraticCurveTo(0, -1.15, 1.05, 0);
  pen.quadraticCurveTo(0, 1.15, -1.05, 0);
  pen.closePath();
  pen.stroke();
  pen.beginPath();
  pen.arc(0, 0, 0.3, 0, TAU);
  pen.fill();
  pen.lineWidth = 0.26;
  pen.beginPath();
  pen.moveTo(-0.8, 0.85);
  pen.lineTo(0.8, -0.85);
  pen.stroke();
}

function surge(pen: Pen): void {
  pen.moveTo(0.3, -1.15);
  pen.lineTo(-0.72, 0.2);
  pen.lineTo(-0.08, 0.2);
  pen.lineTo(-0.3, 1.15);
  pen.lineTo(0.72, -0.25);
  pen.lineTo(0.08, -0.25);
  pen.closePath();
  pen.fill();
}

/** Pellets that spread from one point. */
function scatter(pen: Pen): void {
  pen.lineWidth = 0.24;
  for (let i = -2; i <= 2; i++) {
    const angle = i * 0.34;
    const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
    pen.beginPath();
    pen.moveTo(-0.95 + dx * 0.7, dy * 0.7);
    pen.lineTo(-0.95 + dx * 1.9, dy * 1.9);
    pen.stroke();
  }
}

function orb(pen: Pen): void {
  pen.arc(0, 0, 0.5, 0, TAU);
  pen.fill();
  pen.lineWidth = 0.18;
  pen.beginPath();
  pen.arc(0, 0, 0.95, 0.5, 2.3);
  pen.stroke();
  pen.beginPath();
  pen.arc(0, 0, 0.95, 0.5 + Math.PI, 2.3 + Math.PI);
  pen.stroke();
}

function mine(pen: Pen): void {
  pen.lineWidth = 0.2;
  for (let i = 0; i < 6; i++) {
    const angle = (i / 6) * TAU;
    pen.lineTo(Math.cos(angle) * 0.95, Math.sin(angle) * 0.95);
  }
  pen.closePath();
  pen.stroke();
  pen.beginPath();
  pen.arc(0, 0, 0.36, 0, TAU);
  pen.fill();
}

/** What weapons come in is red: it is dangerous, and no player's first choice of hue. */
const CRATE_HUE = 8;

/** By kind of `Pickup`, but for embers, which have no medal. */
export const PICKUP_SIGNS: readonly {
  kind: number;
  hue: number;
  boxed: boolean;
  sign: (pen: Pen) => void;
}[] = [
  { kind: Pickup.repair, hue: 135, boxed: false, sign: cross },
  { kind: Pickup.overshield, hue: 195, boxed: false, sign: shield },
  { kind: Pickup.lantern, hue: 34, boxed: false, sign: lantern },
  { kind: Pickup.cloak, hue: 280, boxed: false, sign: cloak },
  { kind: Pickup.surge, hue: 58, boxed: false, sign: surge },
  { kind: Pickup.scatter, hue: CRATE_HUE, boxed: true, sign: scatter },
  { kind: Pickup.orb, hue: CRATE_HUE, boxed: true, sign: orb },
  { kind: Pickup.mine, hue: CRATE_HUE, boxed: true, sign: mine },
];
