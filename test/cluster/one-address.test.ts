// Several processes behind one address, as the module starts them: which path leads where, and what happens to one that ends.
import assert from "node:assert/strict";
import { once } from "node:events";
import { request } from "node:http";
import { Redis } from "ioredis";
import { type RunningCluster, startCluster } from "../../server/ops/cluster/cluster.ts";
import { programOf } from "../../server/ops/cluster/programs.ts";
import { ask } from "../helpers/http.ts";
import { joinPlayer } from "../helpers/player.ts";
import { STRANGER } from "../helpers/raw-http.ts";
import { quietCluster } from "./quiet.ts";

interface Health {
  status: string;
  uptimeS?: number;
  rooms?: { people: number }[];
}

describe("several processes behind one address", function () {
  this.timeout(120_000);
  let cluster: RunningCluster;
  const said: string[] = [];

  before(async () => {
    cluster = await startCluster({ ...quietCluster(2), restarts: true, say: (line) => said.push(line) });
  });
  after(() => cluster?.stop({ gently: false }));

  const health = async (path: string): Promise<Health> =>
    (await ask<Health>(cluster.endpoint, `GET ${path}/health`)).body;

  it("leads to each by its path, without the path, and to any by none", async () => {
    assert.equal((await health("")).status, "ok");
    for (const { name, direct } of cluster.processes) {
      const own = async (): Promise<number> => (await ask<Health>(direct, "GET /health")).body.uptimeS ?? -1;
      const before = await own();
      const { uptimeS = -1 } = await health(`/${name}`);
      const after = await own();
      assert.ok(before <= uptimeS && uptimeS <= after, `${name}: ${uptimeS}, not ${before} to ${after}`);
    }
    assert.equal((await ask(cluster.endpoint, "GET /p9/health")).status, 404);
  });

  it("carries a game to the process of its room, by whatever name one has come", async () => {
    const { endpoint } = cluster;
    for (const origin of [endpoint, endpoint.replace("127.0.0.1", "localhost")]) {
      const player = await joinPlayer(origin, "Ann");
      const { url } = (player.session.live.room.connection.transport as unknown as { ws: WebSocket }).ws;
      assert.match(url, new RegExp(`^ws://${new URL(origin).host}/p[12]/`));
      const { tick } = player.session.state;
      await player.until(({ state }) => state.tick > tick + 10);
      await player.leave();
    }
  });

  it("tells the processes who really asks", async () => {
    // 127.0.0.1 is trusted with figures, its neighbour is not.
    const own = await health("/p1");
    assert.ok(own.uptimeS !== undefined);
    const heard = await new Promise<string>((resolve, reject) => {
      const asked = request(`${cluster.endpoint}/p1/health`, { localAddress: STRANGER }, (answer) => {
        let text = "";
        answer.setEncoding("utf8").on("data", (chunk: string) => {
          text += chunk;
        });
        answer.on("end", () => resolve(text));
      });
      asked.once("error", reject).end();
    });
    assert.deepEqual(JSON.parse(heard), { status: "ok" });
  });

  it("passes over a process that was killed, and starts it again", async () => {
    const [first] = cluster.processes;
    const { pid } = first;
    first.kill("SIGKILL");
    await first.ended();
    // All at once: it is there again after a second or two.
    const asked = ["GET /p1/health", ...Array<string>(10).fill("POST /api/session/guest")];
    const answers = await Promise.all(
      asked.map((what) => ask(cluster.endpoint, what, what.startsWith("POST") ? { body: {} } : {})),
    );
    assert.deepEqual(
      answers.map(({ status }) => status),
      [502, ...Array<number>(10).fill(201)],
    );
    await first.ready();
    assert.notEqual(first.pid, pid);
    assert.ok(said.includes("[p1] has ended (SIGKILL): started again in 0.5 s"), said.join("\n"));
    assert.equal((await health("/p1")).status, "ok");
  });

  it("has a Redis that can be paused, killed, and come back empty", async () => {
    const { redis } = cluster;
    assert.ok(redis !== null);
    const client = new Redis(redis.url);
    client.on("error", () => {});
    await client.set("kept", "1");
    redis.pause();
    const paused = client.get("kept");
    redis.resume();
    assert.equal(await paused, "1");
    await redis.restartEmpty();
    assert.equal(await client.get("kept"), null);
    client.disconnect();
    const stranger = new Redis(redis.url.replace(/:[^:@]+@/, ":wrong@"), {
      lazyConnect: true,
      retryStrategy: () => null,
    });
    const refused = once(stranger, "error");
    await assert.rejects(stranger.set("kept", "2"));
    assert.match(String(await refused), /WRONGPASS/);
  });
});

describe("what a cluster needs of the machine", () => {
  it("is told in one line that says what to install", () => {
    assert.throws(
      () => programOf("nginx", ["/nowhere"]),
      /^Error: nginx is not installed: apt-get install nginx/,
    );
    assert.throws(() => programOf("redis-server", []), /redis-server is not installed: .*--redis URL/);
  });
});
