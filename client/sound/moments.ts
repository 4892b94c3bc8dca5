// Which moment of the game makes which sound: a line for each.
// Owns: that list. Must not: know how a sound is made or mixed.
import { Verdict } from "../../shared/sim/lance.ts";
import { Outcome } from "../../shared/sim/match-state.ts";
import { Flying, Pickup } from "../../shared/sim/things.ts";
import { Phase, Weapon } from "../../shared/sim/world.ts";
import type { GameView } from "../net/game-view.ts";
import { Streak } from "./mix.ts";
import type { Play } from "./player.ts";
import type { SoundName } from "./recipes.ts";

/** Until the returned function is called. */
export function hearMoments(view: GameView, play: Play): () => void {
  const streak = new Streak();
  let wearer = view.state.crown;
  const mine = (slot: number): boolean => slot === view.slot;
  const stops = [
    view.on("shotFired", (shot) => play(shot.kind === Flying.orb ? "orb" : "pulse", shot)),
    view.on("scatterFired", (shot) => play("scatter", shot)),
    view.on("mineLaid", (mine) => play("minePlaced", mine)),
    view.on("burst", (burst) => play(burst.weapon === Weapon.mine ? "mineBlast" : "orbBurst", burst)),
    view.on("reflected", (guard) => play("guardBlock", guard)),
    // Of what bursts, Blows tells whom it struck.
    view.on("shotEnded", (shot) => shot.own && shot.hit && shot.kind !== Flying.orb && play("hit")),
    view.on("crystalBroken", (crystal) => play("crystal", crystal)),
    view.on("beamFired", (beam) => play("lance", nearest(view, beam))),
    view.on("receipt", ({ judged }) => {
      if (judged?.verdict === Verdict.hit) play("hit");
      if (judged?.verdict === Verdict.guarded) play("guardBlock", judged.real ?? undefined);
    }),
    view.on("hurt", () => play("hurt")),
    view.on("kill", ({ by, victim }) => mine(by) && !mine(victim) && play("kill")),
    view.on("died", (end) => (end.own ? play("ownDeath") : play("died", end))),
    view.on("spawned", (start) => play("spawn", start)),
    view.on("dashed", (dash) => play("dash", dash)),
    view.on("jumped", (jump) => play("portal", jump)),
    view.on("moteRemoved", ({ by, kind, value }) => {
      // What is worth more is told by `picked`.
      if (!mine(by) || kind !== Pickup.ember || value > 1) return;
      play("mote", undefined, streak.next(performance.now() / 1000));
    }),
    view.on("picked", ({ kind }) => play(soundOfPickup(kind))),
    view.on("motherTaken", ({ by }) => mine(by) && play("bounty")),
    view.on("banked", () => play("bank")),
    view.on("crown", ({ slot }) => {
      if (mine(slot)) play("crownGained");
      else if (mine(wearer)) play("crownLost");
      wearer = slot;
    }),
    // A new round has nobody's crown.
    view.on("arena", () => {
      wearer = view.state.crown;
    }),
    view.on("matchPhase", ({ phase }) => hearPhase(view, phase, play)),
    view.on("bounty", ({ slot }) => mine(slot) && play("bounty")),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** What was won sounds like a crown, what was lost like one that is; a countdown's end like a start. */
function hearPhase({ state, slot }: GameView, phase: number, play: Play): void {
  const team = state.roster.get(String(slot))?.team ?? -1;
  const won = phase === Phase.scores ? state.winner : state.lastWon;
  if (phase === Phase.countdown) play("pickup");
  else if (phase === Phase.playing) play("bounty");
  else if (phase === Phase.interval || phase === Phase.scores) {
    if (won === Outcome.draw || team === -1) play("crate");
    else play(won === team ? "crownGained" : "crownLost");
  }
}

function soundOfPickup(kind: number): SoundName {
  if (kind === Pickup.ember) return "shard";
  return kind === Pickup.scatter || kind === Pickup.orb || kind === Pickup.mine ? "crate" : "pickup";
}

/** Where a beam passes who hears it: it is heard from there, and not from its muzzle alone. */
function nearest(view: GameView, beam: { x: number; y: number; toX: number; toY: number }) {
  const ear = view.watching;
  const dx = beam.toX - beam.x;
  const dy = beam.toY - beam.y;
  const along = ((ear.x - beam.x) * dx + (ear.y - beam.y) * dy) / Math.max(1, dx * dx + dy * dy);
  const share = Math.max(0, Math.min(1, along));
  return { x: beam.x + dx * share, y: beam.y + dy * share };
}
