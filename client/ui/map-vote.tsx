// The vote on the next round's map: three small pictures, chosen by a click, a touch or a key.
// Owns: the pictures and the way to vote. Must not: count (the server does).
import { useSignal } from "@preact/signals";
import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { makeArena } from "../../shared/sim/arena.ts";
import type { Arena } from "../../shared/sim/tiles.ts";
import { arenaSeed } from "../../shared/sim/world.ts";
import { ROUND } from "../../shared/tunables.ts";
import type { GameView } from "../net/game-view.ts";
import { hud } from "./hud-state.ts";
import { giveBackKeys, onKeys } from "./keys.ts";
import { paintGround, paintPlaces } from "./map-picture.ts";
import { say } from "./strings.ts";

/** Pixels of a picture along a side; CSS makes it smaller. */
const SIDE = 240;

export function MapVote({ view }: { view: GameView }) {
  const { seed, round, nextSize } = view.state;
  const maps = useMemo(
    () =>
      Array.from({ length: ROUND.maps }, (_, map) => makeArena(arenaSeed(seed, round + 1, map), nextSize)),
    [seed, round, nextSize],
  );
  const voted = useSignal(view.voted);
  const vote = (choice: number): void => {
    view.vote(choice);
    voted.value = choice;
  };
  useLayoutEffect(() => {
    const stop = new AbortController();
    const keys = maps.flatMap((_, i) =>
      [`Digit${i + 1}`, `Numpad${i + 1}`].map((code) => [code, () => vote(i)]),
    );
    onKeys(Object.fromEntries(keys), stop.signal);
    return () => stop.abort();
  }, [maps]);
  return (
    <fieldset class="vote" data-testid="vote">
      <legend>{say("voteTitle")}</legend>
      <div class="vote-maps">
        {maps.map((arena, i) => (
          <Choice
            key={arena.seed}
            arena={arena}
            n={i + 1}
            chosen={voted.value === i}
            onVote={() => vote(i)}
          />
        ))}
      </div>
    </fieldset>
  );
}

interface ChoiceProps {
  arena: Arena;
  n: number;
  chosen: boolean;
  onVote: () => void;
}

function Choice({ arena, n, chosen, onVote }: ChoiceProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const pen = canvas.current?.getContext("2d");
    if (!pen) return;
    paintGround(pen, arena, SIDE, true);
    paintPlaces(pen, arena, SIDE, () => false);
  }, [arena]);
  const votes = hud.votes.value[n - 1] ?? 0;
  return (
    <button
      type="button"
      class={chosen ? "vote-map chosen" : "vote-map"}
      data-testid={`vote-${n}`}
      aria-pressed={chosen}
      onClick={onVote}
      onPointerUp={giveBackKeys}
    >
      <span class="unseen">{say("voteFor", { n, votes })}</span>
      <canvas ref={canvas} width={SIDE} height={SIDE} />
      <span aria-hidden="true">
        <kbd class="vote-key">{n}</kbd>
        <b class={votes > 0 ? "vote-count some" : "vote-count"}>{votes}</b>
      </span>
    </button>
  );
}
