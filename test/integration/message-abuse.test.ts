// Every message of lobby and arena, of a wrong shape: it costs its sender the connection at most, and nobody else notices.
import assert from "node:assert/strict";
import { Client } from "colyseus.js";
import { Identity } from "../../client/net/identity.ts";
import { askSeat } from "../../client/net/join.ts";
import { ChatType } from "../../shared/protocol/chat.ts";
import { CloseCode } from "../../shared/protocol/close-codes.ts";
import { Message } from "../../shared/protocol/messages.ts";
import { PartyType } from "../../shared/protocol/party.ts";
import { QueueType } from "../../shared/protocol/queue.ts";
import type { SeatWant } from "../../shared/protocol/seats.ts";
import { joinPlayer, type Player, SWARM } from "../helpers/player.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

const BAD: unknown[] = [
  undefined,
  null,
  true,
  -1,
  1e308,
  Number.NaN,
  "",
  "\u0000",
  "x".repeat(3000),
  [],
  [[[]]],
  {},
  { __proto__: null, choice: {}, c: "1", text: [], mode: 7, n: -1, box: {} },
  JSON.parse('{"__proto__":{"admin":true},"constructor":{"prototype":1}}'),
  { c: 1e300, scope: "toString", text: "x", n: 2 ** 53, choice: 3, mode: "constructor", slot: 1e9 },
];

describe("messages of a wrong shape", () => {
  let server: TestServer;
  let witness: Player;

  before(async () => {
    server = await startServer({ ARENA_BOTS_FILL_TO: "0" });
    witness = await joinPlayer(server.endpoint, "Witness");
  });
  after(async () => {
    await witness.leave();
    await server.close();
  });

  /** Says it as somebody new; resolves to how the server closed it, or 0 when a pong came back first. */
  async function say(want: SeatWant, type: string, payload: unknown): Promise<number> {
    const who = { endpoint: server.endpoint, identity: new Identity(server.endpoint), name: "Ann", hue: 0 };
    const { seat } = await askSeat(who, want);
    const room = await new Client(server.endpoint).consumeSeatReservation(seat as never);
    room.reconnection.enabled = false;
    room.onMessage("*", () => {});
    const closed = new Promise<number>((resolve) => room.onLeave((code) => resolve(code)));
    const heard = new Promise<number>((resolve) => {
      room.send(type, payload);
      room.ping(() => resolve(0));
    });
    const code = await Promise.race([closed, heard]);
    if (code === 0) await room.leave();
    return code;
  }

  const chat = [ChatType.say, ChatType.since, ChatType.report];
  const { make, join, leave, putOut, lead } = PartyType;
  const none = "none";
  /** What must have a shape, and what says all by its name. */
  const talks: [string, SeatWant, string[], string[]][] = [
    ["arena", SWARM, [Message.vote, Message.watch, Message.kill, ...chat, none], []],
    [
      "lobby",
      { kind: "lobby" },
      [join, putOut, lead, QueueType.join, QueueType.ready, ...chat, ChatType.mutes, none],
      [make, leave, QueueType.leave],
    ],
  ];
  for (const [place, want, shaped, bare] of talks) {
    it(`[M3] [L4] cost their sender the connection, and nobody else anything: ${place}`, async () => {
      const { live, state } = witness.session;
      for (const type of [...shaped, ...bare]) {
        const codes = await Promise.all(BAD.map((payload) => say(want, type, payload)));
        for (const [i, code] of codes.entries()) {
          const goes = code === CloseCode.badMessage || (code === 0 && bare.includes(type));
          assert.ok(goes, `${type} with ${JSON.stringify(BAD[i])}: ${code}`);
        }
      }
      const { tick } = state;
      await witness.until((s) => s.state.tick > tick + 10);
      assert.deepEqual([witness.session.live, witness.session.link.kind], [live, "playing"]);
    }).timeout(120_000);
  }
});
