// The page over the world: the menu, a trace over it, or the HUD; the settings over either.
// Owns: which of them is there. Must not: join or draw the world.
import type { Signal } from "@preact/signals";
import type { GameView } from "../net/game-view.ts";
import { address, changeAddress } from "./address.ts";
import { screen } from "./app-state.ts";
import { later } from "./later.tsx";
import { Menu } from "./menu.tsx";
import { settingsShown } from "./settings/shown.ts";

const Hud = later(() => import("./hud.tsx").then((loaded) => loaded.Hud));
const SettingsDialog = later(() =>
  import("./settings/settings-dialog.tsx").then((loaded) => loaded.SettingsDialog),
);
const TraceScreen = later(() => import("./net/trace-screen.tsx").then((loaded) => loaded.TraceScreen));
/** In the address, so that a link can lead there. */
const TRACE = "trace";

interface AppProps {
  game: Signal<GameView | null>;
  onPlay: (name: string, hue: number) => void;
}

export function App({ game, onPlay }: AppProps) {
  const view = screen.value === "playing" ? game.value : null;
  return (
    <>
      {view === null ? <Menus onPlay={onPlay} /> : <Hud view={view} />}
      {settingsShown.value && <SettingsDialog view={view} />}
    </>
  );
}

function Menus({ onPlay }: Pick<AppProps, "onPlay">) {
  return (
    <>
      <Menu onPlay={onPlay} onTrace={() => showTrace(true)} />
      {address.value.has(TRACE) && <TraceScreen onClose={() => showTrace(false)} />}
    </>
  );
}

function showTrace(shown: boolean): void {
  const next = new URLSearchParams(address.value);
  if (shown) next.set(TRACE, "");
  else next.delete(TRACE);
  changeAddress(next);
}
