// All processes are restarted, one after the other, while people play on them.
// Owns: the order, and what is looked at. Must not: start the ground.
import { writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { GameProcess } from "../../../server/ops/cluster/game-process.ts";
import { atLeast, atMost, type Figure, percentile, told } from "./figures.ts";
import type { Ground } from "./ground.ts";
import { joinFigures } from "./join-figures.ts";
import { listRooms } from "./listing.ts";
import { untilReady } from "./processes.ts";
import type { Score, Spell } from "./spell.ts";

const EXIT_S = 35;
const ON_S = 10;
const SHARE = 99;

/** `hang`: a file that makes disposing a room hang in every process once it is there (hang.ts). */
export async function rolling(ground: Ground, hang: string): Promise<Figure[]> {
  const { cluster, crowd, clients, seconds, say } = ground;
  const figures: Figure[] = [];
  const fromMs = Date.now();
  const restart = async (one: GameProcess, how: string): Promise<void> => {
    say(`${one.name} is told to end${how}`);
    const tookMs = await one.restart();
    figures.push(atMost(`exit of ${one.name}${how}`, tookMs / 1000, EXIT_S, " s"));
    await untilReady(cluster);
    await sleep(seconds * 1000);
  };
  for (const one of cluster.processes) await restart(one, "");
  await writeFile(hang, "");
  await restart(await fullest(ground), ", a dispose hangs");
  await Promise.race([crowd.playing(clients), sleep(ON_S * 1000, undefined, { ref: false })]);
  const joined = await crowd.endJoins();
  const playing = await crowd.countPlaying();
  const spells = (await crowd.spells()).filter(({ lastMs }) => lastMs > fromMs);
  return [
    ...figures,
    ...moveFigures(spells),
    atLeast("players who play in the end", (100 * playing) / clients, SHARE, "%"),
    ...joinFigures(joined.filter(({ atMs }) => atMs >= fromMs)),
  ];
}

/** The process with the most people: nothing is disposed of where nobody is. */
async function fullest({ cluster }: Ground): Promise<GameProcess> {
  const rooms = (await listRooms(cluster.endpoint)) ?? [];
  const peopleOn = ({ address }: GameProcess): number =>
    rooms.reduce((sum, { home, people }) => sum + (home.endsWith(address) ? people : 0), 0);
  return cluster.processes.toSorted((a, b) => peopleOn(b) - peopleOn(a))[0];
}

interface Move {
  from: Spell;
  to: Spell;
}

/** Every change of the process, by player. */
function movesOf(spells: readonly Spell[]): Move[] {
  const last = new Map<number, Spell>();
  const moves: Move[] = [];
  for (const spell of spells.toSorted((a, b) => a.firstMs - b.firstMs)) {
    if (spell.patches === 0) continue;
    const from = last.get(spell.player);
    if (from !== undefined && from.room !== spell.room) moves.push({ from, to: spell });
    last.set(spell.player, spell);
  }
  return moves;
}

function moveFigures(spells: readonly Spell[]): Figure[] {
  const moves = movesOf(spells);
  const seconds = moves.map(({ from, to }) => Math.max(0, to.firstMs - from.lastMs) / 1000);
  const inTime = seconds.filter((s) => s <= ON_S).length;
  const known = moves.filter(({ from, to }) => from.lastScore !== null && to.firstScore !== null);
  const kept = known.filter(({ from, to }) => same(from.lastScore as Score, to.firstScore as Score));
  const worth = known.filter(({ from }) => worthOf(from.lastScore as Score) > 0).length;
  return [
    atLeast(
      `of ${moves.length} moves, those who played on within ${ON_S} s`,
      share(inTime, moves.length),
      SHARE,
      "%",
    ),
    told(
      "  without a picture, p50, p99, max",
      [50, 99, 100].map((p) => `${percentile(seconds, p).toFixed(2)} s`).join(", "),
    ),
    atLeast(
      `embers and scores kept, of ${known.length} who know (${worth} had some)`,
      share(kept.length, known.length),
      SHARE,
      "%",
    ),
  ];
}

const share = (part: number, all: number): number => (all === 0 ? 0 : (100 * part) / all);
const worthOf = ({ embers, banked, kills, deaths }: Score): number => embers + banked + kills + deaths;
const same = (a: Score, b: Score): boolean =>
  a.embers === b.embers && a.banked === b.banked && a.kills === b.kills && a.deaths === b.deaths;
