// An upgrade to a new version of the protocol: processes of both behind one address, over one Redis.
import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePorts } from "../../server/ops/cluster/ports.ts";
import type { Redis } from "../../server/ops/cluster/redis.ts";
import { PROTOCOL_VERSION } from "../../shared/protocol/version.ts";
import { ROOT, read } from "../deploy/files.ts";
import { Nginx } from "../deploy/nginx.ts";
import { ask, guestOf } from "../helpers/http.ts";
import { joinPlayer, type Player } from "../helpers/player.ts";
import { eventually, OPERATOR, ServerProcess, stopCluster } from "./processes.ts";
import { startOwnRedis } from "./redis.ts";

const NEXT = PROTOCOL_VERSION + 1;
const QUICK = { kind: "quick", mode: "swarm" };

interface Seated {
  seat: { processId: string; roomId: string; publicAddress?: string };
  room: { version: number };
}

/** The server as it is here, of the next version of the protocol; the page is not built anew: a word of it is. */
async function nextVersion(folder: string): Promise<string> {
  for (const name of ["server", "shared", "package.json"])
    await cp(join(ROOT, name), join(folder, name), { recursive: true });
  await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"));
  const file = join(folder, "shared/protocol/version.ts");
  const source = await readFile(file, "utf8");
  await writeFile(
    file,
    source.replace(`PROTOCOL_VERSION = ${PROTOCOL_VERSION}`, `PROTOCOL_VERSION = ${NEXT}`),
  );
  return join(folder, "server/main.ts");
}

/** nginx as the compose file has it, without TLS, in front of two processes. */
function proxyFor(port: number, ports: readonly number[]): Nginx {
  let conf = read("deploy/nginx/emberline.conf")
    .replace("listen 8443 ssl", `listen 127.0.0.1:${port}`)
    .replace("listen 8080;", "listen unix:/dev/null;")
    .replaceAll(/^ {2}(ssl_.*|server 172\.29\.67\.13.*)$/gm, "");
  conf = conf.replace(/upstream p3 \{[^}]*\}/, "").replace(/server \{\s*listen unix[\s\S]*?\n\}\n/, "");
  for (const [at, one] of ports.entries())
    conf = conf.replaceAll(`172.29.67.1${at + 1}:2567`, `127.0.0.1:${one}`);
  return new Nginx(conf);
}

describe("an upgrade to a new version of the protocol", function () {
  this.timeout(120_000);
  let folder: string;
  let redis: Redis;
  let nginx: Nginx | undefined;
  let endpoint: string;
  const processes: ServerProcess[] = [];
  const players: Player[] = [];

  const start = async (path: string, own: number, port: number, main?: string): Promise<ServerProcess> => {
    const env = {
      PORT: String(own),
      PUBLIC_ADDRESS: `127.0.0.1:${port}/${path}`,
      TRUSTED_PROXIES: "127.0.0.1",
    };
    const one = await ServerProcess.start(redis.url, env, main);
    processes.push(one);
    return one;
  };
  const seat = async (version: number) => {
    const { access } = await guestOf(endpoint);
    return ask<Seated>(endpoint, "POST /api/seats", { token: access, body: { version, want: QUICK } });
  };

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "emberline-next-"));
    const main = await nextVersion(folder);
    const [port, ...ports] = await freePorts(3);
    redis = await startOwnRedis();
    endpoint = `http://127.0.0.1:${port}`;
    nginx = proxyFor(port, ports);
    await nginx.start(port);
    // The new one is not there yet: its place refuses, and the proxy passes it over.
    const old = await start("p1", ports[0], port);
    players.push(await joinPlayer(endpoint, "Old"));
    await start("p2", ports[1], port, main);
    await eventually(async () => (await old.processes()).length === 2);
  });
  after(async () => {
    await Promise.allSettled(players.map((player) => player.leave()));
    await nginx?.close();
    await stopCluster(processes);
    await redis?.kill();
    await rm(folder, { recursive: true });
  });

  it("the older process steps back: not ready, and 503 but for operators, health and the way back", async () => {
    const [old, young] = processes;
    await eventually(async () => (await ask(old.endpoint, "GET /ready")).status === 503);
    assert.deepEqual((await ask<{ status: string }>(old.endpoint, "GET /ready")).body.status, "outdated");
    assert.equal((await ask(young.endpoint, "GET /ready")).status, 200);
    for (const path of ["POST /api/session/guest", "POST /api/seats", "GET /", "GET /assets/x.js"]) {
      const { status, body, headers } = await ask(
        old.endpoint,
        path,
        path.startsWith("POST") ? { body: {} } : {},
      );
      assert.deepEqual([path, status, body.error, headers.get("retry-after")], [path, 503, "busy", "1"]);
    }
    assert.equal((await ask(old.endpoint, "GET /health")).status, 200);
    assert.equal((await ask(old.endpoint, "GET /api/processes", { token: OPERATOR })).status, 200);
    assert.equal((await ask(old.endpoint, "POST /api/seats/back", { body: { token: "a:b" } })).status, 404);
  });

  it("[J2] through the one address an old page is told to reload, each time", async () => {
    for (let n = 0; n < 4; n++) {
      const { status, body } = await seat(PROTOCOL_VERSION);
      assert.deepEqual([status, body.error], [426, "version"]);
    }
  });

  it("a new page gets in each time, on the new process, in a room of its version", async () => {
    const [old, young] = processes;
    const [{ id }] = (await old.processes()).filter(({ version }) => version === NEXT);
    for (let n = 0; n < 4; n++) {
      const { status, body } = await seat(NEXT);
      assert.equal(status, 200, body.error);
      assert.equal(body.seat.processId, id);
      assert.equal(body.room.version, NEXT);
    }
    // The older one gives up the lead, and with it the lobby, the queue and the parties.
    await eventually(async () => (await young.processes()).find(({ leader }) => leader)?.version === NEXT);
  });

  it("the old room goes on, also for who lost the connection to it", async () => {
    const [player] = players;
    const { tick } = player.session.state;
    await player.until(({ state }) => state.tick > tick + 30);
    assert.ok(processes[0].running);
  });

  it("when the old process is gone, the new one is alone with all", async () => {
    const [old, young] = processes;
    await Promise.allSettled(players.splice(0).map((player) => player.leave()));
    old.signal("SIGTERM");
    assert.equal(await old.gone(), 0);
    await eventually(async () => (await young.processes()).length === 1);
    assert.equal((await seat(NEXT)).status, 200);
    assert.equal((await seat(PROTOCOL_VERSION)).status, 426);
  });
});
