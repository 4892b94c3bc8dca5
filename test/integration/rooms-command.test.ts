// `npm run rooms`, as a process of its own, against a running server.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { guestOf } from "../helpers/http.ts";
import { OPERATOR_TOKEN } from "../helpers/operator.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

const COMMAND = join(import.meta.dirname, "../../server/ops/rooms.ts");

describe("npm run rooms", function () {
  // Ten processes one after the other.
  this.timeout(180_000);

  let server: TestServer;

  before(async () => {
    server = await startServer({ OPERATOR_TOKEN, LIMIT_ROOMS: "6" });
  });
  after(() => server.close());

  const start = (args: string[], env: Record<string, string>) =>
    spawn(process.execPath, [COMMAND, ...args], {
      env: { ...process.env, OPERATOR_TOKEN, EMBERLINE_URL: server.endpoint, ...env },
    });

  async function run(args: string[], env: Record<string, string> = {}) {
    const child = start(args, env);
    let out = "";
    let err = "";
    child.stdout.on("data", (chunk) => {
      out += chunk;
    });
    child.stderr.on("data", (chunk) => {
      err += chunk;
    });
    const [code] = (await once(child, "close")) as [number];
    return { code, out, err };
  }

  async function json<T>(...args: string[]): Promise<T> {
    const { code, out, err } = await run([...args, "--json"]);
    assert.equal(code, 0, err);
    return JSON.parse(out) as T;
  }

  it("opens a room, shows it, locks it, keeps a place in it, speaks in it and closes it", async () => {
    const asked = [
      "create",
      "--mode",
      "duel",
      "--no-bots",
      "--title",
      "Final",
      "--seats",
      "2",
      "--wait",
      "600",
    ];
    const { room } = await json<{ room: { id: string; mode: string; bots: boolean; title: string } }>(
      ...asked,
    );
    assert.deepEqual([room.mode, room.bots, room.title], ["duel", false, "Final"]);
    const { out: listed } = await run(["list"]);
    assert.match(listed, new RegExp(`^ID .*\\n${room.id} .*duel .*waiting .*Final$`, "m"));
    assert.match((await run(["lock", room.id])).out, /locked/);
    assert.match((await run(["unlock", room.id])).out, /waiting/);
    const { id } = await guestOf(server.endpoint);
    assert.match((await run(["reserve", room.id, id, "--seconds", "60"])).out, new RegExp(`^${id}  60 s`));
    assert.match((await run(["show", room.id])).out, /waits for its first person\na place is kept for u_/);
    assert.deepEqual(await json("announce", "Five minutes", "--room", room.id), { rooms: 1 });
    assert.equal((await run(["close", room.id])).out, `${room.id} closed\n`);
    assert.deepEqual(await run(["close", room.id]), {
      code: 1,
      out: "",
      err: "rooms: there is no such room (any more)\n",
    });
  });

  it("opens rooms ahead of need, and says when there is no place for more", async () => {
    const { rooms } = await json<{ rooms: { id: string }[] }>("prewarm", "swarm", "9", "--wait", "600");
    assert.equal(rooms.length, 6);
    const { code, err } = await run(["create"]);
    assert.deepEqual([code, err.includes("LIMIT_ROOMS")], [1, true]);
    await run(["close", ...rooms.map(({ id }) => id)]);
  });

  it("watches: a line for each change where there is no terminal", async () => {
    const child = start(["watch"], {});
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const { room } = await json<{ room: { id: string } }>("create", "--wait", "600");
    assert.ok(String((await lines.next()).value).startsWith(`${room.id}  swarm  waiting`));
    await run(["close", room.id]);
    assert.equal((await lines.next()).value, `${room.id}  gone`);
    child.kill();
    await once(child, "close");
  });

  const wrong: [what: string, args: string[], env: Record<string, string>, said: RegExp][] = [
    ["an unknown command", ["dance"], {}, /^rooms: dance is no command of this/],
    ["an unknown option", ["list", "--colour"], {}, /^rooms: .*--colour/],
    ["a bad option", ["create", "--mode", "chess"], {}, /^rooms: mode: /],
    ["no number", ["create", "--seats", "two"], {}, /^rooms: --seats two is no whole number/],
    ["no room", ["show"], {}, /^rooms: say which room/],
    ["no token", ["list"], { OPERATOR_TOKEN: "" }, /^rooms: set OPERATOR_TOKEN/],
    ["another token", ["list"], { OPERATOR_TOKEN: "x".repeat(20) }, /^rooms: the server does not know/],
    ["no server", ["list", "--url", "http://127.0.0.1:1"], {}, /^rooms: nobody answers at http/],
    ["no address", ["list", "--url", "here"], {}, /^rooms: here is no address/],
  ];
  for (const [what, args, env, said] of wrong) {
    it(`says in one line what is wrong: ${what}`, async () => {
      const { code, out, err } = await run(args, env);
      assert.deepEqual([code, out, err.trim().split("\n").length], [1, "", 1], err);
      assert.match(err, said);
    });
  }

  it("explains itself", async () => {
    assert.match((await run(["--help"])).out, /npm run rooms -- COMMAND[\s\S]*prewarm MODE COUNT/);
    assert.match((await run(["create", "--help"])).out, /^npm run rooms -- create \[--mode M\]/);
  });
});
