// A desk by itself: who is told what, the last lines for who joins, reports, announcements.
import assert from "node:assert/strict";
import { ChatLink } from "../../../../client/net/chat.ts";
import type { ChatEvent } from "../../../../shared/protocol/chat.ts";
import { type DeskWorld, makeDesk, person, Wire } from "../../../helpers/chat.ts";

/** Comes in and listens: what it is told, from the beginning. */
function enter(world: DeskWorld, name: string) {
  world.desk.join(name, person(name));
  const link = new ChatLink();
  const told: ChatEvent[] = [];
  link.on("event", (event) => told.push(event));
  const wire = new Wire(world, name);
  link.attach(wire);
  link.start();
  wire.pump();
  return { link, wire, told };
}

const texts = (events: ChatEvent[]) =>
  events.filter((event) => event.kind === "message").map(({ text }) => text);

let c = 0;
const say = ({ desk }: DeskWorld, key: string, text: string, to?: string) => {
  c += 1;
  desk.say(key, { c, scope: "room", text, ...(to && { to }) });
};

describe("a chat desk", () => {
  it("[T1] tells who comes and who goes, when, and how many are in", () => {
    const world = makeDesk();
    const ann = enter(world, "Ann");
    world.nowMs += 5000;
    enter(world, "Ben");
    world.nowMs += 5000;
    world.desk.leave("Ben");
    ann.wire.pump();
    const [, came, went] = ann.told;
    assert.deepEqual(
      [came, went].map(({ kind, atMs }) => [kind, atMs]),
      [
        ["enter", 1e12 + 5000],
        ["leave", 1e12 + 10_000],
      ],
    );
    assert.deepEqual(
      [came, went].map((event) => "online" in event && event.online),
      [2, 1],
    );
    assert.equal(ann.link.online, 1);
  });

  it("[T4] tells who joins the last 50 lines, as old ones", () => {
    const world = makeDesk();
    for (const name of ["Ann", "Ben"]) world.desk.join(name, person(name));
    for (let i = 0; i < 60; i++) {
      world.nowMs += 1000;
      say(world, i % 2 ? "Ann" : "Ben", `line ${i}`);
    }
    const { told } = enter(world, "Cleo");
    const old = told.filter((event) => event.old);
    assert.deepEqual(
      texts(old),
      Array.from({ length: 50 }, (_, i) => `line ${i + 10}`),
    );
    assert.ok(old.every(({ id }, i) => old.findIndex((other) => other.id === id) === i));
  });

  it("[T7] takes 20 lines a second of everybody together", () => {
    const world = makeDesk();
    const names = Array.from({ length: 30 }, (_, i) => `P${i}`);
    for (const name of names) world.desk.join(name, person(name));
    const { wire, told } = enter(world, "Zoe");
    for (const name of names) say(world, name, `I am ${name}`);
    wire.pump();
    assert.equal(texts(told).length, 20);
  });

  it("[T10] stores a report with the line and the ten that its reporter had read before", () => {
    const world = makeDesk();
    const ann = enter(world, "Ann");
    world.desk.join("Ben", person("Ben"));
    for (let i = 0; i < 15; i++) {
      world.nowMs += 1000;
      say(world, "Ben", `line ${i}`);
    }
    ann.wire.pump();
    const bad = ann.told.findLast((event) => event.kind === "message") as ChatEvent;
    world.desk.report("Ann", { n: bad.n });
    ann.wire.pump();
    const [report] = world.reports;
    assert.equal(report.reporter.id, "Ann");
    assert.equal(report.line.text, "line 14");
    assert.deepEqual(
      report.before.map(({ text }) => text),
      Array.from({ length: 10 }, (_, i) => `line ${i + 4}`),
    );
    assert.equal(ann.told.at(-1)?.kind, "system");
  });

  it("[T10] takes three reports a minute, of lines that others said and that are still kept", () => {
    const world = makeDesk();
    const ann = enter(world, "Ann");
    world.desk.join("Ben", person("Ben"));
    const codes: string[] = [];
    ann.link.on("refused", ({ code }) => codes.push(code));
    say(world, "Ann", "mine");
    say(world, "Ben", "his");
    ann.wire.pump();
    const [mine, his] = ann.told.filter((event) => event.kind === "message");
    for (const n of [mine.n, 9999, his.n, his.n, his.n, his.n]) world.desk.report("Ann", { n });
    ann.wire.pump();
    assert.deepEqual(codes, ["nobody", "nobody", "reportLimit"]);
    assert.equal(world.reports.length, 3);
  });

  it("[T11] announces to everybody who is in, and to who comes later", () => {
    const world = makeDesk();
    const ann = enter(world, "Ann");
    world.desk.announce("Down\nfor repairs at noon");
    ann.wire.pump();
    const later = enter(world, "Ben");
    for (const { told } of [ann, later]) {
      const news = told.find((event) => event.kind === "system");
      assert.ok(news?.kind === "system");
      assert.deepEqual([news.code, news.text], ["announce", "Down for repairs at noon"]);
    }
  });
});
