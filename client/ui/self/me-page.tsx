// Oneself: name and colour, account, ratings, what was played, the history.
// Owns: the page. Must not: hold tokens.
import { useState } from "preact/hooks";
import { cleanName } from "../../../shared/protocol/join-request.ts";
import type { Me } from "../../../shared/protocol/profile.ts";
import { changeMe, readMe } from "../../net/self.ts";
import { settings } from "../../settings/store.ts";
import { lobbyState } from "../lobby-state.ts";
import { Page } from "../page.tsx";
import { ColourChoice, NameField } from "../player-fields.tsx";
import { say } from "../strings.ts";
import { who } from "../who.ts";
import { AccountCard } from "./account-card.tsx";
import { useAsked, WhenHere } from "./asked.tsx";
import { Link } from "./marks.tsx";
import { Matches, Ratings, Totals, Who } from "./profile-parts.tsx";
import { selfError } from "./words.ts";
import "./self.css";

export function MePage() {
  const asking = useAsked("me", () => readMe(who()));
  return (
    <Page title={say("profile")} testId="me-page" tools={<ToBoard />}>
      <WhenHere of={asking}>{(me) => <Self first={me} />}</WhenHere>
    </Page>
  );
}

function ToBoard() {
  return (
    <Link to={["board"]} class="small-button" testId="to-board">
      {say("board")}
    </Link>
  );
}

function Self({ first }: { first: Me }) {
  const [me, setMe] = useState(first);
  return (
    <div class="self-columns">
      <div class="self-column">
        {lobbyState.value === "over" && <p class="self-note warm">{say("selfElsewhere")}</p>}
        <Who player={{ ...me.player, hue: settings.hue.value }} />
        <Called me={me} changed={setMe} />
        <AccountCard me={me} changed={setMe} />
      </div>
      <div class="self-column">
        <Ratings ratings={me.ratings} />
        <Totals totals={me.totals} />
        <Matches id={me.player.id} />
      </div>
    </div>
  );
}

/** The same name and colour as in the menu; told to the server when they are chosen. */
function Called({ me, changed }: { me: Me; changed: (me: Me) => void }) {
  const [state, setState] = useState("");
  const save = async (): Promise<void> => {
    try {
      const now = await changeMe(who(), { name: cleanName(settings.name.value), hue: settings.hue.value });
      changed(now);
      setState(say("selfSaved"));
    } catch (error) {
      setState(selfError((error as { code?: string }).code ?? "away"));
    }
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    void save();
  };
  const filtered = me.chosen !== "" && me.chosen !== cleanName(settings.name.value) && /\*/.test(me.chosen);
  return (
    <form class="self-form" aria-label={say("sectionPlayer")} onChange={() => void save()} onSubmit={submit}>
      <NameField />
      <ColourChoice />
      <p class="self-note" role="status" data-testid="name-state">
        {filtered ? say("selfFiltered", { name: me.chosen }) : state}
      </p>
    </form>
  );
}
