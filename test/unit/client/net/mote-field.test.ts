// The motes that a client knows: gathered ahead of the server, and given back when it says otherwise.
import assert from "node:assert/strict";
import { MoteField } from "../../../../client/net/mote-field.ts";
import { MoteSchema } from "../../../../shared/schema/arena-schema.ts";
import { plainSkimmer } from "../../../../shared/sim/plain-spawner.ts";
import { EMBERS } from "../../../../shared/tunables.ts";

const SIDE = 3072;

function moteAt(x: number, y: number, value = 1): MoteSchema {
  const mote = new MoteSchema();
  Object.assign(mote, { x, y, value });
  return mote;
}

const skimmer = (embers = 0) => Object.assign(plainSkimmer(0), { x: 1000, y: 1000, alive: true, embers });

function fieldOf(...motes: MoteSchema[]): MoteField {
  const field = new MoteField(SIDE);
  for (const mote of motes) field.add(mote);
  return field;
}

describe("the mote field", () => {
  it("gathers what is touched, once, up to 50 embers", () => {
    const [near, far] = [moteAt(1030, 1000), moteAt(1040, 1000)];
    const field = fieldOf(near, far);
    const own = skimmer();
    field.gather(own, 5);
    field.gather(own, 6);
    assert.equal(own.embers, 1);
    assert.deepEqual([field.isTaken(near), field.isTaken(far)], [true, false]);
    const full = skimmer(50);
    full.x = 1040;
    field.gather(full, 7);
    assert.deepEqual([full.embers, field.isTaken(far)], [50, false]);
  });

  it("the dead gather nothing", () => {
    const mote = moteAt(1000, 1000);
    const field = fieldOf(mote);
    field.gather({ ...skimmer(), alive: false }, 5);
    assert.equal(field.isTaken(mote), false);
  });

  it("before a replay forgets what inputs after the acknowledged one took, and keeps what earlier ones took", () => {
    const motes = [moteAt(1000, 1000), moteAt(1200, 1000), moteAt(1400, 1000)];
    const field = fieldOf(...motes);
    for (const [i, mote] of motes.entries()) field.gather({ ...skimmer(), x: mote.x }, 10 + i);
    field.release(11, false);
    assert.deepEqual(
      motes.map((mote) => field.isTaken(mote)),
      [true, true, false],
    );
  });

  it("once settled forgets what inputs up to the acknowledged one took: a mote that still lies there was not theirs", () => {
    const motes = [moteAt(1000, 1000), moteAt(1200, 1000), moteAt(1400, 1000)];
    const field = fieldOf(...motes);
    for (const [i, mote] of motes.entries()) field.gather({ ...skimmer(), x: mote.x }, 10 + i);
    field.release(11, true);
    assert.deepEqual(
      motes.map((mote) => field.isTaken(mote)),
      [false, false, true],
    );
  });

  it("rolled back and replayed, the same inputs take the same motes", () => {
    const motes = Array.from({ length: 20 }, (_, i) => moteAt(900 + i * 10, 1000));
    const field = fieldOf(...motes);
    const play = (): { embers: number; taken: boolean[] } => {
      const own = { ...skimmer(), x: 900 };
      for (let seq = 1; seq <= 10; seq++) {
        own.x += 8;
        field.gather(own, seq);
      }
      return { embers: own.embers, taken: motes.map((mote) => field.isTaken(mote)) };
    };
    const first = play();
    assert.ok(first.embers > 5);
    field.release(0, false);
    assert.ok(motes.every((mote) => !field.isTaken(mote)));
    assert.deepEqual(play(), first);
  });

  it("a mote that is gone is not gathered, and its place is free for the next", () => {
    const field = fieldOf();
    for (let i = 0; i < 3 * EMBERS.maxMotes; i++) {
      const mote = moteAt(1000, 1000);
      field.add(mote);
      const own = skimmer();
      field.gather(own, 1 + i);
      assert.equal(own.embers, 1);
      field.remove(mote);
      assert.equal(field.isTaken(mote), false);
      field.gather(own, 1 + i);
      assert.equal(own.embers, 1);
    }
  });

  it("a place that was taken is whole again for the mote that comes next", () => {
    const [first, second] = [moteAt(1000, 1000), moteAt(1000, 1000)];
    const field = fieldOf(first);
    field.gather(skimmer(), 3);
    field.remove(first);
    field.add(second);
    assert.equal(field.isTaken(second), false);
  });

  it("takes no more than its pool, and does not mind the removal of strangers", () => {
    const field = fieldOf();
    const motes = Array.from({ length: EMBERS.maxMotes + 1 }, () => moteAt(1000, 1000));
    for (const mote of motes) field.add(mote);
    field.remove(moteAt(1, 1));
    field.remove(motes[EMBERS.maxMotes]);
    const own = skimmer();
    field.gather(own, 1);
    assert.equal(own.embers, 50);
  });
});
