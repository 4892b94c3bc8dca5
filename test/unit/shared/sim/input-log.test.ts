// The log of a round: what was written is read, a stop is between two ticks, and garbage is refused rather than read.
import assert from "node:assert/strict";
import fc from "fast-check";
import { type CarriedPlayer, type CarriedRound, COUNTS } from "../../../../shared/sim/carry.ts";
import type { Input } from "../../../../shared/sim/input.ts";
import { InputLogReader, InputLogWriter, LOG_VERSION, LogCode } from "../../../../shared/sim/input-log.ts";
import { replay } from "../../../../shared/sim/replay.ts";
import { MAX_SLOTS, ROUND } from "../../../../shared/tunables.ts";
import { IGNORED } from "../../../helpers/input-log.ts";

type Entry =
  | ["join", number, number]
  | ["leave" | "rest" | "wake", number]
  | ["begin"]
  | ["carry", number, CarriedPlayer]
  | ["carryRound", CarriedRound]
  | ["input", number, Input]
  | ["patch"];

const HEAD = {
  seed: 1,
  mode: "swarm",
  size: "small",
  round: 0,
  map: 0,
  lengths: ROUND,
  startTick: 0,
  slots: [],
  teams: [],
  resting: [],
} as const;
const writer = (): InputLogWriter => new InputLogWriter({ ...HEAD, slots: [], teams: [], resting: [] });

const slot = fc.integer({ min: 0, max: MAX_SLOTS - 1 });
const input = fc
  .tuple(
    fc.integer({ min: 0, max: 0xffff }),
    fc.integer({ min: 0, max: 0xffff }),
    fc.integer({ min: 0, max: 0xff }),
    fc.integer({ min: 0, max: 0xffff }),
  )
  .map(([move, aim, buttons, view]): Input => ({ move, aim, buttons, view }));
const uint16 = fc.integer({ min: 0, max: 0xffff });
const byte = fc.integer({ min: 0, max: 255 });
const carried = fc
  .tuple(
    fc.tuple(...COUNTS.map(() => uint16)),
    uint16.map((eighths) => eighths / 8),
    uint16.map((eighths) => eighths / 8),
  )
  .map(([counts, x, y]) => {
    const named = Object.fromEntries(COUNTS.map((name, i) => [name, counts[i]]));
    return { ...named, x, y } as unknown as CarriedPlayer;
  });
const course: fc.Arbitrary<CarriedRound> = fc
  .tuple(fc.integer({ min: 0, max: 3600 * 30 }), fc.tuple(byte, byte), byte, byte, fc.boolean())
  .map(([clockTicks, wins, bout, draws, sudden]) => ({ clockTicks, wins, bout, draws, sudden }));
const entry: fc.Arbitrary<Entry> = fc.oneof(
  { weight: 1, arbitrary: fc.tuple(fc.constant("join" as const), slot, fc.integer({ min: -1, max: 1 })) },
  { weight: 1, arbitrary: fc.tuple(fc.constant("leave" as const), slot) },
  { weight: 1, arbitrary: fc.tuple(fc.constant("rest" as const), slot) },
  { weight: 1, arbitrary: fc.tuple(fc.constant("wake" as const), slot) },
  { weight: 1, arbitrary: fc.constant<Entry>(["patch"]) },
  { weight: 1, arbitrary: fc.constant<Entry>(["begin"]) },
  { weight: 1, arbitrary: fc.tuple(fc.constant("carry" as const), slot, carried) },
  { weight: 1, arbitrary: fc.tuple(fc.constant("carryRound" as const), course) },
  { weight: 8, arbitrary: fc.tuple(fc.constant("input" as const), slot, input) },
);

function write(log: InputLogWriter, ticks: readonly (readonly Entry[])[]): void {
  for (const entries of ticks) {
    for (const e of entries) {
      if (e[0] === "input") log.input(e[1], e[2]);
      else if (e[0] === "patch") log.patch();
      else if (e[0] === "begin") log.begin();
      else if (e[0] === "carry") log.carry(e[1], e[2]);
      else if (e[0] === "carryRound") log.carryRound(e[1]);
      else if (e[0] === "join") log.join(e[1], e[2]);
      else log[e[0]](e[1]);
    }
    log.endTick();
  }
}

function read(records: Uint8Array): Entry[][] {
  const reader = new InputLogReader(records);
  const ticks: Entry[][] = [];
  for (;;) {
    const entries: Entry[] = [];
    const more = reader.readTick({
      join: (s, team) => entries.push(["join", s, team]),
      leave: (s) => entries.push(["leave", s]),
      rest: (s) => entries.push(["rest", s]),
      wake: (s) => entries.push(["wake", s]),
      begin: () => entries.push(["begin"]),
      carry: (s, brought) => entries.push(["carry", s, brought]),
      carryRound: (round) => entries.push(["carryRound", round]),
      patch: () => entries.push(["patch"]),
      input: (s, i) => entries.push(["input", s, { ...i }]),
    });
    if (!more) return ticks;
    ticks.push(entries);
  }
}

