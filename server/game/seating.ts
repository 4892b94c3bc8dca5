// Which team a newcomer plays for, and when a match may begin.
// Owns: the choice of a team, and the seat in it. Must not: let anybody in (arena-game.ts does).
import { teamSize } from "../../shared/sim/teams.ts";
import { Phase, type World } from "../../shared/sim/world.ts";
import type { Identity } from "./schema-spawner.ts";

/** What everybody knows of who is in a slot, as far as it matters here. */
interface Member {
  bot: boolean;
}

/** People, bots left out, who play for a team, or for any (-1). */
export function peopleOf({ scores, teams }: World, team = -1): number {
  let count = 0;
  for (const score of scores) {
    if (score === null || teams[score.slot] === -1 || (score as unknown as Member).bot) continue;
    if (team === -1 || teams[score.slot] === team) count += 1;
  }
  return count;
}

/** The team for a person: the wanted one (-1 for none) if it has a seat that no person has, else the one with fewer people; -1 when both are full. */
export function teamForPerson(world: World, wanted: number): number {
  const { seats } = world.rules;
  const people = [peopleOf(world, 0), peopleOf(world, 1)];
  if (wanted !== -1) return people[wanted] < seats ? wanted : -1;
  const fewer =
    people[1] < people[0] || (people[1] === people[0] && teamSize(world, 1) < teamSize(world, 0)) ? 1 : 0;
  return people[fewer] < seats ? fewer : -1;
}

/** The team for a bot: the smaller one; -1 when both are full. */
export function teamForBot(world: World): number {
  const sizes = [teamSize(world, 0), teamSize(world, 1)];
  const smaller = sizes[1] < sizes[0] ? 1 : 0;
  return sizes[smaller] < world.rules.seats ? smaller : -1;
}

/** The team that a newcomer plays for, with a seat that is free there: a bot's if need be. -1 when there is none. */
export function makeSeat(
  world: World,
  { bot, team: wanted }: Pick<Identity, "bot" | "team">,
  bots: { dismissOf(team: number): void },
): number {
  if (bot) return teamForBot(world);
  const team = teamForPerson(world, wanted);
  if (team !== -1 && teamSize(world, team) >= world.rules.seats) bots.dismissOf(team);
  return team;
}

/** Whether the warm-up is over: somebody is in, and all who are to come, or every seat is taken, or the time is up. */
export function mayBegin(world: World, allHere: boolean): boolean {
  if (world.phase !== Phase.warmup || peopleOf(world) === 0) return false;
  if (allHere) return true;
  const { seats } = world.rules;
  const complete = teamSize(world, 0) === seats && teamSize(world, 1) === seats;
  return complete || world.tick >= world.phaseEndsTick;
}
