// The small gauges: embers and light, hit points, dash, timer.
// Owns: their markup. Must not: read the game, only signals.
import { DASH, SKIMMER } from "../../shared/tunables.ts";
import { hud } from "./hud-state.ts";
import { say } from "./strings.ts";

/** Circumference of the light ring, whose radius is 26. */
const ROUND = 2 * Math.PI * 26;

/** The count of carried embers in a ring that shows how far the light reaches. */
export function Embers() {
  const share = hud.light.value;
  return (
    <div class="embers" title={say("embers")} style={{ "--glow": share }}>
      <svg viewBox="0 0 64 64" aria-hidden="true">
        <circle class="ring-bed" cx="32" cy="32" r="26" />
        <circle
          class="ring-lit"
          cx="32"
          cy="32"
          r="26"
          stroke-dasharray={`${share * ROUND} ${ROUND}`}
          transform="rotate(-90 32 32)"
        />
      </svg>
      <b key={hud.embers.value} data-testid="embers">
        {hud.embers.value}
      </b>
    </div>
  );
}

/** An overshield lies over them, and goes first. */
export function HitPoints() {
  const share = hud.hitPoints.value / SKIMMER.hitPoints;
  const over = hud.overshield.value / SKIMMER.hitPoints;
  const mood = share > 0.5 ? "well" : share > 0.25 ? "hurt" : "dire";
  return (
    <div
      class={`hp ${mood}`}
      role="img"
      aria-label={`${say("hitPoints")}: ${hud.hitPoints.value + hud.overshield.value}`}
      data-testid="hp"
      data-value={hud.hitPoints.value}
      data-over={hud.overshield.value}
    >
      <i style={{ transform: `scaleX(${share})` }} />
      {over > 0 && <i class="over" style={{ transform: `scaleX(${over})` }} />}
    </div>
  );
}

export function Dashes() {
  const charges = hud.dashCharges.value;
  return (
    <div class="dashes" data-testid="dash" data-value={charges}>
      {Array.from({ length: DASH.charges }, (_, i) => {
        const share = i < charges ? 1 : i === charges ? hud.dashRefill.value : 0;
        return (
          <span key={i} class={share === 1 ? "dash full" : "dash"}>
            <i style={{ transform: `scaleX(${share})` }} />
          </span>
        );
      })}
    </div>
  );
}

const twoDigits = (n: number): string => String(n).padStart(2, "0");

export function Timer() {
  const seconds = hud.seconds.value;
  const late = !hud.scoresPhase.value && seconds <= 30;
  return (
    <div class={late ? "timer late" : "timer"} data-testid="timer" role="timer" aria-label={say("timer")}>
      {twoDigits(Math.floor(seconds / 60))}:{twoDigits(seconds % 60)}
    </div>
  );
}
