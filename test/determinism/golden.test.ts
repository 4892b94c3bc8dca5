// The world of one seed after a minute, by its hash: any change of the rules, wanted or not, shows here.
import assert from "node:assert/strict";
import { hash } from "../../shared/sim/hash.ts";
import { type Input, packMove, STILL } from "../../shared/sim/input.ts";
import { Verdict } from "../../shared/sim/lance.ts";
import { cos, direction, sin } from "../../shared/sim/math.ts";
import { PLAIN_SPAWNER } from "../../shared/sim/plain-spawner.ts";
import { join, startRound } from "../../shared/sim/round.ts";
import { makeWorld, type World } from "../../shared/sim/world.ts";
import { lances } from "../helpers/lance.ts";
import { distance, pseudoInput, recorder, run, skimmerOf } from "../helpers/world.ts";

/**
 * When this fails and the change of the rules was wanted: raise LOG_VERSION (shared/sim/input-log.ts), for old logs
 * no longer replay, and PROTOCOL_VERSION (shared/protocol/version.ts), for old clients mispredict; then put the hash
 * that the failure names here. When no change was wanted, it has found a bug.
 */
const GOLDEN = [510_690_270, 3_691_467_527, 1_363_676_498] as const;

/** Every other player is drawn to the beacons while it carries something. */
function playerOf(world: World, slot: number, tick: number): Input {
  const input = pseudoInput(20262, slot, tick);
  const self = skimmerOf(world, slot);
  if (slot % 2 === 0 || self.embers === 0 || tick % 90 < 30) return input;
  const beacon = world.arena.beacons.reduce((a, b) => (distance(a, self) <= distance(b, self) ? a : b));
  const heading = direction(beacon.x - self.x, beacon.y - self.y);
  const near = distance(beacon, self) < 60;
  return { ...input, move: near ? STILL : packMove(cos(heading), sin(heading)) };
}

describe("the golden hash", () => {
  it("of seed 20263, 24 players, after 1, 300 and 2,700 ticks is what it was", () => {
    const world = makeWorld(20263, "small", PLAIN_SPAWNER);
    startRound(world, 0);
    for (let i = 0; i < 24; i++) join(world);
    // Crates alone would leave it to chance who fires what in a minute.
    for (let slot = 0; slot < 8; slot++)
      Object.assign(skimmerOf(world, slot), { scatterAmmo: 10, orbAmmo: 3, mineAmmo: 3 });
    const events = recorder(world);
    const found = [1, 300, 2700].map((end) => {
      run(world, end - world.tick, (slot, tick) => playerOf(world, slot, tick), events);
      return hash(world);
    });
    assert.deepEqual(found, GOLDEN);
    const kinds = new Set(events.told.map(({ what }) => what));
    assert.deepEqual(
      [...kinds].sort(),
      [
        "banked",
        "bounty",
        "burst",
        "crowned",
        "hurt",
        "killed",
        "lanced",
        "picked",
        "reflected",
        "scattered",
      ],
      "the minute must hold everything",
    );
    const rewound = lances(events.told).filter(({ viewTick, tick }) => viewTick < tick);
    const verdicts = new Set(rewound.map(({ verdict }) => verdict));
    assert.deepEqual([...verdicts].sort(), Object.values(Verdict).sort(), "of rewound beams, every verdict");
  });
});
