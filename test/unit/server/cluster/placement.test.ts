// Where one more room goes: the same processes give the same order.
import assert from "node:assert/strict";
import { placesFor } from "../../../../server/cluster/placement.ts";
import type { ProcessInfo } from "../../../../server/cluster/process-info.ts";

const one = (id: string, more: Partial<ProcessInfo> = {}): ProcessInfo => ({
  id,
  address: "",
  startedAt: 0,
  version: 1,
  draining: false,
  leader: false,
  rooms: 0,
  players: 0,
  sockets: 0,
  tickP99Ms: 2,
  busyPercent: 10,
  rssBytes: 200_000_000,
  ...more,
});

const order = (processes: ProcessInfo[], placed: [string, number][] = []): string =>
  placesFor(processes, new Map(placed), 1).join("");

describe("placement", () => {
  it("prefers who is least full of whatever it has least of", () => {
    assert.equal(
      order([one("a", { busyPercent: 60 }), one("b", { busyPercent: 20 }), one("c", { busyPercent: 40 })]),
      "bca",
    );
    assert.equal(order([one("a", { tickP99Ms: 30 }), one("b", { busyPercent: 50 })]), "ba");
    assert.equal(order([one("a", { rssBytes: 2_900_000_000 }), one("b", { tickP99Ms: 20 })]), "ba");
  });

  it("goes by players, then by rooms, where loads are alike", () => {
    assert.equal(
      order([one("a", { players: 9, busyPercent: 11 }), one("b", { players: 3, busyPercent: 14 })]),
      "ba",
    );
    assert.equal(order([one("a", { rooms: 2 }), one("b", { rooms: 1 })]), "ba");
    assert.equal(order([one("b"), one("a")]), "ab");
  });

  it("never chooses one that drains, or speaks another version", () => {
    assert.equal(
      order([one("a", { draining: true }), one("b", { version: 2 }), one("c", { busyPercent: 99 })]),
      "c",
    );
    assert.equal(order([]), "");
  });

  it("spreads rooms that are placed faster than figures are told", () => {
    const processes = [one("a"), one("b"), one("c", { busyPercent: 30 })];
    const placed = new Map<string, number>();
    for (let i = 0; i < 24; i++) {
      const [best] = placesFor(processes, placed, 1);
      placed.set(best, (placed.get(best) ?? 0) + 1);
    }
    const [a, b, c] = ["a", "b", "c"].map((id) => placed.get(id) ?? 0);
    assert.ok(Math.abs(a - b) <= 1 && a - c >= 3 && a - c <= 5, `${a} ${b} ${c}`);
  });
});
