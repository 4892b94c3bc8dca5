// The ping chip, and from level 1 on the figures beside it. A click shows more of the network.
// Owns: their markup. Must not: read the link itself; the trace has it.
import type { GameView } from "../../net/game-view.ts";
import type { NetTrace, Series } from "../../net/net-trace.ts";
import { hud } from "../hud-state.ts";
import { giveBackKeys } from "../keys.ts";
import { type StringKey, say } from "../strings.ts";
import { useCalmPace } from "./pace.ts";
import { panelLevel, stepLevel } from "./panel-level.ts";

const newest = (trace: NetTrace, series: Series): number => trace.samples[series].at(-1) ?? 0;

export function PingChip({ view }: { view: GameView }) {
  const ms = hud.pingMs.value;
  const mood = ms < 90 ? "good" : ms < 180 ? "fair" : "poor";
  const shown = ms > 0 ? say("ping", { ms }) : "–";
  const level = panelLevel.value;
  return (
    <button
      type="button"
      class={`ping ${mood}`}
      data-testid="ping"
      data-level={level}
      aria-label={say("netChip", { ping: shown, level })}
      title={say("netChipTitle")}
      onClick={stepLevel}
      onPointerUp={giveBackKeys}
    >
      <i />
      <b>{shown}</b>
      {level > 0 && <Figures view={view} />}
    </button>
  );
}

function Figures({ view }: { view: GameView }) {
  useCalmPace();
  const { trace } = view;
  return (
    <span class="figures" data-testid="figures">
      <Figure name="figureJitter" value={say("ms", { ms: Math.round(newest(trace, "jitterMs")) })} />
      <Figure name="figureInputs" value={newest(trace, "inputDepth").toFixed(1)} />
      <Figure name="figureTick" value={say("ms", { ms: Math.round(newest(trace, "tickMs")) })} />
    </span>
  );
}

function Figure({ name, value }: { name: StringKey; value: string }) {
  return (
    <span class="figure">
      {say(name)} <b>{value}</b>
    </span>
  );
}
