// What everybody hears of (crown, bounty, mother-ember) and what a place says to who stands there, for the HUD's signals.
// Owns: when it is said, in which words, for how long. Must not: draw.
import { beaconAt, isWarm } from "../../shared/sim/banking.ts";
import { MOTHER } from "../../shared/tunables/arsenal.ts";
import { TICK_HZ } from "../../shared/tunables.ts";
import type { GameView } from "../net/game-view.ts";
import { type HeraldLine, hud } from "./hud-state.ts";
import { whoIs } from "./standings.ts";
import { say } from "./strings.ts";

const SHOWN_MS = 4500;
const LINES = 3;

/** Says what happens in `view` until the returned function is called. */
export function heralded(view: GameView): () => void {
  const timers = new Set<number>();
  let nextId = 1;
  let wearer = view.state.crown;
  const tell = (kind: HeraldLine["kind"], own: boolean, text: string): void => {
    const id = nextId++;
    const others = hud.heralds.value.filter((line) => line.kind !== kind);
    hud.heralds.value = [...others, { id, kind, own, text }].slice(-LINES);
    const timer = window.setTimeout(() => {
      timers.delete(timer);
      hud.heralds.value = hud.heralds.value.filter((line) => line.id !== id);
    }, SHOWN_MS);
    timers.add(timer);
  };
  const mine = (slot: number): boolean => slot === view.slot;
  const stops = [
    view.on("crown", ({ slot }) => {
      const { name } = whoIs(view, slot);
      if (mine(slot)) tell("crown", true, say("crownYours"));
      else if (mine(wearer)) tell("crown", true, say("crownLost", { name }));
      else tell("crown", false, say("crownTaken", { name }));
      wearer = slot;
    }),
    view.on("bounty", ({ slot, embers }) => {
      if (mine(slot)) tell("bounty", true, say("bountyYours", { embers }));
      else tell("bounty", false, say("bountyTaken", { name: whoIs(view, slot).name }));
    }),
    view.on("motherTaken", ({ by }) => {
      if (mine(by)) tell("mother", true, say("motherYours"));
      else tell("mother", false, say("motherTaken", { name: whoIs(view, by).name }));
    }),
    view.on("arena", () => {
      wearer = view.state.crown;
    }),
    // It has come when the countdown is through.
    hud.motherSeconds.subscribe(
      whenItEnds(() => isMotherThere(view) && tell("mother", false, say("motherIsHere"))),
    ),
  ];
  return () => {
    for (const stop of stops) stop();
    for (const timer of timers) window.clearTimeout(timer);
  };
}

/** For a signal of seconds: calls `then` when they reach 0. */
function whenItEnds(then: () => void): (seconds: number) => void {
  let before = 0;
  return (seconds) => {
    const ended = before > 0 && seconds === 0;
    before = seconds;
    if (ended) then();
  };
}

/** True while a mother-ember lies at the forge: the next one's tick is told when it is taken. */
export const isMotherThere = ({ state }: GameView): boolean =>
  state.motherTick > 0 && state.tick >= state.motherTick;

/** What the forge and the beacon under one's feet have to say. */
export function readPlaces(view: GameView): void {
  const { state, own, arena } = view;
  const left = state.motherTick - state.tick;
  const announced = !hud.scoresPhase.value && left > 0 && left <= MOTHER.announceTicks;
  hud.motherSeconds.value = announced ? Math.ceil(left / TICK_HZ) : 0;
  const beacon = own?.alive && own.embers > 0 ? beaconAt(arena, own.x, own.y) : -1;
  const cold = beacon !== -1 && !isWarm([...state.coldUntil], beacon, state.tick);
  hud.coldSeconds.value = cold ? Math.ceil((state.coldUntil[beacon] - state.tick) / TICK_HZ) : 0;
}
