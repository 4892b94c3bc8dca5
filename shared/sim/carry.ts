// What comes along when a round goes on in another room: how it stands, and what each player has reached in it.
// Owns: those figures, taken out of one world and put into another. Must not: decide who comes, or when.
import { SKIMMER } from "../tunables.ts";
import { settle } from "./collision.ts";
import { isSolid, type Place, tileUnder } from "./tiles.ts";
import { Phase, type Skimmer, type World } from "./world.ts";

/** How a round stands. Of a match of two teams `clockTicks` are left to play, of a round for embers until its end. */
export interface CarriedRound {
  clockTicks: number;
  wins: number[];
  bout: number;
  draws: number;
  sudden: boolean;
}

/** What a player has; whole numbers from 0 up, places u. */
export interface CarriedPlayer extends Place {
  banked: number;
  kills: number;
  deaths: number;
  embers: number;
  hitPoints: number;
  scatterAmmo: number;
  orbAmmo: number;
  mineAmmo: number;
}

/** Its whole numbers, 65535 at most, in the order in which logs have them. */
export const COUNTS = [
  "banked",
  "kills",
  "deaths",
  "embers",
  "hitPoints",
  "scatterAmmo",
  "orbAmmo",
  "mineAmmo",
] as const satisfies (keyof CarriedPlayer)[];

/** How the round of a world stands. */
export function carriedRound({ match, rules, phase, phaseEndsTick, tick }: World): CarriedRound {
  const playing = phase === Phase.playing;
  const left = Math.max(1, phaseEndsTick - tick);
  const { wins, bout, draws, sudden } = match;
  // A bout that was broken off is played again; where the clock goes on, a kick-off more or less is all the same.
  const again = !rules.keepsClock && (playing || phase === Phase.countdown) ? 1 : 0;
  return {
    clockTicks: playing || rules.teams === 0 ? left : match.clockTicks,
    wins: [...wins],
    bout: Math.max(0, bout - again),
    draws,
    sudden,
  };
}

/** What the player in a slot has; null where nobody is. The dead, and who sits out, have empty hands and no place. */
export function carriedPlayer({ skimmers, scores }: World, slot: number): CarriedPlayer | null {
  const skimmer = skimmers[slot];
  const score = scores[slot];
  if (skimmer === null || score === null) return null;
  const { banked, kills, deaths } = score;
  const { x, y } = skimmer.alive ? skimmer : { x: 0, y: 0 };
  const { embers, hitPoints, scatterAmmo, orbAmmo, mineAmmo } = skimmer;
  const held = skimmer.alive ? { embers, hitPoints, scatterAmmo, orbAmmo, mineAmmo } : EMPTY;
  return { banked, kills, deaths, ...held, x, y };
}

const EMPTY = { embers: 0, hitPoints: SKIMMER.hitPoints, scatterAmmo: 0, orbAmmo: 0, mineAmmo: 0 };

/** The round that was just laid out goes on as it stood elsewhere; of a match, once its warm-up is over. */
export function carryRound(world: World, { clockTicks, wins, bout, draws, sudden }: CarriedRound): void {
  const { match, rules } = world;
  if (rules.teams === 0) {
    world.phaseEndsTick = world.tick + clockTicks;
    return;
  }
  match.wins[0] = wins[0];
  match.wins[1] = wins[1];
  match.bout = bout;
  match.draws = draws;
  match.sudden = sudden;
  match.clockTicks = clockTicks;
}

/**
 * Gives the player in a slot, who has just joined, what it had elsewhere. It stands where it stood, if there is a place
 * (not 0, 0) and no rock on it.
 */
export function carryPlayer(world: World, slot: number, brought: Readonly<CarriedPlayer>): void {
  const skimmer = world.skimmers[slot];
  const score = world.scores[slot];
  if (skimmer === null || score === null) return;
  score.banked = brought.banked;
  score.kills = brought.kills;
  score.deaths = brought.deaths;
  if (!skimmer.alive) return;
  skimmer.embers = brought.embers;
  skimmer.hitPoints = brought.hitPoints;
  skimmer.scatterAmmo = brought.scatterAmmo;
  skimmer.orbAmmo = brought.orbAmmo;
  skimmer.mineAmmo = brought.mineAmmo;
  if (brought.x !== 0 || brought.y !== 0) stand(world, skimmer, brought);
}

function stand({ arena }: World, skimmer: Skimmer, { x, y }: Readonly<Place>): void {
  if (isSolid(tileUnder(arena, x, y))) return;
  skimmer.x = x;
  skimmer.y = y;
  settle(arena, skimmer);
}
