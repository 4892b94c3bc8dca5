// Starts and ends the game's picture in an element of the page.
// Owns: Phaser's life and the size of its canvas. Must not: know menus or the net.
import Phaser from "phaser";
import type { GameView } from "../net/game-view.ts";
import { NIGHT } from "../view/palette.ts";
import { chooseLook, type Look, type LookWishes, type Preset } from "../view/preset.ts";
import { ArenaScene } from "./arena-scene.ts";

/** Draws `view` inside `parent` until the returned function is called. */
export function startGame(view: GameView, parent: HTMLElement, wishes: LookWishes): () => void {
  const look = chooseLook(location.search, wishes);
  let ratio = 1;
  const game = new Phaser.Game(configure(look, parent));
  allowMultiply(game);
  const resize = (): void => {
    // In this order: where the zoom is 1, setZoom() alone sets the canvas' size on the page, by what it holds by then.
    game.scale.resize(Math.round(innerWidth * ratio), Math.round(innerHeight * ratio));
    game.scale.setZoom(1 / ratio);
  };
  const fit = ({ mostRatio }: Preset): number => {
    ratio = Math.min(mostRatio, Math.max(1, window.devicePixelRatio));
    resize();
    return ratio;
  };
  game.scene.add("arena", new ArenaScene({ view, look, surface: parent, fit }), true);
  window.addEventListener("resize", resize);
  return () => {
    window.removeEventListener("resize", resize);
    game.destroy(true);
  };
}

/** Phaser finds out too early, before its probe images load, that a Canvas can multiply; the light map needs it. */
function allowMultiply(game: Phaser.Game): void {
  game.events.once(Phaser.Core.Events.READY, () => {
    const { renderer } = game;
    if (renderer.type !== Phaser.CANVAS) return;
    const modes = (renderer as Phaser.Renderer.Canvas.CanvasRenderer).blendModes as unknown as string[];
    modes[Phaser.BlendModes.MULTIPLY] = "multiply";
  });
}

function configure(look: Look, parent: HTMLElement): Phaser.Types.Core.GameConfig {
  return {
    type: look.renderer === "canvas" ? Phaser.CANVAS : Phaser.WEBGL,
    parent,
    backgroundColor: NIGHT,
    banner: false,
    audio: { noAudio: true },
    // Input is client/input's: Phaser would listen twice.
    input: { keyboard: false, mouse: false, touch: false, gamepad: false },
    render: { antialias: true, roundPixels: false, powerPreference: "high-performance" },
    scale: {
      mode: Phaser.Scale.NONE,
      // The scene makes it finer where its preset draws finer.
      width: innerWidth,
      height: innerHeight,
    },
  };
}
