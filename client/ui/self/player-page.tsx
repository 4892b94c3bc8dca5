// Somebody else: who it is, ratings, what was played, the history.
// Owns: the page. Must not: tell what the server does not tell everybody.
import { readPlayer } from "../../net/self.ts";
import { Page } from "../page.tsx";
import type { PageProps } from "../route.ts";
import { say } from "../strings.ts";
import { who } from "../who.ts";
import { useAsked, WhenHere } from "./asked.tsx";
import { Matches, Ratings, Totals, Who } from "./profile-parts.tsx";
import "./self.css";

export function PlayerPage({ rest: [id = ""] }: PageProps) {
  const asking = useAsked(id, () => readPlayer(who(), id));
  return (
    <Page title={say("profile")} testId="player-page">
      <WhenHere of={asking}>
        {({ player, ratings, totals }) => (
          <div class="self-column">
            <Who player={player} />
            <Ratings ratings={ratings} />
            <Totals totals={totals} />
            <Matches id={player.id} />
          </div>
        )}
      </WhenHere>
    </Page>
  );
}
