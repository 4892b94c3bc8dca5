// Lists of people: the best five, the kill feed, the scoreboard.
// Owns: their markup. Names are strangers' words: they are only ever text.
import { hud, type Standing } from "./hud-state.ts";
import { topAndOwn } from "./standings.ts";
import { say } from "./strings.ts";
import { Shape, tintOf } from "./tint.tsx";
import { WeaponGlyph } from "./weapon-glyph.tsx";

export function TopFive() {
  return (
    <ol class="top5 panel" data-testid="top5" aria-label={say("standings")}>
      {topAndOwn(hud.standings.value, 5).map((row) => (
        <li key={row.slot} class={row.own ? "own" : ""} style={tintOf(row.hue)}>
          <span class="rank">{row.rank}</span>
          <span class="name">
            <Shape hue={row.hue} />
            {row.name}
          </span>
          <b>{row.banked}</b>
        </li>
      ))}
    </ol>
  );
}

export function KillFeed() {
  return (
    <ul class="killfeed" data-testid="killfeed" aria-live="off">
      {hud.kills.value.map((line) => (
        <li key={line.id} class={line.own ? "own" : ""}>
          {line.by !== null && (
            <span class="name" style={tintOf(line.by.hue)}>
              <Shape hue={line.by.hue} />
              {line.by.name}
            </span>
          )}
          <WeaponGlyph weapon={line.weapon} />
          <span class="name" style={tintOf(line.victim.hue)}>
            <Shape hue={line.victim.hue} />
            {line.victim.name}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Shown between rounds and while its key is held. */
export function Scoreboard() {
  const between = hud.scoresPhase.value;
  if (!between && !hud.scoresHeld.value) return null;
  const rows = hud.standings.value;
  return (
    <div class={between ? "veil" : "veil light"} data-testid="scoreboard">
      <section class="card scores" aria-label={say("standings")}>
        <h2>{between ? say("roundOver") : say("standings")}</h2>
        {between && rows.length > 0 && (
          <p class="winner" style={tintOf(rows[0].hue)}>
            {say("wins", { name: rows[0].name })}
          </p>
        )}
        <div class="score-rows">
          <table>
            <thead>
              <tr>
                <th />
                <th />
                <th>{say("banked")}</th>
                <th>{say("kills")}</th>
                <th>{say("deaths")}</th>
              </tr>
            </thead>
            <tbody>{rows.map((row) => ScoreRow(row))}</tbody>
          </table>
        </div>
        {between && <p class="next">{say("nextRound", { seconds: hud.seconds.value })}</p>}
      </section>
    </div>
  );
}

function ScoreRow(row: Standing) {
  return (
    <tr key={row.slot} class={row.own ? "own" : ""} style={tintOf(row.hue)}>
      <td class="rank">{row.rank}</td>
      <td class="name">
        <Shape hue={row.hue} />
        {row.name}
      </td>
      <td>
        <b>{row.banked}</b>
      </td>
      <td>{row.kills}</td>
      <td>{row.deaths}</td>
    </tr>
  );
}
