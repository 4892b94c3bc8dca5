// The HUD over the running game: gauges, lists and cards, each reading its own signals.
// Owns: what is where. Must not: take clicks from the world, except where something is to be clicked.
import { useEffect } from "preact/hooks";
import { wishes } from "../input/wishes.ts";
import type { GameView } from "../net/game-view.ts";
import { Arms, Boons } from "./arms.tsx";
import { BlowRing, DeathCard, Reconnect, Toast } from "./cards.tsx";
import { device } from "./device.ts";
import { Dashes, Embers, HitPoints, Timer } from "./gauges.tsx";
import { ColdNotice, Heralds } from "./heralds.tsx";
import { HintCard } from "./hint-card.tsx";
import { hud } from "./hud-state.ts";
import { IconButton } from "./icon-button.tsx";
import { giveBackKeys } from "./keys.ts";
import { later } from "./later.tsx";
import { KillFeed, TopFive } from "./lists.tsx";
import { Minimap } from "./minimap.tsx";
import { MuteSign } from "./mute-sign.tsx";
import { PingChip } from "./net/ping-chip.tsx";
import { Scoreboard } from "./scoreboard.tsx";
import { openSettings } from "./settings/shown.ts";
import { say } from "./strings.ts";
import { WatchBar } from "./watch-bar.tsx";

const TouchControls = later(() =>
  import("./touch/touch-controls.tsx").then((loaded) => loaded.TouchControls),
);
const Overlay = later(() => import("./overlay.tsx").then((loaded) => loaded.Overlay));

export function Hud({ view }: { view: GameView }) {
  useEffect(() => wishes.on("settings", openSettings), []);
  return (
    <main class="hud" data-testid="hud">
      {device.value === "touch" && <TouchControls />}
      <KillFeed />
      <Timer />
      <TopFive />
      <Minimap view={view} />
      {hud.watch.value === null ? <Vitals /> : <WatchBar view={view} />}
      <Heralds />
      <ColdNotice />
      <HintCard />
      <PingChip view={view} />
      <MuteSign />
      {device.value !== "touch" && <SettingsButton />}
      <BlowRing />
      <Toast />
      <DeathCard view={view} />
      <Scoreboard view={view} />
      <Overlay view={view} />
      <Reconnect />
    </main>
  );
}

function Vitals() {
  return (
    <div class="vitals">
      <Embers />
      <div class="bars">
        <div class="hp-row">
          <HitPoints />
          <Boons />
        </div>
        <Dashes />
        <Arms />
      </div>
    </div>
  );
}

/** For the mouse; keys have Escape, and thumbs a button of their own. */
function SettingsButton() {
  return (
    <div class="gear-button" onPointerUp={giveBackKeys}>
      <IconButton icon="gear" label={say("settingsTitle")} testId="open-settings" onClick={openSettings} />
    </div>
  );
}
