// Processes behind one address, added up: from answers that are made up.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { ProcessGroup } from "../../load/lab/process-group.ts";
import type { Health } from "../../load/server-process.ts";

/** They answer from this very process: where that stands still, none of them has been silent. */
const PATIENCE_MS = 25_000;

const made = (uptimeS: number, cpuS: number, people: number): Health => ({
  rssBytes: 100e6,
  heapBytes: 50e6,
  cpuS,
  uptimeS,
  eventLoopDelayP99Ms: people,
  gc: { count: 1, totalMs: 10, maxMs: people },
  refused: { rooms: 1 },
  rooms: [
    {
      id: `r${people}`,
      people,
      skimmers: people,
      tick: 1,
      tickMs: { p50: 1, p99: people, max: 9 },
      refreshMs: { p50: 1, p99: 1 },
      patchMs: { p50: 1, p99: 1 },
      starvedTicks: 0,
    },
  ],
});

describe("several processes under load", () => {
  let server: Server;
  let url: string;
  /** By path; a process that is not here does not answer. */
  const answers = new Map<string, Health>();

  before(async () => {
    server = createServer((request, response) => {
      const path = (request.url ?? "").split("?")[0];
      const known = request.headers.authorization === "Bearer secret";
      const said =
        path === "/api/processes" && known
          ? { processes: [...answers.keys()].map((address) => ({ address })) }
          : known || path === "/health"
            ? answers.get(path.replace("/health", ""))
            : undefined;
      response.writeHead(said === undefined ? 502 : 200).end(JSON.stringify(said ?? {}));
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => answers.clear());

  it("are asked one by one and told of as one server", async () => {
    answers.set("/p1", made(10, 4, 3)).set("/p2", made(20, 6, 5));
    const group = await ProcessGroup.of(url, "secret", PATIENCE_MS);
    const health = await group.health(1);
    assert.ok(health !== null && group.several);
    assert.deepEqual(
      [health.cpuS, health.rssBytes, health.eventLoopDelayP99Ms, health.refused, health.gc],
      [10, 200e6, 5, { rooms: 2 }, { count: 2, totalMs: 20, maxMs: 5 }],
    );
    assert.deepEqual(
      health.rooms.map(({ id }) => id),
      ["r3", "r5"],
    );
    assert.deepEqual(
      group.rows().map(({ name, people, rooms }) => [name, people, rooms]),
      [
        ["/p1", 3, 1],
        ["/p2", 5, 1],
      ],
    );
  });

  it("keep what one has counted that dies, and that comes again from nothing", async () => {
    answers.set("/p1", made(10, 4, 3)).set("/p2", made(20, 6, 5));
    const group = await ProcessGroup.of(url, "secret", PATIENCE_MS);
    await group.health(1);
    answers.delete("/p2");
    assert.equal((await group.health(1))?.cpuS, 10);
    answers.set("/p2", made(1, 0.5, 2)).set("/p3", made(1, 1, 1));
    const health = await group.health(1);
    assert.equal(health?.cpuS, 4 + 6 + 0.5 + 1);
    assert.equal(health?.refused?.rooms, 4);
    assert.deepEqual(
      group.rows().map(({ name, silent, restarts, people }) => [name, silent, restarts, people]),
      [
        ["/p1", 0, 0, 3],
        ["/p2", 1, 1, 5],
        ["/p3", 0, 0, 1],
      ],
    );
  });

  it("are one server to who has no token, and silent when none of them answers", async () => {
    answers.set("", made(10, 4, 3));
    const group = await ProcessGroup.of(url, undefined, PATIENCE_MS);
    assert.deepEqual([group.several, (await group.health(1))?.uptimeS, group.rows()], [false, 10, []]);
    answers.clear();
    assert.equal(await group.health(1), null);
  });
});
