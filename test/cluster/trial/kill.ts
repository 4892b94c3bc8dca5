// A process is killed while people play on all of them.
// Owns: the strike, and what is looked at. Must not: start the ground.
import { setTimeout as sleep } from "node:timers/promises";
import type { GameProcess } from "../../../server/ops/cluster/game-process.ts";
import { lookForBroken } from "./broken.ts";
import { atMost, type Figure, percentile, told } from "./figures.ts";
import type { Ground } from "./ground.ts";
import { joinFigures } from "./join-figures.ts";
import { listRooms, untilListed } from "./listing.ts";
import { patchFigures } from "./patches.ts";
import type { Spell } from "./spell.ts";

const UNLISTED_S = 15;
const BACK_S = 5;
/** Who is not back by then never is. */
const PATIENCE_MS = 30_000;

export async function kill({ cluster, crowd, clients, seconds, say }: Ground): Promise<Figure[]> {
  const fromMs = Date.now();
  await sleep(seconds * 1000);
  const victim = cluster.processes[1];
  const isGone = (home: string): boolean => !home.endsWith(victim.address);
  const had = ((await listRooms(cluster.endpoint)) ?? []).filter(({ home }) => !isGone(home)).length;
  say(`kill -9 of ${victim.name}`);
  const killedMs = Date.now();
  victim.kill("SIGKILL");
  const unlisted = untilListed(
    cluster.endpoint,
    (rooms) => rooms.every(({ home }) => isGone(home)),
    PATIENCE_MS,
  );
  const all = Promise.race([crowd.playing(clients), sleep(PATIENCE_MS, undefined, { ref: false })]);
  const unlistedMs = await unlisted;
  await all;
  await sleep(Math.max(0, killedMs + seconds * 1000 - Date.now()));
  const joined = await crowd.endJoins();
  const {
    all: spells,
    asked: others,
    broken,
    untilMs,
  } = await lookForBroken(
    crowd,
    ({ process, firstMs, lastMs }) => !isOf(victim, process) && firstMs < fromMs && lastMs > killedMs,
    0,
  );
  return [
    atMost(`${had} rooms of ${victim.name} listed after its end`, unlistedMs / 1000, UNLISTED_S, " s"),
    ...joinFigures(joined.filter(({ atMs }) => atMs >= fromMs)),
    ...backFigures(spells, victim, killedMs),
    atMost("players of the other processes whose game broke", broken, 0, ""),
    ...patchFigures(others, { fromMs, untilMs: killedMs }, { fromMs: killedMs, untilMs }),
  ];
}

const isOf = ({ address }: GameProcess, process: string): boolean => process.endsWith(address);

/** Of those who played on the process that died: when each saw a patch of another room. */
function backFigures(spells: readonly Spell[], victim: GameProcess, killedMs: number): Figure[] {
  const hit = spells.filter(({ process, lastMs }) => isOf(victim, process) && lastMs > killedMs - 1000);
  const back = hit.map(({ player }) => {
    const next = spells.find(
      (spell) => spell.player === player && spell.firstMs > killedMs && !isOf(victim, spell.process),
    );
    return next === undefined ? Number.POSITIVE_INFINITY : (next.firstMs - killedMs) / 1000;
  });
  const lost = back.filter((s) => s === Number.POSITIVE_INFINITY).length;
  return [
    atMost("its players who never came back", lost, 0, ""),
    atMost(`its ${hit.length} players back in a game, the last`, percentile(back, 100), BACK_S, " s"),
    told("  p50, p99", `${percentile(back, 50).toFixed(2)} s, ${percentile(back, 99).toFixed(2)} s`),
  ];
}
