// The lobby's chat in the corner of the menu: a button with what is unread, and the panel that it opens.
// Owns: whether it is open. Must not: know sockets.
import { signal } from "@preact/signals";
import { Icon } from "../icon-button.tsx";
import { say } from "../strings.ts";
import { Chat } from "./chat.tsx";
import { online } from "./chat-box.ts";
import { unread } from "./chat-lines.ts";

/** Kept while the page lives: who comes back from a game reads on. */
const shown = signal(false);

export function LobbyDock() {
  const count = unread.value;
  return (
    <aside class={shown.value ? "lobby-dock open" : "lobby-dock"} data-testid="lobby-dock">
      {shown.value ? (
        <Chat onClose={() => (shown.value = false)} />
      ) : (
        <button type="button" data-testid="open-lobby-chat" onClick={() => (shown.value = true)}>
          <Icon name="chat" />
          <span>{say("chat")}</span>
          <small>{say("chatOnline", { online: online.value })}</small>
          {count > 0 && (
            <b class="chat-unread" data-testid="lobby-unread">
              <span class="unseen">{say("chatOpenUnread", { count })} </span>
              {Math.min(count, 99)}
            </b>
          )}
        </button>
      )}
    </aside>
  );
}
