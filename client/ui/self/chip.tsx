// In the corner of the menu: who one is, and the way to the profile and the leaderboard.
// Owns: these buttons. Must not: be more than the menu's first view needs.
import { cleanName } from "../../../shared/protocol/join-request.ts";
import { settings } from "../../settings/store.ts";
import { Icon } from "../icon-button.tsx";
import { lobbyState } from "../lobby-state.ts";
import { go } from "../route.ts";
import { say } from "../strings.ts";
import { tintOf } from "../tint.tsx";
import { who } from "../who.ts";
import { Emblem } from "./emblem.tsx";
import "./chip.css";

export function SelfChip() {
  const { player, signedOut } = who().identity;
  const name = cleanName(settings.name.value);
  const warns = signedOut || lobbyState.value === "over";
  return (
    <nav class="self-chips" aria-label={say("profile")}>
      <button type="button" class="self-chip" data-testid="to-board" onClick={() => go("board")}>
        <Icon name="trophy" /> {say("board")}
      </button>
      <button
        type="button"
        class="self-chip who"
        data-testid="to-me"
        style={tintOf(settings.hue.value)}
        onClick={() => go("me")}
      >
        <Emblem />
        <b class="name">{name || say("nameless")}</b>
        {(player?.guest ?? true) && <span class="guest-mark">{say("guest")}</span>}
        {warns && <span class="guest-mark warm">{say(signedOut ? "chipSignedOut" : "chipElsewhere")}</span>}
      </button>
    </nav>
  );
}
