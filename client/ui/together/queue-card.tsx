// The queue as one sees it: a small card while one waits, the ready check over everything, what came of it.
// Owns: which of them is there. Must not: take the seat (follow.ts does).
import { useEffect, useState } from "preact/hooks";
import type { QueueBack } from "../../../shared/protocol/queue.ts";
import { screen } from "../app-state.ts";
import { IconButton } from "../icon-button.tsx";
import { modeName } from "../mode-words.ts";
import { say } from "../strings.ts";
import { ReadyCheck } from "./ready-check.tsx";
import { note, over, standing } from "./state.ts";
import { backWords, noteWords } from "./words.ts";
import "./together.css";

/** How long it is said why one waits again, ms. */
const BACK_MS = 8000;

export function QueueCard() {
  const now = standing.value;
  return (
    <aside class="together" aria-label={say("queue")}>
      <div role="status">
        {now.kind === "waiting" && now.back !== null && <Back key={now.back} reason={now.back} />}
        {now.kind === "out" && <LastWord />}
      </div>
      {(now.kind === "waiting" || now.kind === "entering") && <Waiting />}
      {now.kind === "seated" && <p class="queue-card card">{say("queueSeated")}</p>}
      {now.kind === "asked" && <ReadyCheck {...now} />}
    </aside>
  );
}

function Waiting() {
  const now = standing.value;
  const nowMs = useClock();
  if (now.kind !== "waiting" && now.kind !== "entering") return null;
  const seconds = now.kind === "waiting" ? Math.max(0, Math.floor((nowMs - now.sinceMs) / 1000)) : 0;
  const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  return (
    <div class="queue-card card" data-testid="queue-card">
      <i class="pulse" aria-hidden="true" />
      <b>{say("queueFor", { mode: modeName(now.mode) })}</b>
      <time>{time}</time>
      {now.kind === "waiting" && <span class="dim">{say("queueWaiting", { count: now.waiting })}</span>}
      <button
        type="button"
        class="small-button"
        data-testid="queue-leave"
        onClick={() => over.queue?.leave()}
      >
        {say("cancel")}
      </button>
    </div>
  );
}

/** Why one waits again, for a while. */
function Back({ reason }: { reason: QueueBack }) {
  const [past, setPast] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setPast(true), BACK_MS);
    return () => clearTimeout(timer);
  }, []);
  return past ? null : <p class="queue-note card">{backWords(reason)}</p>;
}

function LastWord() {
  const last = note.value;
  // While its match's result is shown, that says it.
  if (last === null || (last.about === "rating" && screen.value === "playing")) return null;
  return (
    <p class="queue-note card" data-testid="queue-note">
      {noteWords(last)}
      <IconButton icon="close" label={say("close")} onClick={() => (note.value = null)} />
    </p>
  );
}

/** performance.now(), four times a second. */
function useClock(): number {
  const [nowMs, setNow] = useState(performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 250);
    return () => clearInterval(timer);
  }, []);
  return nowMs;
}
