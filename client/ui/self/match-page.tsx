// A match that was played: who took part, how it came out, and how to see it again.
// Owns: the page. Must not: play it.
import { useState } from "preact/hooks";
import type { MatchDetail, Played } from "../../../shared/protocol/match-records.ts";
import { logAddress, readMatch } from "../../net/self.ts";
import { Icon } from "../icon-button.tsx";
import { Page } from "../page.tsx";
import type { PageProps } from "../route.ts";
import { say } from "../strings.ts";
import { who } from "../who.ts";
import { useAsked, WhenHere } from "./asked.tsx";
import { Change, ModeMark, PlayerLink, Section, When, Wide } from "./marks.tsx";
import { lengthOf, ratingChange } from "./words.ts";
import "./self.css";

export function MatchPage({ rest: [id = ""] }: PageProps) {
  const asking = useAsked(id, () => readMatch(who(), id));
  return (
    <Page title={say("match")} testId="match-page" back={["me"]}>
      <WhenHere of={asking}>{(match) => <Match match={match} />}</WhenHere>
    </Page>
  );
}

function Match({ match }: { match: MatchDetail }) {
  const { mode, rated, startedAtMs, endedAtMs, players } = match;
  const teams = [...new Set(players.map(({ team }) => team))].sort(
    (a, b) => placeOf(match, a) - placeOf(match, b),
  );
  return (
    <div class="self-column">
      <header class="match-head">
        <ModeMark mode={mode} />
        <p>
          <When ms={endedAtMs} /> · {lengthOf(endedAtMs - startedAtMs)} ·{" "}
          {say(rated ? "matchRated" : "matchUnrated")}
        </p>
      </header>
      {teams.map((team) => (
        <Players key={team} match={match} team={team} />
      ))}
      <Again match={match} />
    </div>
  );
}

const placeOf = ({ players }: MatchDetail, team: number): number =>
  Math.min(...players.filter((player) => player.team === team).map(({ place }) => place));

function Players({ match, team }: { match: MatchDetail; team: number }) {
  const { mode, rated } = match;
  const players = match.players.filter((player) => player.team === team);
  const words = say(players[0].place === 1 ? "matchWinners" : "matchLosers");
  const title = team < 0 ? say("standings") : say("matchTeam", { n: team + 1, result: words });
  return (
    <Section title={title}>
      <Wide label={title}>
        <table class="self-table match-table" data-testid={`team-${team}`}>
          <thead>
            <tr>
              {team < 0 && <th scope="col">{say("rank")}</th>}
              <th scope="col" class="named">
                {say("nameLabel")}
              </th>
              <th scope="col">{say(mode === "swarm" ? "banked" : "selfColumnScore")}</th>
              <th scope="col">{say("kills")}</th>
              <th scope="col">{say("deaths")}</th>
              {rated && <th scope="col">{say("selfColumnRating")}</th>}
            </tr>
          </thead>
          <tbody>
            {players.map((player) => (
              <Line key={`${player.slot} ${player.name} ${player.playerId}`} player={player} rated={rated} />
            ))}
          </tbody>
        </table>
      </Wide>
    </Section>
  );
}

function Line({ player, rated }: { player: Played; rated: boolean }) {
  const { playerId, name, team, place, score, kills, deaths, bot, left } = player;
  const own = playerId !== null && playerId === who().identity.player?.id;
  const change = ratingChange(player);
  return (
    <tr class={own ? "own" : ""}>
      {team < 0 && <td class="rank">{place}</td>}
      <th scope="row">
        <div class="who">
          {playerId === null ? <span class="name">{name}</span> : <PlayerLink id={playerId} name={name} />}
          {bot && <span class="guest-mark">{say("matchBot")}</span>}
          {left && <span class="guest-mark left">{say("selfLeft")}</span>}
        </div>
      </th>
      <td>{score}</td>
      <td>{kills}</td>
      <td>{deaths}</td>
      {rated && <td>{change === null ? say("nothing") : <Change points={change} />}</td>}
    </tr>
  );
}

/** The server's own command, and the log for whoever has another copy of the game. */
function Again({ match: { id, hasLog } }: { match: MatchDetail }) {
  const [copied, setCopied] = useState(false);
  if (!hasLog) return <p class="self-note">{say("matchNoLog")}</p>;
  const command = `npm run replay -- ${id}`;
  const copy = async (): Promise<void> => {
    await navigator.clipboard?.writeText(command).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <Section title={say("matchReplay")}>
      <p class="self-note">{say("matchReplayNote")}</p>
      <p class="replay-line">
        <code data-testid="replay-line">{command}</code>
        <button type="button" class="small-button" data-testid="copy-replay" onClick={() => void copy()}>
          <Icon name="copy" /> {say(copied ? "copied" : "copy")}
        </button>
        <a
          class="small-button"
          href={logAddress(who(), id)}
          download={`${id}.emberlog`}
          data-testid="download-log"
        >
          <Icon name="save" /> {say("matchLog")}
        </a>
      </p>
      <span class="unseen" role="status">
        {copied && say("copied")}
      </span>
    </Section>
  );
}
