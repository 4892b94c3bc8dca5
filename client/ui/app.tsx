// The page over the world: the menu or a page of it, a trace over it, or the HUD; the settings over either.
// Owns: which of them is there. Must not: join or draw the world.
import { settings } from "../settings/store.ts";
import { tints } from "../settings/tints.ts";
import { address, changeAddress } from "./address.ts";
import { screen } from "./app-state.ts";
import { Backdrop } from "./backdrop.tsx";
import { inviteShown } from "./invite/shown.ts";
import { later } from "./later.tsx";
import { lobbyState } from "./lobby-state.ts";
import { Menu } from "./menu.tsx";
import { pageOf } from "./pages.ts";
import { game } from "./playing.ts";
import { route } from "./route.ts";
import { settingsShown } from "./settings/shown.ts";
import { note, standing } from "./together/state.ts";

const Hud = later(() => import("./hud.tsx").then((loaded) => loaded.Hud));
const LobbyDock = later(() => import("./chat/lobby-dock.tsx").then((loaded) => loaded.LobbyDock));
const SettingsDialog = later(() =>
  import("./settings/settings-dialog.tsx").then((loaded) => loaded.SettingsDialog),
);
const InviteCard = later(() => import("./invite/invite-card.tsx").then((loaded) => loaded.InviteCard));
const QueueCard = later(() => import("./together/queue-card.tsx").then((loaded) => loaded.QueueCard));
const TraceScreen = later(() => import("./net/trace-screen.tsx").then((loaded) => loaded.TraceScreen));
/** In the address, so that a link can lead there. */
const TRACE = "trace";

export function App() {
  const view = screen.value === "playing" ? game.value : null;
  return (
    <>
      {view === null ? <Menus /> : <Hud view={view} />}
      {view !== null && inviteShown.value && <InviteCard view={view} />}
      {(standing.value.kind !== "out" || note.value !== null) && <QueueCard />}
      {settingsShown.value && <SettingsDialog view={view} />}
    </>
  );
}

function Menus() {
  const Page = pageOf(route.value);
  return (
    <>
      <main class="menu" data-testid={Page === null ? "menu" : "page"}>
        <Backdrop hue={tints.value[settings.hue.value].hue} />
        {Page === null ? <Menu onTrace={() => showTrace(true)} /> : <Page rest={route.value.slice(1)} />}
      </main>
      {(lobbyState.value === "here" || lobbyState.value === "away") && <LobbyDock />}
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
