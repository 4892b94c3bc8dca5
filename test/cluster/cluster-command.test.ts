// `npm run cluster` as a person starts it: the lines, TLS, Ctrl+C, and what is wrong in one line.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { request } from "node:https";
import { createServer } from "node:net";
import { join } from "node:path";
import { WebSocket } from "ws";
import { answers, freePorts } from "../../server/ops/cluster/ports.ts";
import { makeJoinRequest } from "../../shared/protocol/join-request.ts";
import type { SeatAnswer } from "../../shared/protocol/seats.ts";
import { QUIET } from "./quiet.ts";

const COMMAND = join(import.meta.dirname, "../../server/ops/cluster/main.ts");

function begin(args: string[]) {
  const child = spawn(process.execPath, [COMMAND, ...args], {
    env: { ...process.env, ...QUIET, HOST: "127.0.0.1" },
  });
  const heard = { out: "", err: "" };
  const said = (pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = pattern.exec(heard.out);
        if (found !== null) resolve(found);
      };
      child.stdout.on("data", look);
      child.once("close", () => reject(new Error(heard.out + heard.err)));
      look();
    });
  child.stdout.on("data", (chunk) => {
    heard.out += chunk;
  });
  child.stderr.on("data", (chunk) => {
    heard.err += chunk;
  });
  return { child, said, ended: once(child, "close").then(([code]) => ({ code: code as number, ...heard })) };
}

describe("npm run cluster", function () {
  this.timeout(120_000);

  it("starts all of it with TLS, tells who says what, and ends with Ctrl+C", async () => {
    const [port] = await freePorts(1);
    const { child, said, ended } = begin(["--processes", "1", "--port", String(port), "--tls"]);
    try {
      const [, endpoint] = await said(/^cluster: 1 process behind (\S+)$/m);
      assert.equal(endpoint, `https://localhost:${port}`);
      await said(/^\[p1\] Emberline: http/m);
      const [, file] = await said(/^cluster: certificate in (\S+)$/m);
      const ca = await readFile(file);
      const call = <T>(path: string, body: object, token = ""): Promise<T> =>
        post(`${endpoint}${path}`, ca, body, token);
      const { access } = await call<{ access: string }>("/api/session/guest", {});
      const want = { kind: "quick", mode: "swarm" };
      const { seat } = await call<SeatAnswer>(
        "/api/seats",
        { ...makeJoinRequest("Ann", 0, false), want },
        access,
      );
      const { processId = "x", roomId, sessionId } = seat;
      const socket = new WebSocket(
        `wss://localhost:${port}/p1/${processId}/${roomId}?sessionId=${sessionId}`,
        { ca },
      );
      await once(socket, "open");
      socket.terminate();
      // Who says http is sent to https.
      const plain = await fetch(`http://localhost:${port}/`, { redirect: "manual" });
      assert.equal(plain.headers.get("location"), `https://localhost:${port}/`);
    } finally {
      child.kill("SIGINT");
    }
    const { code, out, err } = await ended;
    assert.equal(code, 0, out + err);
    assert.match(out, /cluster: the processes end, .*Ctrl\+C again/);
    assert.equal(await answers(port), false);
  });

  it("says in one line what is wrong, and ends with 1", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const { port } = taken.address() as { port: number };
    const bad: [RegExp, string[]][] = [
      [/--processes must be a whole number from 1 to 64, not none/, ["--processes", "none"]],
      [/Unknown option '--fast'/, ["--fast"]],
      [/--host must be a name/, ["--host", "http://x"]],
      [new RegExp(`port ${port} is taken: choose another with --port`), ["--port", String(port)]],
    ];
    const runs = await Promise.all(bad.map(([, args]) => begin(args).ended));
    taken.close();
    for (const [i, { code, err }] of runs.entries()) {
      assert.match(err, bad[i][0]);
      assert.match(err, /^cluster: [^\n]*\n$/);
      assert.equal(code, 1);
    }
  });

  it("explains itself", async () => {
    const { code, out } = await begin(["--help"]).ended;
    assert.equal(code, 0);
    assert.match(out, /--processes N/);
  });
});

function post<T>(url: string, ca: Buffer, body: object, token: string): Promise<T> {
  const headers: Record<string, string> = { "content-type": "application/json" };
  if (token !== "") headers.authorization = `Bearer ${token}`;
  return new Promise((resolve, reject) => {
    const asked = request(url, { method: "POST", ca, headers }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      answer.on("end", () => resolve(JSON.parse(text) as T));
    });
    asked.once("error", reject).end(JSON.stringify(body));
  });
}
