// Why one is not in a game, and what to do instead: the next best room, a new page, one's seat back.
// Owns: its markup. Must not: decide what is best (the server does).
import { CloseCode } from "../../shared/protocol/close-codes.ts";
import type { RoomCard, SeatWant } from "../../shared/protocol/seats.ts";
import { ended, errorWords } from "./app-state.ts";
import { modeName } from "./mode-words.ts";
import { comeBack, play } from "./playing.ts";
import { say } from "./strings.ts";

export function Refused() {
  const words = errorWords();
  return (
    <div class="refused" role="alert">
      {words !== "" && (
        <>
          <p class="menu-error" data-testid="menu-error">
            {words}
          </p>
          <Instead />
        </>
      )}
    </div>
  );
}

/** Refusals after which another room may do. */
const ELSEWHERE: readonly unknown[] = ["full", "gone", "locked", "busy"];

function Instead() {
  const { code, next = null, want = null } = ended.value ?? { code: 0 };
  if (code === "version" || code === 426 || code === CloseCode.tooMuch)
    return <Way id="reload" words={say("reload")} act={() => location.reload()} />;
  if (code === CloseCode.replaced)
    return <Way id="take-back" words={say("takeBack")} act={() => void comeBack()} />;
  if (next !== null) return <Way id="next-best" words={nextWords(next)} act={() => void play(to(next))} />;
  if (want === null || want.kind === "quick" || !ELSEWHERE.includes(code)) return null;
  return <Way id="quick-play" words={say("quickPlay")} act={() => void play(QUICK)} />;
}

const QUICK: SeatWant = { kind: "quick", mode: "swarm" };
const to = ({ id }: RoomCard): SeatWant => ({ kind: "room", id });

const nextWords = ({ title, mode, people, seats }: RoomCard): string =>
  say("joinInstead", { room: title || modeName(mode), people, seats });

function Way({ id, words, act }: { id: string; words: string; act: () => void }) {
  return (
    <button type="button" class="small-button warm" data-testid={id} onClick={act}>
      {words}
    </button>
  );
}
