// A log held against itself: every tick's hash is compared, and what differs is named.
import assert from "node:assert/strict";
import { SILENT } from "../../../../shared/sim/events.ts";
import { hash } from "../../../../shared/sim/hash.ts";
import { type InputLog, InputLogReader, InputLogWriter } from "../../../../shared/sim/input-log.ts";
import { Verdict } from "../../../../shared/sim/lance.ts";
import { recordPoses } from "../../../../shared/sim/pose-history.ts";
import { compare, worldOf as loggedWorld, replay } from "../../../../shared/sim/replay.ts";
import { step } from "../../../../shared/sim/step.ts";
import { ROUND } from "../../../../shared/tunables.ts";
import { lances } from "../../../helpers/lance.ts";
import { makeFeed, pseudoInput, recorder, type Told } from "../../../helpers/world.ts";

const SLOTS = Array.from({ length: 24 }, (_, slot) => slot);
const head = (seed: number) => ({
  seed,
  size: "small" as const,
  round: 0,
  map: 0,
  lengths: ROUND,
  startTick: 0,
  mode: "swarm" as const,
  teams: SLOTS.map(() => -1),
  slots: [...SLOTS],
  resting: [],
});

/** Plays `ticks` with 24 lively players and writes them down. */
function played(seed: number, ticks: number, hashed = true): { log: InputLog; told: Told[] } {
  const writer = new InputLogWriter(head(seed));
  const world = loggedWorld(writer.finish());
  const feed = makeFeed(world, (slot, tick) => pseudoInput(seed, slot, tick));
  const events = recorder(world);
  const logged = {
    next(slot: number) {
      const input = feed.next(slot);
      if (input !== null) writer.input(slot, input);
      return input;
    },
  };
  for (let i = 0; i < ticks; i++) {
    step(world, logged, events);
    writer.endTick(hashed ? hash(world) : undefined);
    if (world.tick % 3 === 0) continue;
    recordPoses(world);
    writer.patch();
  }
  return { log: writer.finish(), told: events.told };
}

/** The same log without some of what it tells. */
function without(log: InputLog, what: "patch" | "view"): InputLog {
  const writer = new InputLogWriter(head(log.seed));
  const reader = new InputLogReader(log.records);
  const into = {
    join: (slot: number) => writer.join(slot),
    leave: (slot: number) => writer.leave(slot),
    rest: (slot: number) => writer.rest(slot),
    wake: (slot: number) => writer.wake(slot),
    begin: () => writer.begin(),
    carry: () => {},
    carryRound: () => {},
    patch: () => (what === "patch" ? undefined : writer.patch()),
    input: (slot: number, input: Parameters<InputLogWriter["input"]>[1]) =>
      writer.input(slot, what === "view" ? { ...input, view: 0 } : input),
  };
  while (reader.readTick(into)) writer.endTick();
  return { ...writer.finish(), hashes: log.hashes };
}

describe("a replay that is compared", () => {
  const { log, told } = played(5, 1800);

  it("differs in no tick of its own log", () => {
    assert.deepEqual(compare(log), { ticks: 1800, compared: 1800, differing: [], differ: 0 });
  });

  it("a single hash that was changed is found, and its tick named", () => {
    for (const tick of [1, 777, 1800]) {
      const hashes = log.hashes.slice();
      hashes[tick - 1] ^= 0x400;
      assert.deepEqual(compare({ ...log, hashes }), {
        ticks: 1800,
        compared: 1800,
        differing: [tick],
        differ: 1,
      });
    }
  });

  it("of many only the first ten are named, and all are counted", () => {
    const hashes = log.hashes.map((h, i) => (i >= 100 ? h ^ 1 : h));
    const { differing, differ } = compare({ ...log, hashes });
    assert.deepEqual(
      differing,
      Array.from({ length: 10 }, (_, i) => 101 + i),
    );
    assert.equal(differ, 1700);
  });

  it("without hashes it plays, and compares nothing; with fewer it compares those", () => {
    const bare = compare(played(5, 90, false).log);
    assert.deepEqual(bare, { ticks: 90, compared: 0, differing: [], differ: 0 });
    assert.equal(compare({ ...log, hashes: log.hashes.slice(0, 50) }).compared, 50);
  });

  it("tells each tick, after its events, and the same events as live", () => {
    const again: Told[] = [];
    const ticks: number[] = [];
    // The recorder stamps ticks of a world; the comparison has its own, so that the count is passed in.
    const clock = { tick: 1 } as Parameters<typeof recorder>[0];
    const events = recorder(clock);
    compare(log, events, (tick) => {
      ticks.push(tick);
      clock.tick = tick + 1;
    });
    again.push(...events.told);
    assert.deepEqual(
      ticks,
      Array.from({ length: 1800 }, (_, i) => i + 1),
    );
    assert.deepEqual(again, told);
  });

  it("needs the view times and the patches: without them rewound beams fall otherwise", () => {
    const rewound = lances(told).filter(
      ({ verdict, tick, viewTick }) => verdict === Verdict.hit && tick - viewTick > 1,
    );
    assert.ok(rewound.length > 3, `only ${rewound.length} rewound hits`);
    for (const what of ["view", "patch"] as const)
      assert.ok(compare(without(log, what)).differ > 0, `${what}es do not count`);
  });

  it("replay() without anybody to tell gives the last hash", () => {
    const found: number[] = [];
    replay(log, (_world, h) => found.push(h), SILENT);
    assert.deepEqual(Uint32Array.from(found), log.hashes);
  });
});

describe("hashes in a log", () => {
  it("are those of its ticks, as a copy: one for each, none when none were taken", () => {
    const writer = new InputLogWriter(head(1));
    for (const h of [1, 0xffffffff, 0x80000000]) writer.endTick(h);
    const { hashes } = writer.finish();
    writer.endTick(9);
    assert.deepEqual([...hashes], [1, 0xffffffff, 0x80000000]);
    assert.equal(writer.finish().hashes.length, 4);
    assert.equal(played(1, 3, false).log.hashes.length, 0);
  });
});
