// A match of two teams: warm-up, countdown, play, interval, and so on until one has won.
// Owns: the phases, what has been won. Must not: know what wins (bouts.ts, goals.ts), or connections.
import { MATCH } from "../tunables/modes.ts";
import { BOUTS } from "./bouts.ts";
import { GOALS } from "./goals.ts";
import { leader, Outcome } from "./match-state.ts";
import { removeMines } from "./mines.ts";
import { clearMotes } from "./motes.ts";
import { laySpots } from "./pickups.ts";
import type { Play } from "./play.ts";
import { clearBlows, placeTeams } from "./respawn.ts";
import { removeShots } from "./shots-aloft.ts";
import { teamSize } from "./teams.ts";
import { Phase, type World } from "./world.ts";

const PLAYS = { bouts: BOUTS, goals: GOALS } as const;

const playOf = ({ rules }: World): Play => PLAYS[rules.play === "goals" ? "goals" : "bouts"];

/** Advances the phase when its time is up; true while it is played. Laying out a play takes a whole tick. */
export function stepMatch(world: World): boolean {
  const { phase } = world;
  if (phase === Phase.scores) return false;
  if (phase === Phase.warmup) {
    // Waiting begins with the first to come.
    if (teamSize(world, 0) + teamSize(world, 1) === 0) world.phaseEndsTick = world.tick + MATCH.warmupTicks;
    return false;
  }
  if (forfeit(world)) return false;
  if (world.tick >= world.phaseEndsTick) passOn(world);
  world.glow = glowNow(world);
  return world.phase === Phase.playing;
}

/** The warm-up is over: whoever is in plays. */
export function begin(world: World): void {
  if (world.phase === Phase.warmup) layOut(world);
}

/** Ends a play that was won, or that both lost, in this tick. */
export function judgePlay(world: World): void {
  const outcome = playOf(world).outcome(world);
  if (outcome !== Outcome.open) endPlay(world, outcome);
}

function passOn(world: World): void {
  if (world.phase === Phase.interval) layOut(world);
  else if (world.phase === Phase.countdown) {
    world.phase = Phase.playing;
    world.phaseEndsTick = world.tick + world.match.clockTicks;
  } else timeUp(world);
}

function timeUp(world: World): void {
  const { match, rules } = world;
  const outcome = playOf(world).atTimeUp(world);
  if (outcome !== Outcome.open) {
    if (rules.keepsClock) endMatch(world, outcome);
    else endPlay(world, outcome);
    return;
  }
  match.sudden = true;
  world.phaseEndsTick = world.tick + rules.suddenTicks;
}

/** Places everybody anew, with nothing in hand; what is broken stays so, what lay or flew is gone. */
function layOut(world: World): void {
  const { match, rules } = world;
  removeShots(world, () => true);
  removeMines(world, () => true);
  clearMotes(world);
  clearBlows(world);
  laySpots(world);
  // A draw is played again, and a goal of the sudden death ends the match: it goes on for as long as it was left.
  if (!rules.keepsClock || match.bout === 0) {
    match.sudden = false;
    match.clockTicks = world.lengths.lengthTicks;
  }
  match.bout += 1;
  placeTeams(world);
  playOf(world).kickOff(world);
  world.phase = Phase.countdown;
  world.phaseEndsTick = world.tick + MATCH.countdownTicks;
}

function endPlay(world: World, outcome: number): void {
  const { match, rules } = world;
  match.lastWon = outcome;
  match.clockTicks = Math.max(1, world.phaseEndsTick - world.tick);
  if (outcome === Outcome.draw) match.draws += 1;
  else match.wins[outcome] += 1;
  if (outcome !== Outcome.draw && (match.wins[outcome] >= rules.wins || (match.sudden && rules.keepsClock)))
    endMatch(world, outcome);
  else if (outcome === Outcome.draw && match.draws > rules.draws) endMatch(world, leader(match));
  else {
    world.phase = Phase.interval;
    world.phaseEndsTick = world.tick + MATCH.intervalTicks;
    removeShots(world, () => true);
  }
}

function endMatch(world: World, winner: number): void {
  world.match.winner = winner;
  world.phase = Phase.scores;
  world.phaseEndsTick = world.tick + world.lengths.scoresTicks;
  removeShots(world, () => true);
}

/** A team that nobody is left of has lost; true when that ends the match. */
function forfeit(world: World): boolean {
  const left = [teamSize(world, 0) > 0, teamSize(world, 1) > 0];
  if (left[0] && left[1]) return false;
  endMatch(world, left[0] ? 0 : left[1] ? 1 : Outcome.draw);
  return true;
}

/** What every light has on top, u: it grows in a sudden death. */
function glowNow({ rules, match, phase, phaseEndsTick, tick }: World): number {
  if (!match.sudden || phase !== Phase.playing) return rules.glow;
  return rules.glow + rules.suddenGlow * (tick - (phaseEndsTick - rules.suddenTicks));
}
