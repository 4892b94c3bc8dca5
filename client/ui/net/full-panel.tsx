// Level 3: every plot, the stutters of a minute and the last Lances; of the running trace or of one from a file.
// Owns: its markup. Must not: know where the trace comes from.
import type { ComponentChildren } from "preact";
import type { NetTrace } from "../../net/net-trace.ts";
import { panelKeys } from "../keys.ts";
import { say } from "../strings.ts";
import { dragging } from "./drops.ts";
import { OpenError } from "./open-button.tsx";
import { Plot } from "./plot.tsx";
import { PLOTS } from "./plots.ts";
import { Receipts } from "./receipts.tsx";
import { BlameSums, Timeline } from "./stutters.tsx";
import { closeTrace, opened } from "./trace-file.ts";

interface FullPanelProps {
  /** What is shown unless a file is opened; null where no game runs. */
  running: NetTrace | null;
  /** Buttons of the title line. */
  children: ComponentChildren;
}

export function FullPanel({ running, children }: FullPanelProps) {
  const file = opened.value;
  const trace = file?.trace ?? running;
  const look = ["net-full", "card", file && "frozen", dragging.value && "dragging"].filter(Boolean).join(" ");
  return (
    <section class={look} data-testid="net-full" aria-label={say("network")} {...panelKeys}>
      <header class="net-bar">
        <h2>
          {say("network")} <small>{say("lastMinute")}</small>
        </h2>
        {children}
      </header>
      {file !== null && <FrozenBar name={file.name} live={running !== null} />}
      <OpenError />
      {trace === null ? (
        <p class="drop-here">{say("dropHere")}</p>
      ) : (
        <Contents trace={trace} running={file === null} />
      )}
    </section>
  );
}

/** So that nobody takes what was for what is. */
function FrozenBar({ name, live }: { name: string; live: boolean }) {
  return (
    <p class="frozen-bar" role="status" data-testid="frozen">
      <span class="name">{say("frozen", { name })}</span>
      <button type="button" data-testid="back-to-live" onClick={closeTrace}>
        {say(live ? "backToLive" : "closeFile")}
      </button>
    </p>
  );
}

function Contents({ trace, running }: { trace: NetTrace; running: boolean }) {
  return (
    <div class="net-contents">
      <h3>{say("stutters")}</h3>
      <BlameSums trace={trace} running={running} />
      <Timeline trace={trace} running={running} />
      <div class="plots">
        {PLOTS.map((kind) => (
          <Plot key={kind.title} kind={kind} trace={trace} running={running} />
        ))}
      </div>
      <h3>{say("receipts")}</h3>
      <div class="receipt-rows">
        <Receipts trace={trace} running={running} />
      </div>
    </div>
  );
}