describe("the input log", () => {
  it("property: reads what was written, tick by tick, joins, leaves, rests and patches in their place", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(entry, { maxLength: 12, size: "max" }), { maxLength: 30, size: "max" }),
        (ticks) => {
          const log = writer();
          write(log, ticks);
          const { records, truncated, version } = log.finish();
          assert.equal(truncated, false);
          assert.equal(version, LOG_VERSION);
          assert.deepEqual(read(records), ticks);
        },
      ),
    );
  });

  it("property: held inputs cost a byte each, changed ones eight", () => {
    fc.assert(
      fc.property(slot, input, fc.integer({ min: 1, max: 200 }), (s, i, times) => {
        fc.pre(i.move !== 0x8080 || i.aim !== 0 || i.buttons !== 0 || i.view !== 0);
        const log = writer();
        write(
          log,
          Array.from({ length: times }, () => [["input", s, i]]),
        );
        assert.equal(log.finish().records.length, 8 + (times - 1) + times);
      }),
    );
  });

  it("finish() is a copy: writing on does not change it", () => {
    const log = writer();
    write(log, [[["join", 3, 1]]]);
    const early = log.finish();
    const bytes = [...early.records];
    write(log, [[["leave", 3]]]);
    assert.deepEqual([...early.records], bytes);
    assert.equal(log.finish().records.length, 7);
  });

  it("an input object that is reused is written as it was", () => {
    const log = writer();
    const reused = { move: 1, aim: 2, buttons: 3, view: 4 };
    log.input(5, reused);
    reused.view = 9;
    log.input(5, reused);
    log.endTick();
    assert.deepEqual(
      read(log.finish().records)[0].map((e) => e[2]),
      [
        { move: 1, aim: 2, buttons: 3, view: 4 },
        { move: 1, aim: 2, buttons: 3, view: 9 },
      ],
    );
  });

  it("grows to its 16 MiB, then stops between two ticks and says so", function () {
    this.timeout(30_000);
    const log = writer();
    let written = 0;
    while (!log.finish().truncated && written < 40_000) {
      for (let burst = 0; burst < 500; burst++, written++) {
        for (let s = 0; s < MAX_SLOTS; s++)
          log.input(s, { move: written & 0xffff, aim: s, buttons: 1, view: 0 });
        log.endTick();
      }
    }
    const { records, truncated } = log.finish();
    assert.equal(truncated, true);
    assert.ok(records.length <= 16 * 1024 * 1024 && records.length > 15.97 * 1024 * 1024);
    assert.equal(records.at(-1), LogCode.endOfTick);
    const reader = new InputLogReader(records);
    let ticks = 0;
    let inputs = 0;
    while (reader.readTick({ ...IGNORED, input: () => inputs++ })) ticks++;
    assert.equal(inputs, ticks * MAX_SLOTS);
    assert.ok(ticks < written);
  });

  it("a tick may hold the credit of everybody: nine changed inputs each do not break the log's end", function () {
    this.timeout(30_000);
    const log = writer();
    let n = 0;
    for (let tick = 0; tick < 2700; tick++) {
      for (let s = 0; s < MAX_SLOTS; s++) {
        for (let i = 0; i < 9; i++) log.input(s, { move: n++ & 0xffff, aim: i, buttons: 0, view: s });
      }
      log.endTick();
    }
    const { records, truncated } = log.finish();
    assert.equal(truncated, true);
    const reader = new InputLogReader(records);
    assert.doesNotThrow(() => {
      while (reader.readTick(IGNORED));
    });
  });
});

describe("a log that makes no sense", () => {
  it("property: of any bytes the reader ends, or throws RangeError, and never reads more than there is", () => {
    const bytes = fc.uint8Array({ maxLength: 400, size: "max" });
    const codes = fc.array(fc.constantFrom(0xff, 0xfe, 0xfd, 0xfc, 0x7c, 0x7d, 0x7e, 0x7f, 0x80, 0, 123), {
      maxLength: 60,
      size: "max",
    });
    fc.assert(
      fc.property(fc.oneof(bytes, codes.map(Uint8Array.from.bind(Uint8Array))), (records) => {
        let told = 0;
        const count = (s: number): void => {
          told++;
          assert.ok(s >= 0 && s < MAX_SLOTS);
        };
        const reader = new InputLogReader(records);
        let ticks = 0;
        try {
          while (
            reader.readTick({
              join: count,
              leave: count,
              rest: count,
              wake: count,
              begin: () => told++,
              carry: () => told++,
              carryRound: () => told++,
              patch: () => told++,
              input: count,
            })
          )
            ticks++;
        } catch (error) {
          assert.ok(error instanceof RangeError, String(error));
        }
        assert.ok(told + ticks <= records.length, "more told than bytes");
      }),
      { numRuns: 3000 },
    );
  });

  it("throws RangeError for a slot that does not exist, and for an end within a tick", () => {
    for (const records of [
      [126],
      [0x7c, 124, 0xff],
      [0x7d, 0xff],
      [0xfe, 124, 0xff],
      [0xfd, 255, 0xff],
      [0x7f, 0xff],
    ]) {
      assert.throws(() => read(Uint8Array.from(records)), RangeError, String(records));
    }
    for (const records of [[5], [0xfe], [0xfc], [0x80, 1, 2, 3, 4, 5, 6], [0xff, 5]]) {
      assert.throws(() => read(Uint8Array.from(records)), RangeError, String(records));
    }
    assert.deepEqual(read(new Uint8Array()), []);
  });

  it("of another version is not replayed", () => {
    const log = { ...writer().finish(), version: LOG_VERSION + 1 };
    assert.throws(() => replay(log, () => {}), RangeError);
  });
});
