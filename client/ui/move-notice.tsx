// Lines over the game about the server's end: a countdown, the move, the arrival; and the veil while it restarts.
// Owns: their markup. Must not: keep time (move-feed.ts does).
import type { Arrival, GameView } from "../net/game-view.ts";
import { hud, type Move } from "./hud-state.ts";
import { type StringKey, say } from "./strings.ts";
import "./move-notice.css";

const ARRIVED: Record<Arrival, StringKey> = {
  moved: "movedHere",
  lost: "lostHere",
  restarted: "restartedHere",
};

/** The region is always there: what appears in it is read out. The seconds that count down are not. */
export function MoveNotice() {
  const move = hud.move.value;
  return (
    <div class="move-notice" role="status" data-testid="move">
      {move !== null && <Line {...move} />}
    </div>
  );
}

function Line(move: Move) {
  if (move.kind === "arrived")
    return (
      <p key="arrived" class={`move-line arrived ${move.how}`} data-testid={`move-${move.how}`}>
        <ArrivedSign />
        <b>{say(ARRIVED[move.how])}</b>
      </p>
    );
  return (
    <p key="coming" class="move-line" data-testid={`move-${move.kind}`}>
      <Dial move={move} />
      <span>
        <b aria-live="off">{wordsOf(move)}</b>
        <small>{say(move.kind === "coming" && !move.elsewhere ? "restartsBack" : "movesAlong")}</small>
      </span>
    </p>
  );
}

function wordsOf(move: Exclude<Move, { kind: "arrived" }>): string {
  if (move.kind === "moving") return say("movesNow");
  const { seconds, elsewhere } = move;
  if (seconds === 0) return say(elsewhere ? "movesNow" : "restartsNow");
  return say(elsewhere ? "movesIn" : "restartsIn", { seconds });
}

/** The last seconds run round; without any left it turns. */
function Dial({ move }: { move: Exclude<Move, { kind: "arrived" }> }) {
  const seconds = move.kind === "coming" ? move.seconds : 0;
  return (
    <svg class={`move-dial${seconds === 0 ? " turning" : ""}`} viewBox="0 0 36 36" aria-hidden="true">
      <circle cx="18" cy="18" r="15.5" class="track" />
      <circle
        cx="18"
        cy="18"
        r="15.5"
        class="left"
        pathLength={30}
        stroke-dasharray={`${seconds === 0 ? 8 : Math.min(30, seconds)} 30`}
      />
      {seconds > 0 && (
        <text x="18" y="18.5">
          {seconds}
        </text>
      )}
    </svg>
  );
}

function ArrivedSign() {
  return (
    <svg class="move-sign" viewBox="0 0 20 20" aria-hidden="true">
      <path d="M4 10.5l4.2 4.2L16 6" />
    </svg>
  );
}

/** Over everything while the server is away; the way to the menu stays open. */
export function Restarting({ view }: { view: GameView }) {
  if (hud.link.value.kind !== "restarting") return null;
  return (
    <div class="veil" data-testid="restarting" role="alert">
      <section class="card lost">
        <i class="pulse" aria-hidden="true" />
        <h2>{say("restarting")}</h2>
        <p>{say("restartingBack")}</p>
        <button
          type="button"
          class="small-button"
          data-testid="stop-waiting"
          onClick={() => void view.leave()}
        >
          {say("toMenu")}
        </button>
      </section>
    </div>
  );
}
