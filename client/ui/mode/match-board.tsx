// Both teams with what each has done, while a key is held; and as the result when the match is over.
// Owns: its markup. Names are strangers' words: they are only ever text.
import { MATCH } from "../../../shared/tunables/modes.ts";
import type { GameView } from "../../net/game-view.ts";
import { hud, type Standing } from "../hud-state.ts";
import { modeName } from "../mode-words.ts";
import { say } from "../strings.ts";
import { Shape, tintOf } from "../tint.tsx";
import { note } from "../together/state.ts";
import { noteWords } from "../together/words.ts";
import { type MatchLook, match } from "./match-look.ts";
import "./match.css";

const VERDICTS = { good: "victory", bad: "defeat", even: "draw" } as const;

export function MatchBoard({ view }: { view: GameView }) {
  const look = match.value;
  const over = look?.result != null;
  if (look === null || !(over || hud.scoresHeld.value)) return null;
  return (
    <div class={over ? "veil" : "veil light"} data-testid="match-board">
      <section class="card match-card" role={over ? "dialog" : undefined} aria-label={say("standings")}>
        {look.result !== null && <Verdict look={look} />}
        {over && <RatingChange />}
        <p class="match-mode">{modeName(look.mode)}</p>
        <div class="sides">
          {MATCH.hues.map((_, team) => (
            <Side key={team} team={team} look={look} />
          ))}
        </div>
        {over && (
          <button
            type="button"
            class="small-button warm"
            data-testid="match-leave"
            onClick={() => void view.leave()}
          >
            {say("backToMenu")}
          </button>
        )}
      </section>
    </div>
  );
}

function Verdict({ look }: { look: MatchLook }) {
  const { mood = "even", winner = 2 } = look.result ?? {};
  const won = winner === 0 || winner === 1 ? tintOf(MATCH.hues[winner]) : undefined;
  // For who looks on there is a winner, and no defeat.
  const words = look.own === -1 && won !== undefined ? "teamWins" : VERDICTS[mood];
  return (
    <h2 class={`verdict ${mood}`} style={won} data-testid="verdict" data-mood={mood}>
      {say(words)}
    </h2>
  );
}

/** Once the records have the match, if it was a rated one. */
function RatingChange() {
  const last = note.value;
  return (
    <p role="status" class="rating-change" data-testid="rating-change">
      {last?.about === "rating" ? noteWords(last) : ""}
    </p>
  );
}

function Side({ team, look }: { team: number; look: MatchLook }) {
  const rows = hud.standings.value.filter((row) => row.team === team);
  return (
    <section class={team === look.own ? "match-side own" : "match-side"} style={tintOf(MATCH.hues[team])}>
      <header>
        <Shape hue={MATCH.hues[team]} />
        <b class="goals">{look.wins[team]}</b>
      </header>
      <table>
        <thead>
          <tr>
            <th>
              <span class="unseen">{say("nameLabel")}</span>
            </th>
            <th>{say("kills")}</th>
            <th>{say("deaths")}</th>
            <th>{say("pingColumn")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Member key={row.slot} {...row} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Member(row: Standing) {
  return (
    <tr class={row.own ? "own" : ""}>
      <td class="who">
        <span class="name">{row.name}</span>
      </td>
      <td>{row.kills}</td>
      <td>{row.deaths}</td>
      <td class="pinged">{row.pingMs > 0 ? row.pingMs : say("nothing")}</td>
    </tr>
  );
}
