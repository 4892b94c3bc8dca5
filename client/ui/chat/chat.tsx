// The chat as a panel: in play it is quiet until a key opens it, in the menu it is opened and closed by hand.
// Owns: its frame, when it is open. Must not: know sockets or decide what a line means.
import { useEffect, useRef } from "preact/hooks";
import { wishes } from "../../input/wishes.ts";
import { device } from "../device.ts";
import { IconButton } from "../icon-button.tsx";
import { keyOf } from "../key-words.ts";
import { giveBackKeys } from "../keys.ts";
import { say } from "../strings.ts";
import { online } from "./chat-box.ts";
import { ChatEntry, isComposing } from "./chat-entry.tsx";
import { chatOpen, showChat, unread } from "./chat-lines.ts";
import { ChatLog } from "./chat-log.tsx";
import "./chat.css";
import "./chat-touch.css";

/** `onClose`: it is there, open, until it is closed; without, it is quiet until it is opened. */
export function Chat({ onClose }: { onClose?: () => void }) {
  const root = useRef<HTMLElement>(null);
  const stays = onClose !== undefined;
  const open = stays || chatOpen.value;
  useEffect(() => (stays ? undefined : openByKey()), [stays]);
  useEffect(() => {
    showChat(stays);
    return () => showChat(false);
  }, [stays]);
  const close = (): void => {
    showChat(false);
    onClose?.();
    giveBackKeys();
  };
  /** Nothing that is pressed in here steers. */
  const press = (event: KeyboardEvent): void => {
    if (!open) return;
    event.stopPropagation();
    if (event.code !== "Escape" || isComposing(event)) return;
    event.preventDefault();
    close();
  };
  /** Looks a moment later: a button that goes away takes the focus with it, before the field has it. */
  const left = (): void =>
    void setTimeout(() => {
      const inside = root.current?.contains(document.activeElement);
      // A window that loses the focus takes nothing away.
      if (!stays && inside === false && document.hasFocus()) showChat(false);
    });
  return (
    <section
      ref={root}
      class={`chat${stays ? " stays" : ""}${open ? " open" : ""}`}
      aria-label={say("chat")}
      data-testid="chat"
      tabIndex={open ? -1 : undefined}
      onFocusOut={left}
      onKeyDown={press}
    >
      {open && <Head close={close} />}
      <ChatLog open={open} />
      {open && <ChatEntry stays={stays} />}
      {!open && <OpenButton />}
    </section>
  );
}

function Head({ close }: { close: () => void }) {
  return (
    <header class="chat-head">
      <h2>{say("chat")}</h2>
      <span data-testid="chat-online">{say("chatOnline", { online: online.value })}</span>
      <IconButton icon="close" label={say("chatClose")} testId="close-chat" onClick={close} />
    </header>
  );
}

/** For the mouse and for thumbs; keys have their own. */
function OpenButton() {
  const count = unread.value;
  const words = count > 0 ? say("chatOpenUnread", { count }) : say("chatOpen", { key: keyOf("chat") });
  return (
    <div class="chat-button">
      <IconButton icon="chat" label={words} testId="open-chat" onClick={() => showChat(true)} />
      {count > 0 && (
        <b class="chat-unread" data-testid="chat-unread">
          {Math.min(count, 99)}
        </b>
      )}
      {device.value === "keyboard" && count === 0 && <kbd>{keyOf("chat")}</kbd>}
    </div>
  );
}

const openByKey = (): (() => void) =>
  wishes.on("pressed", (press) => {
    if (press.action !== "chat") return;
    press.taken = true;
    showChat(true);
  });
