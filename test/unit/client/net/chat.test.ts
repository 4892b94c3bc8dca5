// Lines over connections that break at any moment: none is lost, none comes twice, all come in order.
import assert from "node:assert/strict";
import fc from "fast-check";
import { ChatLink } from "../../../../client/net/chat.ts";
import type { ChatEvent } from "../../../../shared/protocol/chat.ts";
import { type DeskWorld, makeDesk, person, Wire } from "../../../helpers/chat.ts";

class Talker {
  readonly link = new ChatLink();
  readonly heard: string[] = [];
  readonly refused: string[] = [];
  readonly said: string[] = [];
  wire: Wire;
  private readonly world: DeskWorld;
  private readonly name: string;

  constructor(world: DeskWorld, name: string) {
    this.world = world;
    this.name = name;
    world.desk.join(name, person(name));
    this.link.on("event", (event) => event.kind === "message" && this.heard.push(event.text));
    this.link.on("refused", ({ code }) => this.refused.push(code));
    this.wire = new Wire(world, name);
    this.link.attach(this.wire);
    this.link.start();
  }

  say(): void {
    const line = `${this.name} ${this.said.length}`;
    this.said.push(line);
    this.link.say("room", line);
  }

  comeBack(): void {
    this.wire.cut();
    this.wire = new Wire(this.world, this.name);
    this.link.attach(this.wire);
  }
}

const who = fc.nat({ max: 2 });
const step = fc.oneof(
  fc.record({ act: fc.constant("say" as const), who }),
  fc.record({ act: fc.constant("pump" as const), who, up: fc.nat({ max: 3 }), down: fc.nat({ max: 4 }) }),
  fc.record({ act: fc.constant("cut" as const), who }),
  fc.record({ act: fc.constant("return" as const), who }),
);

describe("lines over connections that break", () => {
  it("[T2] [T3] come once each, to everybody, in one order, whatever is cut and when", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        const world = makeDesk();
        const talkers = ["Ann", "Ben", "Cleo"].map((name) => new Talker(world, name));
        for (const { who: at, ...what } of steps) {
          world.nowMs += 1500;
          const talker = talkers[at];
          if (what.act === "say" && talker.said.length < 16) talker.say();
          else if (what.act === "pump") talker.wire.pump(what.up, what.down);
          else if (what.act === "cut") talker.wire.cut();
          else if (what.act === "return") talker.comeBack();
        }
        for (const talker of talkers) talker.comeBack();
        for (let i = 0; i < 40; i++) {
          world.nowMs += 1500;
          for (const talker of talkers) talker.wire.pump(1);
        }
        const all = talkers.flatMap(({ said }) => said).sort();
        for (const { heard, refused } of talkers) {
          assert.deepEqual(refused, []);
          assert.deepEqual([...heard].sort(), all);
          assert.deepEqual(heard, talkers[0].heard);
        }
        for (const { said, heard } of talkers) {
          assert.deepEqual(
            heard.filter((line) => said.includes(line)),
            said,
          );
        }
      }),
      { numRuns: 300 },
    );
  });

  it("[F1] [T5] are not said at all when they are longer than a message may be", () => {
    const world = makeDesk();
    const ann = new Talker(world, "Ann");
    ann.wire.pump();
    ann.link.say("room", "我".repeat(400));
    ann.link.say("room", "🔥".repeat(200));
    ann.wire.pump();
    assert.deepEqual(ann.refused, ["tooLong"]);
    assert.deepEqual(ann.heard, ["🔥".repeat(200)]);
  });

  it("[T3] are taken once though they are said again", () => {
    const world = makeDesk();
    const ann = new Talker(world, "Ann");
    const ben = new Talker(world, "Ben");
    ann.wire.pump();
    ben.wire.pump();
    ann.say();
    // The line arrives, and the connection breaks before its echo does.
    ann.wire.pump(1, 0);
    ann.comeBack();
    ann.wire.pump();
    ben.wire.pump();
    assert.deepEqual(ann.heard, ["Ann 0"]);
    assert.deepEqual(ben.heard, ["Ann 0"]);
  });

  it("[T2] that are no longer kept are counted, and a page that is loaded anew is told all of it as old", () => {
    const world = makeDesk();
    const ann = new Talker(world, "Ann");
    ann.wire.pump();
    ann.wire.cut();
    for (let i = 0; i < 700; i++) {
      world.desk.announce(`word ${i}`);
    }
    let missed = 0;
    ann.link.on("hello", (hello) => (missed = hello.missed));
    ann.comeBack();
    ann.wire.pump();
    assert.equal(missed, 700 - 512);
    const anew = new ChatLink();
    const told: ChatEvent[] = [];
    anew.on("event", (event) => told.push(event));
    const wire = new Wire(world, "Ann");
    anew.attach(wire);
    anew.start();
    wire.pump();
    assert.equal(told.length, 512);
    assert.ok(told.every(({ old }) => old));
  });

  it("[T3] of a page that was loaded anew are not taken for those of the page before", () => {
    const world = makeDesk();
    const ann = new Talker(world, "Ann");
    for (let i = 0; i < 3; i++) ann.say();
    for (let i = 0; i < 3; i++) ann.wire.pump();
    const anew = new Talker(world, "Ann");
    anew.link.say("room", "here again");
    for (let i = 0; i < 3; i++) anew.wire.pump();
    assert.deepEqual(anew.heard.at(-1), "here again");
  });

  it("[T3] that nobody can say anything about are owned up to", () => {
    const before = makeDesk();
    const ann = new Talker(before, "Ann");
    ann.wire.pump();
    ann.say();
    ann.wire.pump(1, 0);
    // Another server, or the same one started anew.
    const after = makeDesk();
    after.desk.join("Ann", person("Ann"));
    const wire = new Wire(after, "Ann");
    ann.link.attach(wire);
    wire.pump();
    assert.deepEqual(ann.refused, ["lost"]);
  });
});
