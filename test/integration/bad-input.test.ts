// Bad input costs its sender, and nobody else notices.
import assert from "node:assert/strict";
import { PROTOCOL_VERSION } from "../../shared/protocol/version.ts";
import { joinPlayer, type Player } from "../helpers/player.ts";
import { askSeat, type RawClient, rawJoin } from "../helpers/raw-client.ts";
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
  const refusals: [string, string, number, RegExp][] = [
    ["null", "null", 400, /expected object/],
    ["an array", "[1,2]", 400, /expected object/],
    ["a string", '"hello"', 400, /expected object|malformed/],
    ["no version", "{}", 400, /version/],
    ["another version", `{"version":${version + 1}}`, 426, /reload/],
    ["a name of 1 MB", `{"version":${version},"name":"${"a".repeat(1 << 20)}"}`, 400, /name is too long/],
    ["a name of 21 characters", `{"version":${version},"name":"${"é".repeat(21)}"}`, 400, /20 characters/],
    ["a name that is an object", `{"version":${version},"name":{}}`, 400, /name/],
    ["a hue that does not exist", `{"version":${version},"hue":99}`, 400, /hue/],
    ["an option we do not know", `{"version":${version},"seed":7}`, 400, /seed/],
    ["__proto__", `{"version":${version},"__proto__":{"hue":1}}`, 400, /__proto__/],
    ["no JSON at all", "{{{", 400, /malformed/],
  ];
  for (const [what, body, status, words] of refusals) {
    it(`[J1] [J2] is refused a seat: ${what}`, async () => {
      const answer = await askSeat(server.endpoint, body);
      assert.equal(answer.status, status, JSON.stringify(answer.body));
      assert.match(answer.body.error ?? "", words);
      assert.ok((answer.body.error ?? "").length <= 200);
    });
  }

  const follow = [...string("mode"), ...string("follow")];
  const frames: [string, number[], number][] = [
    ["an unknown message", [13, ...string("no such thing")], 4101],
    ["an unknown message with a long name", [13, 0xd9, 120, ...text("x".repeat(120))], 4101],
    ["an unknown numbered message", [13, 7], 4101],
    ["a vote for a map that does not exist", [13, ...string("vote"), 0x81, ...string("choice"), 3], 4101],
    ["a vote for half a map", [13, ...string("vote"), 0x81, ...string("choice"), 0xca, 0x3f, 0, 0, 0], 4101],
    ["a vote without a choice", [13, ...string("vote"), 0x80], 4101],
    ["a vote that is nothing", [13, ...string("vote"), 0xc0], 4101],
    ["to watch nobody there can be", [13, ...string("watch"), 0x82, ...follow, ...string("slot"), 124], 4101],
    ["to watch in an unknown way", [13, ...string("watch"), 0x81, ...string("mode"), ...string("x")], 4101],
    ["to watch from nowhere", [13, ...string("watch"), 0x81, ...string("mode"), ...string("free")], 4101],
    ["to watch, and no more", [13, ...string("watch")], 4101],
    ["a vote without a message", [13, ...string("vote")], 4101],
    ["an unreliable input that hangs the framework (14 00 ff)", [20, 0x00, 0xff], 4002],
    ["a negative slot length (14 01 d0 fe)", [20, 0x01, 0xd0, 0xfe], 4002],
    [
      "a timed unreliable input of four thousand million",
      [0x94, 0xce, 0xff, 0xff, 0xff, 0xff, 1, 2, 3, 4, 5],
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

  it("[J1] gives seats where there is room, and opens no arena for the asking", async () => {
    for (const method of ["create", "join", "joinById"]) {
      const answer = await askSeat(server.endpoint, JSON.stringify({ version }), method);
      assert.ok(answer.status >= 400, `${method}: ${answer.status}`);
    }
    assert.equal(server.rooms().length, 1);
  });
});
