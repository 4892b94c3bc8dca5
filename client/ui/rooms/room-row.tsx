// A public room in the list: one button that leads into it.
// Owns: its markup. Its title is a stranger's words: only ever text.
import { screen } from "../app-state.ts";
import { Icon } from "../icon-button.tsx";
import { modeName } from "../mode-words.ts";
import { play } from "../playing.ts";
import { say } from "../strings.ts";
import type { Row } from "./room-order.ts";
import { sizeName } from "./size-words.ts";

export function RoomRow({ card, gone }: Row) {
  const { id, mode, title, size, bots, people, seats, locked } = card;
  const full = people >= seats;
  const state = gone ? say("roomGone") : locked ? say("roomLocked") : full ? say("roomFull") : "";
  return (
    <li class={gone ? "room gone" : state === "" ? "room" : "room closed"}>
      <button
        type="button"
        data-testid={`room-${id}`}
        // Not `disabled`, which would take the focus away from who walks the list.
        aria-disabled={gone || screen.value === "joining"}
        onClick={() => !gone && void play({ kind: "room", id })}
      >
        <span class={`mode ${mode}`}>{modeName(mode)}</span>
        <b class="name">{title || modeName(mode)}</b>
        <span class="about">
          {sizeName(size)} · {say(bots ? "withBots" : "noBots")}
        </span>
        {state !== "" && (
          <span class="state">
            {locked && !gone && <Icon name="lock" />}
            {state}
          </span>
        )}
        <span class="people">
          <meter min={0} max={seats} value={people} aria-hidden="true" />
          <span aria-hidden="true">
            {people}/{seats}
          </span>
          <span class="unseen">{say("peopleOf", { people, seats })}</span>
        </span>
      </button>
    </li>
  );
}
