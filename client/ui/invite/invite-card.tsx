// The invite card over the running game of a private room.
// Owns: its frame. Must not: steer anything behind it.
import { useLayoutEffect, useRef } from "preact/hooks";
import type { GameView } from "../../net/game-view.ts";
import { IconButton } from "../icon-button.tsx";
import { linkTo } from "../route.ts";
import { say } from "../strings.ts";
import { InviteBlock } from "./invite-block.tsx";
import { inviteShown } from "./shown.ts";

export function InviteCard({ view }: { view: GameView }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  const close = (): void => dialog.current?.close();
  /** A gamepad's Escape is one of the page, which no dialog obeys by itself. */
  const hear = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.code === "Escape" && !event.defaultPrevented) close();
  };
  return (
    <dialog
      ref={dialog}
      class="card invite-card"
      aria-labelledby="invite-title"
      data-testid="invite-card"
      onClose={() => (inviteShown.value = false)}
      onKeyDown={hear}
      onClick={(event) => event.target === dialog.current && close()}
    >
      <div class="invite-frame">
        <header>
          <h2 id="invite-title">{say("inviteTitle")}</h2>
          <IconButton icon="close" label={say("close")} testId="close-invite" onClick={close} />
        </header>
        <p>{say("inviteHow")}</p>
        <InviteBlock code={view.code} link={linkTo("r", view.code)} words={say("inviteWords")} />
        <button type="button" class="play" data-testid="invite-done" onClick={close}>
          {say("backToGame")}
        </button>
      </div>
    </dialog>
  );
}
