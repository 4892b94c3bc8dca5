// The HUD over the running game: gauges, lists and cards, each reading its own signals.
// Owns: what is where. Must not: take clicks from the world, except where something is to be clicked.
import type { GameView } from "../net/game-view.ts";
import { BlowRing, DeathCard, Reconnect, Toast } from "./cards.tsx";
import { device } from "./device.ts";
import { Dashes, Embers, HitPoints, Timer } from "./gauges.tsx";
import { later } from "./later.tsx";
import { KillFeed, Scoreboard, TopFive } from "./lists.tsx";
import { Minimap } from "./minimap.tsx";
import { MuteSign } from "./mute-sign.tsx";
import { PingChip } from "./net/ping-chip.tsx";

const TouchControls = later(() =>
  import("./touch/touch-controls.tsx").then((loaded) => loaded.TouchControls),
);
const Overlay = later(() => import("./overlay.tsx").then((loaded) => loaded.Overlay));

export function Hud({ view }: { view: GameView }) {
  return (
    <div class="hud" data-testid="hud">
      {device.value === "touch" && <TouchControls />}
      <KillFeed />
      <Timer />
      <TopFive />
      <Minimap view={view} />
      <div class="vitals">
        <Embers />
        <div class="bars">
          <HitPoints />
          <Dashes />
        </div>
      </div>
      <PingChip view={view} />
      <MuteSign />
      <BlowRing />
      <Toast />
      <DeathCard />
      <Scoreboard />
      <Overlay view={view} />
      <Reconnect />
    </div>
  );
}
