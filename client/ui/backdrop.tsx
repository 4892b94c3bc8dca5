// The menu's picture: a dark floor that a light uncovers, and embers that rise through it.
// Owns: its canvas. Must not: run while the menu is not shown, or move for who asked for stillness.
import { effect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { hashInts } from "../../shared/sim/random.ts";
import { still } from "../settings/still.ts";

interface Ember {
  x: number;
  y: number;
  /** 0..1: near ones are larger and quicker. */
  depth: number;
  phase: number;
}

const COUNT = 70;

export function Backdrop({ hue }: { hue: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const colour = useRef(hue);
  colour.current = hue;
  useEffect(() => {
    const { current } = canvas;
    if (current === null) return;
    return effect(() => animate(current, () => colour.current, !still.value));
  }, []);
  return <canvas ref={canvas} class="backdrop" />;
}

/** Draws until the returned function is called; a single picture unless it is `moving`. */
function animate(canvas: HTMLCanvasElement, hue: () => number, moving: boolean): () => void {
  const pen = canvas.getContext("2d") as CanvasRenderingContext2D;
  const embers = Array.from({ length: COUNT }, (_, i) => makeEmber(i));
  const light = {
    x: innerWidth / 2,
    y: innerHeight * 0.4,
    wantedX: innerWidth / 2,
    wantedY: innerHeight * 0.4,
  };
  const glow = makeGlow(36);
  let request = 0;
  const follow = (event: PointerEvent): void => {
    light.wantedX = event.clientX;
    light.wantedY = event.clientY;
  };
  const draw = (now: number): void => {
    if (canvas.width !== innerWidth || canvas.height !== innerHeight) {
      canvas.width = innerWidth;
      canvas.height = innerHeight;
    }
    light.x += (light.wantedX - light.x) * 0.05;
    light.y += (light.wantedY - light.y) * 0.05;
    paintFloor(pen, light.x, light.y, hue(), now);
    pen.globalCompositeOperation = "lighter";
    for (const ember of embers) paintEmber(pen, glow, ember, now);
    pen.globalCompositeOperation = "source-over";
    if (moving) request = requestAnimationFrame(draw);
  };
  window.addEventListener("pointermove", follow);
  draw(0);
  return () => {
    cancelAnimationFrame(request);
    window.removeEventListener("pointermove", follow);
  };
}

function makeEmber(i: number): Ember {
  const spread = (salt: number): number => (hashInts(i, salt) % 1000) / 1000;
  return { x: spread(1), y: spread(2), depth: spread(3), phase: i * 1.7 };
}

function makeGlow(hue: number): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = 64;
  canvas.height = 64;
  const pen = canvas.getContext("2d") as CanvasRenderingContext2D;
  const gradient = pen.createRadialGradient(32, 32, 0, 32, 32, 32);
  gradient.addColorStop(0, "rgb(255 248 225 / 1)");
  gradient.addColorStop(0.12, `hsl(${hue + 6} 100% 72% / .9)`);
  gradient.addColorStop(0.4, `hsl(${hue - 12} 100% 55% / .25)`);
  gradient.addColorStop(1, `hsl(${hue - 20} 100% 50% / 0)`);
  pen.fillStyle = gradient;
  pen.fillRect(0, 0, 64, 64);
  return canvas;
}

/** A grid that only the light shows. */
function paintFloor(pen: CanvasRenderingContext2D, x: number, y: number, hue: number, now: number): void {
  const { width, height } = pen.canvas;
  pen.fillStyle = "#05070f";
  pen.fillRect(0, 0, width, height);
  const reach = Math.min(520, Math.max(width, height) * 0.55) * (1 + 0.02 * Math.sin(now * 0.0015));
  const pool = pen.createRadialGradient(x, y, 0, x, y, reach);
  pool.addColorStop(0, `hsl(${hue} 70% 45% / .42)`);
  pool.addColorStop(0.35, "rgb(48 62 150 / .34)");
  pool.addColorStop(1, "rgb(10 14 40 / 0)");
  pen.fillStyle = pool;
  pen.fillRect(0, 0, width, height);
  const lines = pen.createRadialGradient(x, y, 0, x, y, reach);
  lines.addColorStop(0, "rgb(150 180 255 / .38)");
  lines.addColorStop(0.6, "rgb(120 150 255 / .15)");
  lines.addColorStop(1, "rgb(90 110 255 / .035)");
  pen.strokeStyle = lines;
  pen.lineWidth = 1;
  pen.beginPath();
  const step = 56;
  for (let gx = (width / 2) % step; gx < width; gx += step) {
    pen.moveTo(Math.round(gx) + 0.5, 0);
    pen.lineTo(Math.round(gx) + 0.5, height);
  }
  for (let gy = (height / 2) % step; gy < height; gy += step) {
    pen.moveTo(0, Math.round(gy) + 0.5);
    pen.lineTo(width, Math.round(gy) + 0.5);
  }
  pen.stroke();
}

function paintEmber(pen: CanvasRenderingContext2D, glow: HTMLCanvasElement, ember: Ember, now: number): void {
  const { width, height } = pen.canvas;
  const rise = (ember.y - now * 0.000012 * (0.5 + ember.depth * 1.5)) % 1;
  const y = (rise < 0 ? rise + 1 : rise) * (height + 80) - 40;
  const x = ember.x * width + Math.sin(now * 0.0006 + ember.phase) * 26;
  const size = 8 + ember.depth * ember.depth * 44;
  pen.globalAlpha = (0.3 + 0.5 * ember.depth) * (0.7 + 0.3 * Math.sin(now * 0.003 + ember.phase * 3));
  pen.drawImage(glow, x - size / 2, y - size / 2, size, size);
  pen.globalAlpha = 1;
}
