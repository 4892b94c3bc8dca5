// What a profile shows of anybody: who it is, ratings, what was played, the history.
// Owns: their markup. Must not: change anything.
import { useState } from "preact/hooks";
import type { History } from "../../../shared/protocol/match-records.ts";
import type { Profile } from "../../../shared/protocol/profile.ts";
import { shownRating } from "../../../shared/protocol/rating.ts";
import { readHistory } from "../../net/self.ts";
import { modeName } from "../mode-words.ts";
import { say } from "../strings.ts";
import { tintOf } from "../tint.tsx";
import { who } from "../who.ts";
import { useAsked, WhenHere } from "./asked.tsx";
import { Emblem } from "./emblem.tsx";
import { Change, GuestMark, Link, ModeMark, Section, When, Wide } from "./marks.tsx";
import { dayWords, lengthOf, playedFor, ratingChange, resultWords, selfError } from "./words.ts";

export function Who({ player }: Pick<Profile, "player">) {
  const { name, hue, guest, sinceMs } = player;
  return (
    <header class="self-who" style={tintOf(hue)}>
      <Emblem />
      <div>
        <p class="self-name name" data-testid="profile-name">
          {name}
        </p>
        <p class="self-since">
          {guest && <GuestMark />}
          {sinceMs !== null && <span>{say("selfSince", { date: dayWords(sinceMs) })}</span>}
        </p>
      </div>
    </header>
  );
}

export function Ratings({ ratings }: Pick<Profile, "ratings">) {
  return (
    <Section title={say("selfRatings")}>
      <ul class="rating-tiles">
        {ratings.map(({ mode, points, matches }) => (
          <li key={mode} class={`rating-tile ${mode}`} data-testid={`rating-${mode}`}>
            <span>{modeName(mode)}</span>
            <b>{matches === 0 ? say("nothing") : shownRating(points)}</b>
            <small>{say(matches === 0 ? "selfUnrated" : "selfMatches", { n: matches })}</small>
          </li>
        ))}
      </ul>
    </Section>
  );
}

export function Totals({ totals }: Pick<Profile, "totals">) {
  if (totals.length === 0) return null;
  return (
    <Section title={say("selfTotals")}>
      <Wide label={say("selfTotals")}>
        <table class="self-table" data-testid="totals">
          <thead>
            <tr>
              <th scope="col">{say("mode")}</th>
              <th scope="col">{say("selfColumnMatches")}</th>
              <th scope="col">{say("selfColumnWins")}</th>
              <th scope="col">{say("kills")}</th>
              <th scope="col">{say("deaths")}</th>
              <th scope="col">{say("selfColumnBest")}</th>
              <th scope="col">{say("selfColumnTime")}</th>
            </tr>
          </thead>
          <tbody>
            {totals.map(({ mode, matches, wins, kills, deaths, best, playedMs }) => (
              <tr key={mode}>
                <th scope="row">
                  <ModeMark mode={mode} />
                </th>
                <td>{matches}</td>
                <td>{wins}</td>
                <td>{kills}</td>
                <td>{deaths}</td>
                <td>{best}</td>
                <td>{playedFor(playedMs)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </Section>
  );
}

/** The newest matches, and more on demand. */
export function Matches({ id }: { id: string }) {
  const asking = useAsked(id, () => readHistory(who(), id, null));
  return (
    <Section title={say("selfHistory")}>
      <WhenHere of={asking}>{(first) => <Pages key={id} id={id} first={first} />}</WhenHere>
    </Section>
  );
}

function Pages({ id, first }: { id: string; first: History }) {
  const [{ matches, next }, set] = useState(first);
  const [state, setState] = useState("");
  if (matches.length === 0) return <p class="self-nothing">{say("selfNoMatches")}</p>;
  const more = async (): Promise<void> => {
    if (state === "asking") return;
    setState("asking");
    try {
      const page = await readHistory(who(), id, next);
      set({ matches: [...matches, ...page.matches], next: page.next });
      setState("");
    } catch (error) {
      setState((error as { code?: string }).code ?? "away");
    }
  };
  return (
    <>
      <ol class="matches" data-testid="history">
        {matches.map((match) => (
          <MatchRow key={match.id} match={match} />
        ))}
      </ol>
      {next !== null && (
        <p class="more-row">
          <button type="button" class="small-button" data-testid="more-matches" onClick={() => void more()}>
            {say(state === "asking" ? "selfLoading" : "selfMore")}
          </button>
          <span role="alert">{state !== "" && state !== "asking" && selfError(state)}</span>
        </p>
      )}
    </>
  );
}

function MatchRow({ match }: { match: History["matches"][number] }) {
  const { id, mode, mine, people, bots, startedAtMs, endedAtMs } = match;
  const change = ratingChange(mine);
  const won = mine.place === 1;
  return (
    <li>
      <Link to={["match", id]} class={won ? "match won" : "match"} testId={`match-${id}`}>
        <ModeMark mode={mode} />
        <b class="result">{resultWords(mine, people + bots)}</b>
        <span class="score">{say(mode === "swarm" ? "selfBanked" : "selfScore", { n: mine.score })}</span>
        <span class="stake">{change !== null && <Change points={change} />}</span>
        <span class="when">
          <When ms={endedAtMs} /> · {lengthOf(endedAtMs - startedAtMs)}
          {mine.left && ` · ${say("selfLeft")}`}
        </span>
      </Link>
    </li>
  );
}
