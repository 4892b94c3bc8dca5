// Lines over the game: what everybody hears of, and why a beacon takes no embers.
// Owns: their markup. Names are strangers' words: they are only ever text.
import { Crown } from "./arms.tsx";
import { type HeraldLine, hud } from "./hud-state.ts";
import { MoveNotice } from "./move-notice.tsx";
import { say } from "./strings.ts";
import "./heralds.css";

export function Heralds() {
  const seconds = hud.motherSeconds.value;
  return (
    <div class="heralds">
      <MoveNotice />
      {seconds > 0 && (
        <p class="herald mother coming" role="timer" data-testid="mother-coming">
          <Sign kind="mother" />
          <span>{say("motherComes", { seconds })}</span>
        </p>
      )}
      <div class="heralds-said" role="status" aria-live="polite">
        {hud.heralds.value.map(({ id, kind, own, text }) => (
          <p key={id} class={`herald ${kind}${own ? " own" : ""}`} data-testid={`herald-${kind}`}>
            <Sign kind={kind} />
            <span class="name">{text}</span>
          </p>
        ))}
      </div>
    </div>
  );
}

function Sign({ kind }: Pick<HeraldLine, "kind">) {
  if (kind !== "mother") return <Crown />;
  return (
    <svg class="mother-sign" viewBox="0 0 16 16" aria-hidden="true">
      <path d="M8 0l2 5.6L16 8l-6 2.4L8 16l-2-5.6L0 8l6-2.4z" />
    </svg>
  );
}

export function ColdNotice() {
  const seconds = hud.coldSeconds.value;
  if (seconds === 0) return null;
  return (
    <p class="cold-notice" role="status" data-testid="cold">
      {say("beaconCold", { seconds })}
    </p>
  );
}
