// Everybody in order, while a key is held and between rounds; then with the winner and the vote on the next map.
// Owns: its markup. Names are strangers' words: they are only ever text.
import { useLayoutEffect, useRef } from "preact/hooks";
import type { GameView } from "../net/game-view.ts";
import { Crown } from "./arms.tsx";
import { hud, type Standing } from "./hud-state.ts";
import { MapVote } from "./map-vote.tsx";
import { say } from "./strings.ts";
import { Shape, tintOf } from "./tint.tsx";
import "./scoreboard.css";

/** From so many on they stand in two columns, where there is room. */
const TWO_COLUMNS = 13;

export function Scoreboard({ view }: { view: GameView }) {
  const between = hud.scoresPhase.value;
  if (!between && !hud.scoresHeld.value) return null;
  const rows = hud.standings.value;
  return (
    <div class={between ? "veil" : "veil light"} data-testid="scoreboard">
      <section
        class={between ? "card scores between" : "card scores"}
        // Between rounds there is something to choose: a gamepad walks it then.
        role={between ? "dialog" : undefined}
        aria-label={say("standings")}
      >
        <header class="scores-head">
          <h2>{between ? say("roundOver") : say("standings")}</h2>
          {between && rows[0]?.banked > 0 && (
            <p class="winner" style={tintOf(rows[0].hue)}>
              {say("wins", { name: rows[0].name })}
            </p>
          )}
        </header>
        <Rows rows={rows} />
        {between && <MapVote view={view} />}
        {between && <p class="next">{say("nextRound", { seconds: hud.seconds.value })}</p>}
      </section>
    </div>
  );
}

function Rows({ rows }: { rows: Standing[] }) {
  const frame = useRef<HTMLElement>(null);
  useLayoutEffect(() => frame.current?.querySelector(".own")?.scrollIntoView({ block: "nearest" }), []);
  const half = rows.length < TWO_COLUMNS ? rows.length : Math.ceil(rows.length / 2);
  const columns = [rows.slice(0, half), rows.slice(half)].filter((column) => column.length > 0);
  return (
    <section
      ref={frame}
      class={columns.length === 2 ? "score-rows two" : "score-rows"}
      aria-label={say("standings")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a long table is scrolled by keys.
      tabIndex={0}
    >
      {columns.map((column, i) => (
        <table key={i}>
          <thead>
            <tr>
              <th>
                <span class="unseen">{say("rank")}</span>
              </th>
              <th>
                <span class="unseen">{say("nameLabel")}</span>
              </th>
              <th>{say("banked")}</th>
              <th>{say("kills")}</th>
              <th>{say("deaths")}</th>
              <th>{say("pingColumn")}</th>
            </tr>
          </thead>
          <tbody>
            {column.map((row) => (
              <ScoreRow key={row.slot} {...row} />
            ))}
          </tbody>
        </table>
      ))}
    </section>
  );
}

function ScoreRow(row: Standing) {
  return (
    <tr class={row.own ? "own" : ""} style={tintOf(row.hue)}>
      <td class="rank">{row.rank}</td>
      <td class="who">
        <span class="name">
          <Shape hue={row.hue} />
          {row.name}
        </span>
        {row.crowned && <Crown />}
      </td>
      <td>
        <b>{row.banked}</b>
      </td>
      <td>{row.kills}</td>
      <td>{row.deaths}</td>
      <td class="pinged">{row.pingMs > 0 ? row.pingMs : say("nothing")}</td>
    </tr>
  );
}
