// A match of two teams over the running game: how it stands beside the timer, and large letters for what happens.
// Owns: their markup. Names are strangers' words: they are only ever text.
import { MATCH, MODES } from "../../../shared/tunables/modes.ts";
import { say } from "../strings.ts";
import { Shape, tintOf } from "../tint.tsx";
import { match } from "./match-look.ts";
import "./match.css";

/** Pips for what has been won, up to what wins; on either side of the timer. */
export function MatchBar() {
  const look = match.value;
  if (look === null) return null;
  const { wins } = MODES[look.mode];
  return (
    <div class="match-bar" data-testid="match-bar" data-wins={look.wins.join("-")}>
      {MATCH.hues.map((hue, team) => (
        <div key={team} class={team === look.own ? "side own" : "side"} style={tintOf(hue)}>
          <Shape hue={hue} />
          <b>{look.wins[team]}</b>
          <span class="pips" aria-hidden="true">
            {Array.from({ length: wins }, (_, i) => (
              <i key={i} class={i < look.wins[team] ? "won" : ""} />
            ))}
          </span>
          {team === look.own && <span class="unseen">{say("yourTeam")}</span>}
        </div>
      ))}
    </div>
  );
}

/** The region is always there: what appears in it is read out. The seconds that count down are not. */
export function MatchCall() {
  const call = match.value?.call ?? null;
  return (
    <div class="match-call" role="status">
      {call !== null && (
        <div key={call.text} class={call.mood} data-testid="match-call" data-call={call.text}>
          <p class="call">{say(call.text)}</p>
          {call.name !== "" && <p class="call-name name">{call.name}</p>}
          {call.seconds > 0 && (
            <b key={call.seconds} class="count" aria-live="off">
              {call.seconds}
            </b>
          )}
        </div>
      )}
    </div>
  );
}
