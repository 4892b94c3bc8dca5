// A trace without a game: the full panel over the menu.
// Owns: its buttons. Must not: need a game.
import { useEffect } from "preact/hooks";
import { IconButton } from "../icon-button.tsx";
import { onPageKeys } from "../keys.ts";
import { say } from "../strings.ts";
import { listenForDrops } from "./drops.ts";
import { FullPanel } from "./full-panel.tsx";
import { OpenButton } from "./open-button.tsx";
import { closeTrace } from "./trace-file.ts";
import "./net.css";
import "./stutters.css";

export function TraceScreen({ onClose }: { onClose: () => void }) {
  const close = (): void => {
    closeTrace();
    onClose();
  };
  useEffect(() => {
    const stop = new AbortController();
    onPageKeys({ leave: close }, stop.signal);
    const stopDrops = listenForDrops();
    return () => {
      stop.abort();
      stopDrops();
    };
  }, []);
  return (
    <div class="trace-screen">
      <FullPanel running={null}>
        <OpenButton />
        <IconButton icon="close" label={say("close")} testId="close-trace" onClick={close} />
      </FullPanel>
    </div>
  );
}
