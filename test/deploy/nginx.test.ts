// The proxies' configurations, run: nginx itself reads them, and leads requests and WebSockets to stand-ins of processes.
import assert from "node:assert/strict";
import { once } from "node:events";
import { request as ask, type IncomingMessage } from "node:http";
import { request as askTls, type RequestOptions } from "node:https";
import { freePorts } from "../../server/ops/cluster/ports.ts";
import { documents, type Loose, read } from "./files.ts";
import { Nginx, Stub } from "./nginx.ts";

const COMPOSE = "deploy/nginx/emberline.conf";
const conf = read(COMPOSE);
const gate: string = documents(read("deploy/k8s/gate.yaml")).find(
  ({ kind, metadata }: Loose) => kind === "ConfigMap" && metadata.name === "gate",
).data["gate.conf"];

/** Kubernetes' names, which nobody here can look up, as an address of this machine. */
const athome = (text: string, any = "127.0.0.1:2567"): string =>
  text
    .replaceAll("emberline.emberline.svc.cluster.local:2567", any)
    .replaceAll("kube-dns.kube-system.svc.cluster.local", "127.0.0.1");

interface Answer {
  status: number;
  body: string;
  headers: IncomingMessage["headers"];
}

async function get(
  port: number,
  path: string,
  options: RequestOptions & { plain?: boolean } = {},
): Promise<Answer> {
  const { plain = false, headers, ...more } = options;
  const all = { port, path, host: "127.0.0.1", headers: { host: "play.test", ...headers }, ...more };
  const asked = plain ? ask(all) : askTls({ ...all, rejectUnauthorized: false });
  asked.end(options.method === "POST" ? "{}" : undefined);
  const [answer] = (await Promise.race([once(asked, "response"), upgraded(asked)])) as [IncomingMessage];
  let body = "";
  for await (const chunk of answer) body += chunk;
  return { status: answer.statusCode ?? 0, body, headers: answer.headers };
}

/** An answer of 101, with the socket for what comes over it. */
async function upgraded(asked: ReturnType<typeof ask>): Promise<[IncomingMessage]> {
  const [answer, socket] = (await once(asked, "upgrade")) as [IncomingMessage, IncomingMessage];
  Object.defineProperty(socket, "statusCode", { value: answer.statusCode });
  Object.defineProperty(socket, "headers", { value: answer.headers });
  return [socket];
}

const WEBSOCKET = { connection: "Upgrade", upgrade: "websocket" };

describe("the proxies' configurations", () => {
  for (const [name, text] of [
    [COMPOSE, conf],
    ["the gate of Kubernetes", athome(gate)],
  ] as const) {
    it(`${name} is one that nginx takes`, async () => {
      const nginx = new Nginx(text);
      try {
        assert.equal(nginx.check(), null);
      } finally {
        await nginx.close();
      }
    });

    it(`${name} would be refused with a planted mistake`, async () => {
      for (const [good, bad, words] of [
        ["proxy_read_timeout 10s", "proxy_read_timout 10s", /unknown directive "proxy_read_timout"/],
        ["$connection_wanted;", "$connection_wantde;", /unknown "connection_wantde" variable/],
        ["proxy_next_upstream_tries 3;", "proxy_next_upstream_tries 3", /./],
      ] as const) {
        const nginx = new Nginx(text.replace(good, bad));
        try {
          assert.match(nginx.check() ?? "", words);
        } finally {
          await nginx.close();
        }
      }
    });
  }
});

describe("nginx of the compose file, running", () => {
  const stubs = [new Stub("one"), new Stub("two"), new Stub("three")];
  let nginx: Nginx;
  let port: number;
  let plainPort: number;
  before(async () => {
    [port, plainPort] = await freePorts(2);
    let text = conf
      .replace("listen 8443", `listen 127.0.0.1:${port}`)
      .replace("listen 8080", `listen 127.0.0.1:${plainPort}`);
    for (const [at, stub] of stubs.entries())
      text = text.replaceAll(`172.29.67.1${at + 1}:2567`, `127.0.0.1:${await stub.open()}`);
    nginx = new Nginx(text);
    await nginx.start(port);
  });
  after(async () => {
    await nginx?.close();
    for (const stub of stubs) await stub.close();
  });
  beforeEach(() => {
    for (const stub of stubs) {
      stub.heard.length = 0;
      stub.status = 200;
    }
  });

  it("leads the path of a process to it, without the path", async () => {
    for (const [at, name] of ["one", "two", "three"].entries()) {
      const answer = await get(port, `/p${at + 1}/process/room?sessionId=a%20b&x=1`, { headers: WEBSOCKET });
      assert.deepEqual([answer.status, answer.body], [101, name]);
      const [{ url, headers }] = stubs[at].heard;
      assert.equal(url, "/process/room?sessionId=a%20b&x=1");
      assert.deepEqual([headers.upgrade, headers.connection], ["websocket", "upgrade"]);
    }
  });

  it("says who asks, and believes nobody's word for it", async () => {
    await get(port, "/p2/process/room", {
      headers: {
        ...WEBSOCKET,
        "x-forwarded-for": "203.0.113.9",
        "x-forwarded-proto": "http",
        origin: "https://play.test",
      },
    });
    const [{ headers }] = stubs[1].heard;
    assert.equal(headers["x-forwarded-for"], "127.0.0.1");
    assert.equal(headers["x-forwarded-proto"], "https");
    assert.equal(headers.host, "play.test");
    assert.equal(headers.origin, "https://play.test");
  });

  it("leads everything else to any", async () => {
    for (let n = 0; n < 12; n++) assert.equal((await get(port, "/")).status, 200);
    assert.equal((await get(port, "/api/seats", { method: "POST" })).status, 200);
    assert.deepEqual(
      stubs.map(({ heard }) => heard.length > 0),
      [true, true, true],
    );
  });

  it("passes over processes that step back, also with what is sent", async () => {
    stubs[0].status = 503;
    stubs[2].status = 503;
    for (const method of ["GET", "POST"])
      for (let n = 0; n < 6; n++) {
        const { status, body } = await get(port, "/api/seats", { method });
        assert.deepEqual([status, body], [200, "two"]);
      }
  });

  it("hands on a 503 when it is everybody's, and goes on when it is not any more", async () => {
    for (const stub of stubs) stub.status = 503;
    for (let n = 0; n < 5; n++) assert.equal((await get(port, "/api/seats", { method: "POST" })).status, 503);
    for (const stub of stubs) stub.status = 200;
    assert.equal((await get(port, "/api/seats", { method: "POST" })).status, 200);
  });

  it("hides /metrics, and sends http to https", async () => {
    assert.equal((await get(port, "/metrics")).status, 404);
    const { status, headers } = await get(plainPort, "/x?y=1", { plain: true });
    assert.deepEqual([status, headers.location], [301, "https://play.test/x?y=1"]);
    assert.match(String((await get(port, "/")).headers["strict-transport-security"]), /max-age=/);
  });

  it("passes over a process that is gone", async () => {
    await stubs[1].close();
    for (let n = 0; n < 6; n++) assert.notEqual((await get(port, "/")).body, "two");
    assert.equal((await get(port, "/p2/process/room")).status, 502);
  });
});
