// Ways to a game beside Play: rooms that are open, one of one's own, one by its code.
// Owns: their buttons. Must not: be more than the menu's first view needs.
import { signal } from "@preact/signals";
import { CODE_LENGTH, cleanCode } from "../../shared/protocol/seats.ts";
import type { RatedMode } from "../../shared/tunables/queue.ts";
import { ended, screen } from "./app-state.ts";
import { Icon, type IconName } from "./icon-button.tsx";
import { play } from "./playing.ts";
import { go } from "./route.ts";
import { say } from "./strings.ts";
import { party } from "./together/state.ts";

/** As it is typed. */
const typed = signal("");

export function Ways() {
  return (
    <nav class="card ways" aria-label={say("otherWays")}>
      <Way id="duel" icon="duel" title={say("modeDuel")} note={say("duelNote")} act={queueing("duel")} />
      <Way id="rush" icon="rush" title={say("modeRush")} note={say("rushNote")} act={queueing("rush")} />
      <Way id="rooms" icon="list" title={say("rooms")} note={say("roomsNote")} act={() => go("rooms")} />
      <Way
        id="private"
        icon="lock"
        title={say("privateRoom")}
        note={say("privateRoomNote")}
        act={() => go("rooms", "private")}
      />
      {party.value === null && (
        <Way id="party" icon="party" title={say("party")} note={say("partyNote")} act={gather} />
      )}
      <CodeForm />
    </nav>
  );
}

const wishes = () => import("./together/wishes.ts");
const queueing = (mode: RatedMode) => (): void => void wishes().then(({ queueFor }) => queueFor(mode), away);
const gather = (): void => void wishes().then(({ makeParty }) => makeParty(), away);
/** The code behind a wish did not come. */
const away = (): void => {
  ended.value = { code: undefined };
};

interface WayProps {
  id: string;
  icon: IconName;
  title: string;
  note: string;
  act: () => void;
}

function Way({ id, icon, title, note, act }: WayProps) {
  return (
    <button type="button" class="way" data-testid={`way-${id}`} onClick={act}>
      <Icon name={icon} />
      <span>
        <b>{title}</b>
        <small>{note}</small>
      </span>
    </button>
  );
}

function CodeForm() {
  const code = cleanCode(typed.value);
  const submit = (event: Event): void => {
    event.preventDefault();
    if (code.length === CODE_LENGTH) void play({ kind: "code", code });
  };
  return (
    <form class="code-form" onSubmit={submit}>
      <label>
        <span class="unseen">{say("roomCode")}</span>
        <input
          type="text"
          data-testid="code-input"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          placeholder={say("roomCode")}
          maxLength={12}
          value={typed.value}
          onInput={(event) => (typed.value = event.currentTarget.value)}
        />
      </label>
      <button
        type="submit"
        class="small-button"
        data-testid="code-join"
        disabled={code.length !== CODE_LENGTH || screen.value === "joining"}
      >
        {say("join")}
      </button>
    </form>
  );
}
