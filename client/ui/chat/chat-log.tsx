// The lines: who, to whom, what, when. All of it is text; nothing that is said becomes markup or a link.
// Owns: their markup and words. Must not: keep lines.
import { useLayoutEffect, useRef } from "preact/hooks";
import type { ChatPerson, ChatSaid } from "../../../shared/protocol/chat.ts";
import { IconButton } from "../icon-button.tsx";
import { type StringKey, say } from "../strings.ts";
import { Shape, tintOf } from "../tint.tsx";
import { muteSpeaker, reportLine } from "./chat-acts.ts";
import { openScopes } from "./chat-box.ts";
import { beginLine } from "./chat-entry.tsx";
import { type ChatLine, inRoom, quietLines, shownLines, type Told } from "./chat-lines.ts";

/** In play, while it is closed: the last ones, each for a while (chat.css). */
const QUIET_LINES = 8;

export function ChatLog({ open }: { open: boolean }) {
  const list = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  const lines = open ? shownLines.value : quietLines.value.slice(-QUIET_LINES);
  const last = lines.at(-1)?.key;
  useLayoutEffect(() => {
    if (list.current !== null && (follows.current || !open))
      list.current.scrollTop = list.current.scrollHeight;
  }, [last, open]);
  const scrolled = ({
    currentTarget: { scrollTop, scrollHeight, clientHeight },
  }: {
    currentTarget: Element;
  }) => {
    // Who reads further up is not carried away.
    follows.current = scrollHeight - scrollTop - clientHeight < 24;
  };
  const firstUnread = lines.find(({ unread }) => unread)?.key;
  return (
    <div
      ref={list}
      class="chat-log"
      role="log"
      aria-live="polite"
      aria-label={say("chat")}
      tabIndex={open ? 0 : -1}
      data-testid="chat-log"
      onScroll={scrolled}
    >
      <ol>
        {lines.map((line) => (
          <li
            key={line.key}
            class={`chat-line ${kindOf(line)}`}
            data-testid="chat-line"
            data-kind={line.event?.kind ?? "note"}
            data-new={open && line.key === firstUnread ? say("chatNew") : undefined}
            title={line.event === null ? undefined : timeOf(line.event.atMs, "medium")}
          >
            <Line line={line} open={open} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function kindOf({ event, note }: ChatLine): string {
  if (event === null) return note?.command === undefined ? "note" : "note help";
  const kind = event.kind === "message" ? `message in-${event.scope}` : event.kind;
  return event.old ? `${kind} old` : kind;
}

const timeOf = (atMs: number, timeStyle: "short" | "medium"): string =>
  new Date(atMs).toLocaleTimeString(document.documentElement.lang, { timeStyle });

function Line({ line, open }: { line: ChatLine; open: boolean }) {
  const { event, note } = line;
  if (event === null) {
    return note === null ? null : (
      <span>
        {note.command !== undefined && <code>{note.command}</code>} {say(note.words, note.values)}
      </span>
    );
  }
  return (
    <>
      {open && <time dateTime={new Date(event.atMs).toISOString()}>{timeOf(event.atMs, "short")}</time>}
      <Words event={event} />
      {open && event.kind === "message" && event.c === undefined && <Acts line={line} said={event} />}
    </>
  );
}

function Words({ event }: { event: Told }) {
  if (event.kind === "message") return <Said said={event} />;
  if (event.kind === "system") {
    return event.code === "announce" ? (
      <span>
        <b>{say("chatAnnounce")}</b> <span dir="auto">{event.text}</span>
      </span>
    ) : (
      <span>{say("chatReported", { name: event.text })}</span>
    );
  }
  const words = event.kind === "enter" ? "chatEnter" : "chatLeave";
  // The name has a colour of its own: the sentence is said round it.
  const [before, after] = say(words, { name: "\u0000", online: event.online }).split("\u0000");
  return (
    <span>
      {before}
      <Name of={event.from} />
      {after}
    </span>
  );
}

function Said({ said: { scope, from, to, text, watching, c } }: { said: ChatSaid & { c?: number } }) {
  const words = `scope${scope[0].toUpperCase()}${scope.slice(1)}` as StringKey;
  const outgoing = to !== undefined && c !== undefined;
  return (
    <span>
      {scope !== (inRoom.value ? "room" : "lobby") && <i class="chat-tag">{say(words)}</i>}
      {outgoing && <span class="chat-to">{say("chatTo", { name: "" })}</span>}
      <Name of={outgoing ? to : from} />
      {watching && <span class="unseen"> ({say("chatWatching")})</span>}
      <span class="chat-colon">: </span>
      <span class="chat-text" dir="auto">
        {text}
      </span>
    </span>
  );
}

function Name({ of: { name, hue } }: { of: ChatPerson }) {
  return (
    <b class="chat-name" style={tintOf(hue)}>
      <Shape hue={hue} />
      {name}
    </b>
  );
}

function Acts({ line, said: { from } }: { line: ChatLine; said: ChatSaid }) {
  const { name } = from;
  const then = (act: () => void) => (): void => {
    act();
    document.querySelector<HTMLElement>(".chat-field")?.focus();
  };
  return (
    <span class="chat-acts">
      {openScopes.value.includes("whisper") && (
        <IconButton
          icon="whisper"
          label={say("chatWhisperTo", { name })}
          onClick={then(() => beginLine(`/w ${name} `))}
        />
      )}
      <IconButton
        icon="muted"
        label={say("chatMute", { name })}
        testId="chat-mute"
        onClick={then(() => muteSpeaker(line))}
      />
      <IconButton
        icon="flag"
        label={say("chatReport", { name })}
        testId="chat-report"
        onClick={then(() => reportLine(line))}
      />
    </span>
  );
}
