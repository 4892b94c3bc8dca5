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
import { inviteShown } from "./invite/shown.ts";
import { giveBackKeys } from "./keys.ts";
import { later } from "./later.tsx";
import { KillFeed, TopFive } from "./lists.tsx";
import { Minimap } from "./minimap.tsx";
import { MatchBoard } from "./mode/match-board.tsx";
import { MatchBar, MatchCall } from "./mode/match-hud.tsx";
import { match } from "./mode/match-look.ts";
import { Restarting } from "./move-notice.tsx";
import { MuteSign } from "./mute-sign.tsx";
import { PingChip } from "./net/ping-chip.tsx";
import { Scoreboard } from "./scoreboard.tsx";
import { openSettings } from "./settings/shown.ts";
import { say } from "./strings.ts";
import { WatchBar } from "./watch-bar.tsx";

const TouchControls = later(() =>
  import("./touch/touch-controls.tsx").then((loaded) => loaded.TouchControls),
);
const PlayChat = later(() => import("./chat/play-chat.tsx").then((loaded) => loaded.PlayChat));
const Overlay = later(() => import("./overlay.tsx").then((loaded) => loaded.Overlay));

export function Hud({ view }: { view: GameView }) {
  useEffect(() => wishes.on("settings", openSettings), []);
  return (
    <main class="hud" data-testid="hud">
      {device.value === "touch" && <TouchControls />}
      <PlayChat view={view} />
      <KillFeed />
      <Timer />
      {match.value === null ? <TopFive /> : <MatchBar />}
      <Minimap view={view} />
      {hud.watch.value === null ? <Vitals /> : <WatchBar view={view} />}
      <Heralds />
      <MatchCall />
      <ColdNotice />
      <HintCard />
      <PingChip view={view} />
      <MuteSign />
      {device.value !== "touch" && <CornerButtons view={view} />}
      <BlowRing />
      <Toast />
      <DeathCard view={view} />
      {match.value === null ? <Scoreboard view={view} /> : <MatchBoard view={view} />}
      <Overlay view={view} />
      <Reconnect />
      <Restarting view={view} />
    </main>
  );
}

function Vitals() {
  return (
    <div class="vitals">
      {match.value === null && <Embers />}
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
function CornerButtons({ view }: { view: GameView }) {
  const invite = (): void => {
    inviteShown.value = true;
  };
  return (
    <div class="gear-button" onPointerUp={giveBackKeys}>
      {view.code !== "" && (
        <IconButton icon="invite" label={say("invite")} testId="open-invite" onClick={invite} />
      )}
      <IconButton icon="gear" label={say("settingsTitle")} testId="open-settings" onClick={openSettings} />
    </div>
  );
}
