// The attack suite's short form: every known way to end or bend the server, and some random ones, while others play on.
// `npm run attack` is the long one, and measures what the others feel: here two lanes share the machine.
import assert from "node:assert/strict";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import type { Effort } from "./case.ts";
import { CASES } from "./cases.ts";
import { planOf } from "./frame-fuzz.ts";
import { Ground } from "./ground.ts";
import { sayRaw } from "./http.ts";
import { isComplete } from "./http-mutants.ts";
import { SHORT } from "./options.ts";
import { attempt, LOOSE } from "./suite.ts";

const SEED = 20261121;

describe("attacks", function () {
  // Longer than any case of the short form may take.
  this.timeout(600_000);
  let ground: Ground;

  before(async function () {
    // Attackers come from addresses of 127.0.0.0/8: other systems have one of them.
    if (process.platform !== "linux") this.skip();
    // How busy a process is tells nothing of it where others share its core.
    ground = await Ground.prepare({ LIMIT_LOAD_PERCENT: "1000" });
  });
  after(() => ground?.stop());

  for (const one of CASES) {
    it(`[${one.name}] ${one.sent}: ${one.required}`, async () => {
      const effort: Effort = { short: true, seed: SEED, ...SHORT, progress: () => {} };
      const { findings } = await attempt(one, ground, effort, LOOSE);
      assert.deepEqual(
        findings.filter(({ ok }) => !ok).map(({ what }) => what),
        [],
      );
    });
  }

  it("of a seed are the same frames in the same order", () => {
    const hexOf = (n: number): string[] => planOf(SEED, n).frames.map((frame) => frame.toString("hex"));
    for (let n = 0; n < 50; n++) assert.deepEqual(hexOf(n), hexOf(n));
    assert.notDeepEqual(hexOf(1), hexOf(2));
  });

  it("know a server that says nothing from one that hangs up", async () => {
    const said: boolean[] = [];
    for (const hangsUp of [false, true]) {
      const server = createServer((socket) => (hangsUp ? socket.destroy() : socket.resume()));
      await once(server.listen(0, "127.0.0.1"), "listening");
      const { port } = server.address() as AddressInfo;
      // Who hangs up is waited for: a process that stands still gives up before it hears of it.
      const answerMs = hangsUp ? 20_000 : 200;
      said.push((await sayRaw(port, "127.0.0.1", "GET / HTTP/1.1\r\n\r\n", 10, answerMs)).silent);
      server.close();
    }
    assert.deepEqual(said, [true, false]);
  });

  it("know which requests are complete, and must be answered", () => {
    const whole = (head: string, body = ""): boolean =>
      isComplete(Buffer.from(`POST /a HTTP/1.1\r\nHost: x\r\n${head}\r\n${body}`));
    for (const [head, body] of [
      ["", ""],
      ["Content-Length: 2\r\n", "{}"],
      ["Transfer-Encoding: chunked\r\n", "2\r\n{}\r\n0\r\n\r\n"],
    ])
      assert.ok(whole(head, body), head);
    for (const [head, body] of [
      ["Content-Length: 3\r\n", "{}"],
      ["Content-Length: 2\r\nContent-Length: 1\r\n", "{}"],
      ["Content-Length: -1\r\n", ""],
      ["Transfer-Encoding: chunked\r\n", "2\r\n{}\r\n"],
      ["Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"],
      ["Upgrade: h2c\r\n", ""],
      ["A\u0000B: c\r\n", ""],
    ])
      assert.ok(!whole(head, body), head);
    assert.ok(!isComplete(Buffer.from("GET / HTTP/1.1\r\nHost: x\r\n")));
  });
});
