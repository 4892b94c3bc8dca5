// The ready check: a dialog over whatever is shown, with a countdown, a sound and a title that asks for attention.
// Owns: its form. Who closes it without an answer has said no.
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { QUEUE } from "../../../shared/tunables/queue.ts";
import type { QueueStanding } from "../../net/queue.ts";
import { settings } from "../../settings/store.ts";
import { chime } from "../../sound/chime.ts";
import { modeName } from "../mode-words.ts";
import { say } from "../strings.ts";
import { over } from "./state.ts";

const FLASH_MS = 800;

export function ReadyCheck({ mode, match, endsMs, people, ready, said }: QueueStanding & { kind: "asked" }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const yes = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    dialog.current?.showModal();
    yes.current?.focus();
  }, []);
  useEffect(() => callOut(), [match]);
  const leftMs = useLeft(endsMs);
  const answer = (is: boolean): void => over.queue?.answer(is);
  return (
    <dialog
      ref={dialog}
      class="card ready-check"
      aria-labelledby="ready-title"
      data-testid="ready-check"
      onKeyDown={(event) => event.stopPropagation()}
      // Escape is pressed in haste: it is no answer. A gamepad's B closes, and is one.
      onCancel={(event) => event.preventDefault()}
      onClose={() => answer(false)}
    >
      <h2 id="ready-title">{say("readyTitle", { mode: modeName(mode) })}</h2>
      <p class="ready-time" role="timer" aria-live="off">
        {Math.ceil(leftMs / 1000)}
      </p>
      <i class="ready-bar" aria-hidden="true" style={{ "--left": leftMs / QUEUE.readyMs }} />
      <p role="status" class="dim">
        {said === null ? say("readyAsk") : say("readyOthers", { ready, people })}
      </p>
      <div class="ready-buttons">
        <button
          type="button"
          class="small-button"
          data-testid="ready-no"
          disabled={said !== null}
          onClick={() => answer(false)}
        >
          {say("notNow")}
        </button>
        <button
          ref={yes}
          type="button"
          class="play"
          data-testid="ready-yes"
          disabled={said !== null}
          onClick={() => answer(true)}
        >
          {say("ready")}
        </button>
      </div>
    </dialog>
  );
}

function useLeft(endsMs: number): number {
  const left = (): number => Math.max(0, endsMs - performance.now());
  const [leftMs, setLeft] = useState(left());
  useEffect(() => {
    const timer = setInterval(() => setLeft(left()), 100);
    return () => clearInterval(timer);
  }, [endsMs]);
  return leftMs;
}

/** Sounds, and flashes the page's title, until the returned function is called. */
function callOut(): () => void {
  const { master, effects, muted } = settings;
  if (!muted.value) chime(master.value * effects.value);
  const { title } = document;
  let on = false;
  const timer = setInterval(() => {
    on = !on;
    document.title = on ? `● ${say("ready")}` : title;
  }, FLASH_MS);
  return () => {
    clearInterval(timer);
    document.title = title;
  };
}
