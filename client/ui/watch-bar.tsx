// In place of the gauges while one does not fly: whose eyes one has, and the way to others'.
// Owns: its markup. Names are strangers' words: they are only ever text.
import type { GameView } from "../net/game-view.ts";
import { hud, type Watch } from "./hud-state.ts";
import { IconButton } from "./icon-button.tsx";
import { KeyCap } from "./key-cap.tsx";
import { giveBackKeys } from "./keys.ts";
import { match } from "./mode/match-look.ts";
import { say } from "./strings.ts";
import { Shape, tintOf } from "./tint.tsx";
import { toggleFree, watchNext } from "./watch-feed.ts";
import { WATCH_ACTIONS } from "./watch-keys.ts";
import "./watch-bar.css";

export function WatchBar({ view }: { view: GameView }) {
  const watch = hud.watch.value;
  if (watch === null) return null;
  return (
    <div class="watch-bar panel" data-testid="watch-bar" onPointerUp={giveBackKeys}>
      <span class="with-key">
        <IconButton
          icon="previous"
          label={say("watchPrevious")}
          testId="watch-previous"
          onClick={() => watchNext(view, -1)}
        />
        <KeyCap action={WATCH_ACTIONS.previous} />
      </span>
      <Whose {...watch} />
      <span class="with-key">
        <IconButton
          icon="next"
          label={say("watchNext")}
          testId="watch-next"
          onClick={() => watchNext(view, 1)}
        />
        <KeyCap action={WATCH_ACTIONS.next} />
      </span>
      <span class={watch.free ? "with-key lit" : "with-key"}>
        <IconButton
          icon="camera"
          label={say("watchFree")}
          testId="watch-free"
          onClick={() => toggleFree(view)}
        />
        <KeyCap action={WATCH_ACTIONS.free} />
      </span>
      {watch.resting && match.value === null && (
        <button
          type="button"
          class="sit-out warm"
          data-testid="play-again"
          onClick={() => view.watch({ mode: "play" })}
        >
          {say("backToPlaying")}
          <KeyCap action={WATCH_ACTIONS.play} />
        </button>
      )}
    </div>
  );
}

function Whose({ who, free }: Watch) {
  const words =
    who === null ? say(free ? "watchingFree" : "watchingOwn") : say("watching", { name: who.name });
  return (
    <p class="whose name" role="status" style={who === null ? undefined : tintOf(who.hue)}>
      {who !== null && <Shape hue={who.hue} />}
      {words}
    </p>
  );
}
