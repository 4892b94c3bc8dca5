// Leaderboards: the best of a mode, of the day, the season or all time, and where one stands oneself.
// Owns: the page and which board it shows. Must not: count.
import { signal } from "@preact/signals";
import type { BoardLine, Board as BoardRows } from "../../../shared/protocol/match-records.ts";
import { shownRating } from "../../../shared/protocol/rating.ts";
import { MODE_NAMES, type Mode } from "../../../shared/tunables/modes.ts";
import { readBoard } from "../../net/self.ts";
import { modeName } from "../mode-words.ts";
import { Page } from "../page.tsx";
import { Choice } from "../settings/form-rows.tsx";
import { type StringKey, say } from "../strings.ts";
import { tintOf } from "../tint.tsx";
import { who } from "../who.ts";
import { useAsked, WhenHere } from "./asked.tsx";
import { Link, PlayerLink, When, Wide } from "./marks.tsx";
import { seasonWords } from "./words.ts";
import "./self.css";

type Span = BoardRows["span"];
const SPAN_NAMES: Readonly<Record<Span, StringKey>> = {
  day: "boardDay",
  season: "boardSeason",
  all: "boardAll",
};

/** Kept while the page lives: who comes back wants to go on. */
const mode = signal<Mode>("swarm");
const span = signal<Span>("season");

export function BoardPage() {
  const asking = useAsked(`${mode.value} ${span.value}`, () => readBoard(who(), mode.value, span.value));
  const tools = (
    <Link to={["me"]} class="small-button" testId="to-me">
      {say("profile")}
    </Link>
  );
  return (
    <Page title={say("board")} testId="board-page" tools={tools}>
      <div class="board-choices">
        <Choice
          name="mode"
          label={say("mode")}
          setting={mode}
          choices={MODE_NAMES.map((name) => [name, modeName(name)] as const)}
        />
        <Choice
          name="span"
          label={say("boardSpan")}
          setting={span}
          choices={(Object.keys(SPAN_NAMES) as Span[]).map((name) => [name, say(SPAN_NAMES[name])] as const)}
        />
      </div>
      <WhenHere of={asking}>{(board) => <Rows board={board} />}</WhenHere>
    </Page>
  );
}

function Rows({ board }: { board: BoardRows }) {
  const { rows, own, season } = board;
  const me = who().identity.player?.id;
  const pinned = own !== null && !rows.some(({ playerId }) => playerId === own.playerId);
  const about = board.span === "season" ? seasonWords(season) : say(SPAN_NAMES[board.span]);
  if (rows.length === 0)
    return (
      <div class="empty" data-testid="board-empty">
        <p>{say("boardEmpty")}</p>
      </div>
    );
  return (
    <Wide label={say("board")}>
      <table class="self-table board" data-testid="board">
        <caption>
          {modeName(board.mode)} · {about}
        </caption>
        <thead>
          <tr>
            <th scope="col">{say("rank")}</th>
            <th scope="col" class="named">
              {say("nameLabel")}
            </th>
            <th scope="col">{say(board.mode === "swarm" ? "boardBest" : "selfColumnRating")}</th>
            <th scope="col">{say("selfColumnMatches")}</th>
            <th scope="col">{say("boardWhen")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((line) => (
            <Line key={line.playerId} line={line} mode={board.mode} own={line.playerId === me} />
          ))}
        </tbody>
        {pinned && (
          <tfoot>
            <Line line={own} mode={board.mode} own />
          </tfoot>
        )}
      </table>
    </Wide>
  );
}

function Line({ line, mode, own }: { line: BoardLine; mode: Mode; own: boolean }) {
  const { rank, playerId, name, hue, value, matches, atMs } = line;
  return (
    <tr class={own ? "own" : ""} style={tintOf(hue)} data-testid={own ? "own-line" : undefined}>
      <td class={rank <= 3 ? `rank medal-${rank}` : "rank"}>{rank}</td>
      <th scope="row">
        <div class="who">
          <PlayerLink id={playerId} name={name} hue={hue} />
          {own && <span class="guest-mark">{say("you")}</span>}
        </div>
      </th>
      <td class="value">{mode === "swarm" ? value : shownRating(value)}</td>
      <td>{matches}</td>
      <td class="when">
        <When ms={atMs} />
      </td>
    </tr>
  );
}
