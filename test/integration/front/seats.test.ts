// Seats and rooms that a stranger asks for by the thousand, or in words that are none, while somebody honest joins.
import assert from "node:assert/strict";
import type { LimitName } from "../../../server/limits.ts";
import { PROTOCOL_VERSION } from "../../../shared/protocol/version.ts";
import { guestOf } from "../../helpers/http.ts";
import { joinPlayer } from "../../helpers/player.ts";
import { type Heard, refusals, strangerAt } from "../../helpers/raw-http.ts";
import { startServer, type TestServer } from "../../helpers/server.ts";

const SEAT = { version: PROTOCOL_VERSION, want: { kind: "quick", mode: "swarm" } };
const OWN = { version: PROTOCOL_VERSION, want: { kind: "create", room: { bots: false } } };

describe("strangers who ask for seats", () => {
  let server: TestServer;
  const strangers: ReturnType<typeof strangerAt>[] = [];

  const start = async (env: Record<string, string> = {}): Promise<void> => {
    server = await startServer({ ARENA_BOTS_FILL_TO: "0", ...env });
  };
  afterEach(async () => {
    for (const stranger of strangers.splice(0)) stranger.close();
    await server.close();
  });

  const stranger = (address?: string): ReturnType<typeof strangerAt> => {
    const one = strangerAt(server.port, address, 10);
    strangers.push(one);
    return one;
  };

  const granted = (all: Heard[]): number => all.filter(({ status }) => status === 200).length;

  it("S5: 3,000 reservations of a stranger at once are 429, and somebody honest joins meanwhile", async () => {
    await start();
    const tokens = await Promise.all(
      Array.from({ length: 10 }, async () => (await guestOf(server.endpoint)).access),
    );
    const { ask } = stranger();
    // Each 429 ends its connection, and of those there are so many a minute.
    const asked = Array.from({ length: 3_000 }, (_, i) =>
      ask("POST /api/seats", { token: tokens[i % 10], body: SEAT }).catch(() => null),
    );
    const honest = await joinPlayer(server.endpoint, "Honest");
    await honest.until(({ state }) => state.tick > 5);
    const all = (await Promise.all(asked)).filter((answer) => answer !== null);
    assert.ok(granted(all) <= 10, `${granted(all)} granted`);
    for (const { status, headers } of all)
      if (status !== 200) assert.ok(status === 429 && Number(headers["retry-after"]) > 0, String(status));
    const refused = async (limit: LimitName): Promise<number> => refusals(server.port, limit);
    assert.ok((await refused("seatsPerMinute")) > 200);
    assert.ok((await refused("requests")) > 0 && (await refused("tcpPerMinute")) > 0);
    await honest.leave();
  }).timeout(60_000);

  it("[J10] S5: a player has two seats pending, an address ten, until they are taken or their time is up", async () => {
    // All are asked for within the time of the first, on a slow machine too: who asks is known before.
    await start({ LIMIT_SEAT_SECONDS: "6" });
    const ask = stranger().ask;
    const { access: token } = await guestOf(server.endpoint);
    const guests = await Promise.all(Array.from({ length: 15 }, () => guestOf(server.endpoint)));
    const mine = await Promise.all(
      Array.from({ length: 5 }, () => ask("POST /api/seats", { token, body: SEAT })),
    );
    assert.equal(granted(mine), 2);
    const others = await Promise.all(
      guests.map(({ access }) => ask("POST /api/seats", { token: access, body: SEAT })),
    );
    assert.equal(granted(others), 8);
    assert.equal(await refusals(server.port, "pendingSeatsPerPlayer"), 3);
    assert.equal(await refusals(server.port, "pendingSeatsPerAddress"), 7);
    const trusted = strangerAt(server.port, "127.0.0.1");
    strangers.push(trusted);
    let status = 429;
    while (status === 429) ({ status } = await trusted.ask("POST /api/seats", { token, body: SEAT }));
    assert.equal(status, 200);
    // The first of them has lapsed; whether the second has is a matter of a millisecond.
    assert.ok((await refusals(server.port, "seatSeconds")) >= 1);
  }).timeout(60_000);

  it("S6: rooms by the hundred are five a minute of an address, three of a player, and as many as there may be", async () => {
    // A room whose only seat lapses is gone, and counts no more: not before everybody has asked, who is known before.
    await start({ LIMIT_ROOMS: "12", LIMIT_PENDING_SEATS_PER_PLAYER: "1000", LIMIT_SEAT_SECONDS: "7" });
    const guests = await Promise.all(Array.from({ length: 20 }, () => guestOf(server.endpoint)));
    const { access: token } = await guestOf(server.endpoint);
    const { ask } = stranger();
    const flood = await Promise.all(
      Array.from({ length: 29 }, () => ask("POST /api/seats", { token, body: OWN })),
    );
    assert.equal(granted(flood), 3);
    assert.equal(await refusals(server.port, "roomsPerPlayer"), 2);
    assert.equal(await refusals(server.port, "roomsPerMinute"), 24);
    // A thousand addresses would not help: the process has its own bound, counted before anything is awaited.
    const many = await Promise.all(
      guests.map(({ access }, i) =>
        stranger(`127.0.1.${i}`).ask("POST /api/seats", { token: access, body: OWN }),
      ),
    );
    assert.equal(granted(many), 9);
    for (const { status, body } of many)
      if (status !== 200) assert.deepEqual([status, body.error], [503, "busy"]);
    assert.equal(server.rooms().length, 12);
    assert.equal(await refusals(server.port, "rooms"), 11);
  });

  const OPTIONS: [what: string, text: string, status: number][] = [
    ["__proto__", `{"version":${PROTOCOL_VERSION},"want":{"kind":"lobby"},"__proto__":{"admin":true}}`, 400],
    [
      "__proto__ further in",
      `{"version":${PROTOCOL_VERSION},"want":{"kind":"create","room":{"__proto__":{}}}}`,
      400,
    ],
    [
      "constructor",
      `{"version":${PROTOCOL_VERSION},"want":{"kind":"lobby"},"constructor":{"prototype":{}}}`,
      400,
    ],
    ["null", "null", 400],
    ["a list", "[]", 400],
    ["a text", '"x"', 400],
    ["no want", `{"version":${PROTOCOL_VERSION}}`, 400],
    ["a want of another kind", `{"version":${PROTOCOL_VERSION},"want":{"kind":"toString"}}`, 400],
    ["5,000 lists", "[".repeat(1000) + "]".repeat(1000), 400],
    ["a name of 1 MB", `{"version":${PROTOCOL_VERSION},"name":"${"x".repeat(1_000_000)}"}`, 413],
    ["a name of 3 KB", `{"version":${PROTOCOL_VERSION},"name":"${"x".repeat(3000)}"}`, 413],
    ["150 keys", `{${Array.from({ length: 150 }, (_, i) => `"k${i}":1`).join()}}`, 400],
  ];
  it("S12: join options that are none are refused, and reach nobody", async () => {
    await start();
    const { access } = await guestOf(server.endpoint);
    for (const [what, body, status] of OPTIONS) {
      const headers = { "content-type": "application/json", authorization: `Bearer ${access}` };
      const answer = await fetch(`${server.endpoint}/api/seats`, { method: "POST", headers, body });
      assert.equal(answer.status, status, `${what}: ${await answer.text()}`);
    }
    assert.equal(({} as { admin?: boolean }).admin, undefined);
    assert.equal(server.rooms().length, 0);
  });
});
