// The map of what is lit: one's own light, who is seen in it, embers; the places that everybody knows; rock only as a hint.
// Owns: its canvas. Must not: show anything that the server has not revealed.
import { effect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { isWarm } from "../../shared/sim/banking.ts";
import type { Arena } from "../../shared/sim/tiles.ts";
import { lightRadius } from "../../shared/tunables.ts";
import type { GameView, SkimmerPose } from "../net/game-view.ts";
import { type Tint, tints } from "../settings/tints.ts";
import { isMotherThere } from "./herald.ts";
import { hud } from "./hud-state.ts";
import { paintGround, paintPlaces } from "./map-picture.ts";
import { say } from "./strings.ts";

/** Pixels of the canvas along a side; CSS makes it smaller. */
const SIDE = 320;
/** CSS pixels of a side on which signs have their plain size: on a phone's 102 they grow, up to so much. */
const PLAIN_SIDE = 162;
const MOST_GROWN = 1.6;

export function Minimap({ view }: { view: GameView }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const pen = canvas.current?.getContext("2d");
    if (!pen) return;
    const map = new MapPicture(pen, view);
    return effect(() => {
      // Every second beat, so five times a second: nothing on it moves far in that time.
      if (hud.beat.value % 2 === 0) map.draw();
    });
  }, [view]);
  return (
    <div class="minimap panel">
      <canvas
        ref={canvas}
        width={SIDE}
        height={SIDE}
        data-testid="minimap"
        role="img"
        aria-label={say("minimap")}
      />
    </div>
  );
}

class MapPicture {
  private readonly pen: CanvasRenderingContext2D;
  private readonly view: GameView;
  private rock: HTMLCanvasElement | null = null;
  private rockOf: Arena | null = null;
  private scale = 1;
  private grown = 1;

  constructor(pen: CanvasRenderingContext2D, view: GameView) {
    this.pen = pen;
    this.view = view;
  }

  draw(): void {
    const { pen, view } = this;
    this.scale = SIDE / view.arena.side;
    this.grown = Math.min(MOST_GROWN, Math.max(1, PLAIN_SIDE / pen.canvas.clientWidth));
    pen.clearRect(0, 0, SIDE, SIDE);
    view.eachSkimmer(this.drawLight);
    if (this.rockOf !== view.arena || this.rock === null) {
      this.rock = drawRock(view.arena);
      this.rockOf = view.arena;
    }
    pen.drawImage(this.rock, 0, 0);
    pen.fillStyle = "hsl(38 100% 62% / .75)";
    view.state.motes.forEach((mote) =>
      pen.fillRect(mote.x * this.scale - 1, mote.y * this.scale - 1, 2.4, 2.4),
    );
    this.drawPlaces();
    view.eachSkimmer(this.drawSkimmer);
  }

  private readonly drawLight = (pose: SkimmerPose): void => {
    if (!pose.alive || (pose.cloaked && !pose.own)) return;
    const { pen, scale } = this;
    const x = pose.x * scale;
    const y = pose.y * scale;
    const r = lightRadius(pose.embers, pose.lantern, this.view.state.glow) * scale;
    const { hue } = this.tint(pose.slot);
    const light = pen.createRadialGradient(x, y, 0, x, y, r);
    light.addColorStop(0, pose.own ? "rgb(190 210 255 / .32)" : `hsl(${hue} 100% 65% / .22)`);
    light.addColorStop(0.8, pose.own ? "rgb(150 180 255 / .16)" : `hsl(${hue} 100% 65% / .08)`);
    light.addColorStop(1, "rgb(150 180 255 / 0)");
    pen.fillStyle = light;
    pen.fillRect(x - r, y - r, r * 2, r * 2);
    if (!pose.own) return;
    pen.strokeStyle = "rgb(190 210 255 / .4)";
    pen.lineWidth = 1.5;
    pen.beginPath();
    pen.arc(x, y, r, 0, Math.PI * 2);
    pen.stroke();
  };

  private readonly drawSkimmer = (pose: SkimmerPose): void => {
    if (!pose.alive) return;
    const { pen, scale } = this;
    const { hue, glow } = this.tint(pose.slot);
    pen.fillStyle = pose.own ? "#fff" : `hsl(${hue} 100% ${glow}%)`;
    pen.beginPath();
    pen.arc(pose.x * scale, pose.y * scale, (pose.own ? 5.5 : 4.5) * this.grown, 0, Math.PI * 2);
    pen.fill();
  };

  private drawPlaces(): void {
    const { pen, view } = this;
    const { tick, coldUntil } = view.state;
    const until = [...coldUntil];
    paintPlaces(pen, view.arena, SIDE, (beacon) => !isWarm(until, beacon, tick), this.grown);
    const bright = view.core ?? (isMotherThere(view) ? view.arena.forge : null);
    if (bright === null) return;
    const x = bright.x * this.scale;
    const y = bright.y * this.scale;
    const r = 13 * this.grown;
    const glow = pen.createRadialGradient(x, y, 0, x, y, r);
    glow.addColorStop(0, "hsl(38 100% 75%)");
    if (view.core !== null) glow.addColorStop(0.45, "hsl(38 100% 70%)");
    glow.addColorStop(1, "hsl(28 100% 55% / 0)");
    pen.fillStyle = glow;
    pen.fillRect(x - r, y - r, r * 2, r * 2);
  }

  private tint(slot: number): Tint {
    const hue = this.view.state.roster.get(String(slot))?.hue ?? 0;
    return tints.value[hue % tints.value.length];
  }
}

function drawRock(arena: Arena): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = SIDE;
  canvas.height = SIDE;
  paintGround(canvas.getContext("2d") as CanvasRenderingContext2D, arena, SIDE, false);
  return canvas;
}
