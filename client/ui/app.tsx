// The page over the world: the menu or the HUD.
// Owns: which of them is there. Must not: join or draw the world.
import type { Signal } from "@preact/signals";
import type { GameView } from "../net/game-view.ts";
import { screen } from "./app-state.ts";
import { Hud } from "./hud.tsx";
import { Menu } from "./menu.tsx";

interface AppProps {
  game: Signal<GameView | null>;
  onPlay: (name: string, hue: number) => void;
}

export function App({ game, onPlay }: AppProps) {
  if (screen.value === "playing" && game.value !== null) return <Hud view={game.value} />;
  return <Menu onPlay={onPlay} />;
}
