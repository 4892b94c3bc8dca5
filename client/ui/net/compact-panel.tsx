// Level 2: one plot and the last stutters in words, out of the game's way.
// Owns: its markup. Must not: grow into the middle of the screen.
import type { GameView } from "../../net/game-view.ts";
import { IconButton } from "../icon-button.tsx";
import { panelKeys } from "../keys.ts";
import { openLab } from "../lab/lab-state.ts";
import { say } from "../strings.ts";
import { OpenButton, OpenError } from "./open-button.tsx";
import { setLevel } from "./panel-level.ts";
import { Plot } from "./plot.tsx";
import { SHORT_PLOT } from "./plots.ts";
import { LastStutters } from "./stutters.tsx";
import { saveTrace } from "./trace-file.ts";

export function CompactPanel({ view }: { view: GameView }) {
  const { trace } = view;
  return (
    <section class="net-compact panel" data-testid="net-compact" aria-label={say("network")} {...panelKeys}>
      <header class="net-bar">
        <h2>{say("network")}</h2>
        <IconButton
          icon="save"
          label={say("saveTrace")}
          testId="save-trace"
          onClick={() => saveTrace(trace)}
        />
        <OpenButton />
        <IconButton icon="flask" label={say("openLab")} testId="open-lab" onClick={openLab} />
        <IconButton icon="more" label={say("showAll")} onClick={() => setLevel(3)} />
        <IconButton icon="close" label={say("close")} onClick={() => setLevel(0)} />
      </header>
      <Plot kind={SHORT_PLOT} trace={trace} running />
      <LastStutters trace={trace} running count={3} />
      <OpenError />
    </section>
  );
}
