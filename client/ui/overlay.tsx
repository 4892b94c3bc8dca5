// What a game can show of its network beyond the ping: the panels, the lab, their keys.
// Owns: which of them are there. Must not: be loaded before there is a game.
import { useEffect, useLayoutEffect } from "preact/hooks";
import type { GameView } from "../net/game-view.ts";
import { IconButton } from "./icon-button.tsx";
import { onPageKeys } from "./keys.ts";
import { LabBadge, LabPanel } from "./lab/lab-panel.tsx";
import { applyLab, labShown, openLab, toggleLab } from "./lab/lab-state.ts";
import { CompactPanel } from "./net/compact-panel.tsx";
import { listenForDrops } from "./net/drops.ts";
import { FullPanel } from "./net/full-panel.tsx";
import { OpenButton } from "./net/open-button.tsx";
import { panelLevel, setLevel, stepLevel } from "./net/panel-level.ts";
import { closeTrace, opened, saveTrace } from "./net/trace-file.ts";
import { openSettings } from "./settings/shown.ts";
import { say } from "./strings.ts";
import "./net/net.css";
import "./net/stutters.css";

export function Overlay({ view }: { view: GameView }) {
  // As soon as it is there: keys are pressed and links are shared before the first picture.
  useLayoutEffect(() => applyLab(view), [view]);
  useLayoutEffect(() => listenForPanelKeys(view), [view]);
  const level = panelLevel.value;
  const full = level === 3 || (level === 2 && opened.value !== null);
  const panels = level >= 2;
  useEffect(() => (panels ? listenForDrops() : undefined), [panels]);
  return (
    <div data-testid="overlay">
      {!full && <LabBadge />}
      {full && <LiveFullPanel view={view} />}
      {level === 2 && !full && <CompactPanel view={view} />}
      <LabPanel />
    </div>
  );
}

function LiveFullPanel({ view }: { view: GameView }) {
  const close = (): void => {
    closeTrace();
    setLevel(0);
  };
  return (
    <FullPanel running={view.trace}>
      <LabBadge />
      <IconButton
        icon="save"
        label={say("saveTrace")}
        testId="save-trace"
        onClick={() => saveTrace(view.trace)}
      />
      <OpenButton />
      <IconButton icon="flask" label={say("openLab")} testId="open-lab" onClick={openLab} />
      <IconButton icon="less" label={say("showLess")} onClick={() => setLevel(2)} />
      <IconButton icon="close" label={say("close")} testId="close-net" onClick={close} />
    </FullPanel>
  );
}

/** Until the returned function is called. */
function listenForPanelKeys(view: GameView): () => void {
  const stop = new AbortController();
  const acts = {
    network: stepLevel,
    lab: toggleLab,
    saveTrace: () => saveTrace(view.trace),
    leave: leavePanels,
  };
  onPageKeys(acts, stop.signal);
  return () => stop.abort();
}

/** One at a time: the lab lies over the panel. With none left it is the way to the settings. */
function leavePanels(): void {
  if (labShown.value) labShown.value = false;
  else if (panelLevel.value >= 2) setLevel(1);
  else openSettings();
}
