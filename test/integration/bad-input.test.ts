// Bad input costs its sender, and nobody else notices.
import assert from "node:assert/strict";
import { PROTOCOL_VERSION } from "../../shared/protocol/version.ts";
import { joinPlayer, type Player } from "../helpers/player.ts";
import { askSeat, post, type RawClient, rawJoin } from "../helpers/raw-client.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

const text = (s: string): number[] => [...new TextEncoder().encode(s)];
/** The framework's code of a string of up to 31 bytes. */
const string = (s: string): number[] => [0xa0 | s.length, ...text(s)];

describe("bad input", () => {
  let server: TestServer;
  let witness: Player;

  before(async () => {
    server = await startServer({ ARENA_BOTS_FILL_TO: "4" });
    witness = await joinPlayer(server.endpoint, "Witness");
  });
  after(async () => {
    await witness.leave();
    await server.close();
  });

  /** The witness gets 10 more patches in the same room, over the same connection. */
  async function witnessGoesOn(): Promise<void> {
    let patches = 0;
    const { live } = witness.session;
    live.room.onStateChange(() => {
      patches += 1;
    });
    await witness.until(() => patches >= 10);
    assert.equal(witness.session.live, live);
    assert.equal(witness.session.link.kind, "playing");
  }

  const version = PROTOCOL_VERSION;
  const asking = (more: string): string =>
    `{"version":${version},"want":{"kind":"quick","mode":"swarm"},${more}}`;
  const refusals: [string, string, number, RegExp][] = [
    ["null", "null", 400, /badRequest .*object/],
    ["an array", "[1,2]", 400, /badRequest .*object/],
    ["a string", '"hello"', 400, /badRequest .*object/],
    ["no version", "{}", 400, /badRequest version/],
    ["another version", `{"version":${version + 1}}`, 426, /version/],
    ["another version in another shape", `{"version":${version + 1},"x":[]}`, 426, /version/],
    ["a name of 1 MB", asking(`"name":"${"a".repeat(1 << 20)}"`), 413, /tooLarge/],
    ["a long name", asking(`"name":"${"a".repeat(1 << 10)}"`), 400, /name is too long/],
    ["a name of 21 characters", asking(`"name":"${"é".repeat(21)}"`), 400, /name .*20 characters/],
    ["a name that is an object", asking('"name":{}'), 400, /badRequest name/],
    ["a hue that does not exist", asking('"hue":99'), 400, /badRequest hue/],
    ["an option we do not know", asking('"seed":7'), 400, /badRequest seed/],
    ["__proto__", asking('"__proto__":{"hue":1}'), 400, /__proto__/],
    [
      "a mode that does not exist",
      `{"version":${version},"want":{"kind":"quick","mode":"x"}}`,
      400,
      /want\.mode/,
    ],
    ["a want that does not exist", `{"version":${version},"want":{"kind":"all"}}`, 400, /want\.kind/],
    ["no want", `{"version":${version}}`, 400, /badRequest want/],
    ["no JSON at all", "{{{", 400, /badJson/],
  ];
  for (const [what, body, status, words] of refusals) {
    it(`[J1] [J2] is refused a seat: ${what}`, async () => {
      const answer = await askSeat(server.endpoint, body);
      const { error = "", field = "", message = "" } = answer.body;
      assert.equal(answer.status, status, JSON.stringify(answer.body));
      assert.match(`${error} ${field} ${message}`, words);
      assert.ok(message.length <= 200);
    });
  }

  const follow = [...string("mode"), ...string("follow")];
  const frames: [string, number[], number][] = [
    ["an unknown message", [13, ...string("no-such-thing")], 4101],
    ["an unknown message whose name has 87 bytes (K3)", [13, 0xd9, 87, ...text("x".repeat(87))], 4002],
    ["an unknown message whose name has 31 bytes", [13, ...string("x".repeat(31))], 4101],
    ["a message whose name is longer than its frame", [13, 0xdb, 255, 255, 255, 255, 120], 4002],
    ["a message whose name is no UTF-8", [13, 0xa2, 0xff, 0xfe], 4002],
    ["an unknown numbered message", [13, 7], 4002],
    ["a goodbye with more to say", [12, 1], 4002],
    ["an input of 65 bytes", [19, ...Array.from({ length: 65 }, () => 0x80)], 4002],
    [
      "a message of 1,025 bytes",
      [13, ...string("vote"), 0xc5, 3, 252, ...Array.from({ length: 1020 }, () => 0)],
      4101,
    ],
    ["a vote for a map that does not exist", [13, ...string("vote"), 0x81, ...string("choice"), 3], 4101],
    ["a vote for half a map", [13, ...string("vote"), 0x81, ...string("choice"), 0xca, 0x3f, 0, 0, 0], 4101],
    ["a vote without a choice", [13, ...string("vote"), 0x80], 4101],
    ["a vote that is nothing", [13, ...string("vote"), 0xc0], 4101],
    ["to watch nobody there can be", [13, ...string("watch"), 0x82, ...follow, ...string("slot"), 124], 4101],
    ["to watch in an unknown way", [13, ...string("watch"), 0x81, ...string("mode"), ...string("x")], 4101],
    ["to watch from nowhere", [13, ...string("watch"), 0x81, ...string("mode"), ...string("free")], 4101],
    ["to watch, and no more", [13, ...string("watch")], 4101],
    ["a vote without a message", [13, ...string("vote")], 4101],
    ["an unreliable input that hangs the framework (K1: 14 00 ff)", [20, 0x00, 0xff], 4002],
    ["a negative slot length (K1: 14 01 d0 fe)", [20, 0x01, 0xd0, 0xfe], 4002],
    [
      "a timed unreliable input of four thousand million (K2)",
      [0x94, 0xce, 0xff, 0xff, 0xff, 0xff, 1, 2, 3, 4, 5],
      4002,
    ],
    [
      "a timed unreliable input of fifty million (K2)",
      [0x94, 0xce, 0x80, 0xf0, 0xfa, 0x02, 1, 2, 3, 4, 5],
      4002,
    ],
    ["an input of a field that does not exist", [19, 0x85, 1, 2], 4002],
    ["an input that ends within a field", [19, 0x80, 1], 4002],
    ["an input that ends within its view time", [19, 0x82, 2, 0x83, 1], 4002],
    ["an input with two view times", [19, 0x83, 1, 2, 0x83, 1, 2], 4002],
    ["an input with a time stamp that nobody asked for", [0x93, 1, 0x82, 1], 4002],
    ["a request, which no room answers", [21, 1, ...string("x")], 4002],
    ["raw bytes as a message", [17, ...string("x"), 1, 2, 3], 4002],
    ["garbage", [255, 254, 253, 0, 1, 2, 3], 4002],
    ["an empty frame", [], 4002],
  ];
  for (const [what, bytes, code] of frames) {
    it(`[I1] [M3] is closed with ${code}: ${what}`, async () => {
      const client = await rawJoin(server.endpoint);
      client.send(...bytes);
      const { code: got, reason } = await client.closed;
      assert.equal(got, code);
      assert.ok(reason.length <= 30);
      await witnessGoesOn();
    });
  }

  it("[I1] is closed with 4002: a frame of text", async () => {
    const client = await rawJoin(server.endpoint);
    client.socket.send("\r\u0001x");
    assert.equal((await client.closed).code, 4002);
    await witnessGoesOn();
  });

  it("is closed with 1009: a frame over 4 KB", async () => {
    const client = await rawJoin(server.endpoint);
    client.socket.on("error", () => {});
    client.socket.send(new Uint8Array(5000).fill(13));
    assert.equal((await client.closed).code, 1009);
    await witnessGoesOn();
  });

  it("[C4] leaves no seat behind: who was refused cannot come back to it", async () => {
    const people = (): number => server.room(witness.session.live.room.roomId).clients.length;
    const client: RawClient = await rawJoin(server.endpoint);
    assert.equal(client.roomId, witness.session.live.room.roomId);
    const slots = () => [...witness.session.state.roster.values()].filter((r) => !r.bot).length;
    await witness.until(() => slots() === 2);
    client.send(255);
    await client.closed;
    await witness.until(() => slots() === 1);
    assert.equal(people(), 1);
  });

  it("[C4] is deaf to whoever was closed and does not answer the closing, and has no seat for it", async () => {
    const client = await rawJoin(server.endpoint, { name: "Deaf" });
    const roster = () => [...witness.session.state.roster.values()].map((r) => r.name);
    await witness.until(() => roster().includes("Deaf"));
    // A peer that never answers the closing handshake: its socket reads no more.
    client.socket.pause();
    client.send(13, 7);
    client.socket.resume = () => {};
    await witness.until(() => !roster().includes("Deaf"));
    client.socket.terminate();
    await witnessGoesOn();
  });

  it("[J1] has one door: the framework's is shut", async () => {
    for (const method of ["joinOrCreate", "create", "join", "joinById", "reconnect"]) {
      const answer = await post(server.endpoint, `/matchmake/${method}/arena`, JSON.stringify({ version }));
      assert.ok(answer.status >= 400 && answer.status < 500, `${method}: ${answer.status}`);
    }
    assert.equal(server.rooms().length, 1);
  });

  it("[J1] gives no seat to who is not signed in", async () => {
    const answer = await post(server.endpoint, "/api/seats", JSON.stringify({ version }), "nobody");
    assert.equal(answer.status, 401);
    assert.equal(answer.body.error, "notSignedIn");
  });
});
