// What comes and goes: the death card, from where damage came, the toast, the lost connection.
// Owns: their markup. Must not: keep time (hud-feed.ts does).
import type { GameView } from "../net/game-view.ts";
import { type Ending, hud } from "./hud-state.ts";
import { giveBackKeys } from "./keys.ts";
import { match } from "./mode/match-look.ts";
import { say } from "./strings.ts";
import { Shape, tintOf } from "./tint.tsx";
import { WeaponGlyph, weaponName } from "./weapon-glyph.tsx";

/** The region is always there: what appears in it is read out. The seconds that count down are not. */
export function DeathCard({ view }: { view: GameView }) {
  const death = hud.link.value.kind === "dropped" ? null : hud.death.value;
  return (
    <div role="status">
      {death !== null && (
        <div class="death card" data-testid="death">
          {death.ending !== null && <EndedBy {...death.ending} />}
          <div class="next">
            <span aria-live="off">{say("backIn", { seconds: death.seconds })}</span>
            {match.value === null && <SitOut view={view} />}
          </div>
        </div>
      )}
    </div>
  );
}

function SitOut({ view }: { view: GameView }) {
  return (
    <button
      type="button"
      class="sit-out"
      data-testid="spectate"
      onClick={() => view.watch({ mode: "rest" })}
      onPointerUp={giveBackKeys}
    >
      {say("spectate")}
    </button>
  );
}

function EndedBy({ by, weapon, pingMs, rewoundMs }: Ending) {
  return (
    <>
      <p>
        {say("endedBy")}{" "}
        <b class="name" style={tintOf(by.hue)}>
          <Shape hue={by.hue} />
          {by.name}
        </b>
      </p>
      <ul class="how">
        <li>
          <WeaponGlyph weapon={weapon} /> {say(weaponName(weapon))}
        </li>
        {pingMs > 0 && <li>{say("atPing", { ms: pingMs })}</li>}
        {rewoundMs > 0 && <li>{say("seenAgo", { ms: rewoundMs })}</li>}
      </ul>
    </>
  );
}

/** Arcs round the middle of the screen, one for each blow of the last second. */
export function BlowRing() {
  const blows = hud.blows.value;
  return (
    <>
      {blows.length > 0 && <div key={blows[blows.length - 1].id} class="hurt-edge" aria-hidden="true" />}
      <div class="blows" aria-hidden="true">
        {blows.map((blow) => (
          <i key={blow.id} style={{ transform: `rotate(${blow.degrees}deg)` }} />
        ))}
      </div>
    </>
  );
}

export function Toast() {
  const toast = hud.toast.value;
  return (
    <div role="status">
      {toast !== null && (
        <div key={toast.id} class={`toast ${toast.mood}`} data-testid="toast">
          {toast.text}
        </div>
      )}
    </div>
  );
}

export function Reconnect() {
  if (hud.link.value.kind !== "dropped") return null;
  return (
    <div class="veil" data-testid="reconnect" role="alert">
      <section class="card lost">
        <i class="pulse" aria-hidden="true" />
        <h2>{say("reconnecting")}</h2>
        <p>{say("seatKept", { seconds: hud.seatSeconds.value })}</p>
      </section>
    </div>
  );
}
