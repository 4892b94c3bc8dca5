// An operator steers all processes through any one: people and rooms of another, announcements, the end of a process.
import assert from "node:assert/strict";
import { Identity } from "../../client/net/identity.ts";
import type { ChatEvent } from "../../shared/protocol/chat.ts";
import { CloseCode } from "../../shared/protocol/close-codes.ts";
import type { RoomCard } from "../../shared/protocol/seats.ts";
import { PROTOCOL_VERSION } from "../../shared/protocol/version.ts";
import { ask } from "../helpers/http.ts";
import type { Player } from "../helpers/player.ts";
import { Ground, roomOf } from "./ground.ts";
import { eventually, OPERATOR, type ServerProcess } from "./processes.ts";

describe("operators of many processes", function () {
  this.timeout(120_000);
  let ground: Ground;
  let here: ServerProcess;
  let there: ServerProcess;

  before(async () => {
    ground = await Ground.start(2);
    [here, there] = ground.processes;
  });
  afterEach(() => ground.clear());
  after(() => ground?.end());

  const tell = async <T>(at: ServerProcess, route: string, body?: object): Promise<T> => {
    const answer = await ask<T>(at.endpoint, route, { token: OPERATOR, ...(body && { body }) });
    assert.ok(answer.status < 300, `${route}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body as T;
  };

  async function playing(): Promise<{ player: Player; identity: Identity; id: string }> {
    const identity = new Identity(there.endpoint);
    const want = { kind: "room", id: await ground.roomIn(there) } as const;
    const player = await ground.joinAs(identity, there, want);
    return { player, identity, id: identity.player?.id ?? "" };
  }

  const ended = async ({ session }: Player): Promise<unknown> =>
    eventually(async () => session.link.kind === "left" && session.link.code);

  it("see the rooms of all, and who is in them", async () => {
    const { player, id } = await playing();
    const { rooms } = await tell<{ rooms: RoomCard[] }>(here, "GET /api/rooms");
    assert.equal(rooms.find((room) => room.id === roomOf(player))?.home, there.address);
    const said = await tell<{ room: { players: { id: string }[] } }>(
      here,
      `GET /api/rooms/${roomOf(player)}`,
    );
    assert.ok(JSON.stringify(said).includes(id));
  });

  it("announce to rooms of another, and put somebody out who plays there", async () => {
    const { player, id } = await playing();
    const { chat } = player.session;
    const heard: ChatEvent[] = [];
    chat.on("event", (event) => heard.push(event));
    chat.start();
    await player.until(() => chat.own !== null);
    await tell(here, `POST /api/rooms/${roomOf(player)}/announcements`, { text: "To one room" });
    await tell(here, "POST /api/announcements", { text: "To all of them" });
    const texts = ["To one room", "To all of them"];
    await eventually(async () => texts.every((text) => JSON.stringify(heard).includes(text)));
    await tell(here, "POST /api/kicks", { player: id });
    assert.equal(await ended(player), CloseCode.kicked);
  });

  it("ban somebody everywhere, and let them in again", async () => {
    const { player, identity, id } = await playing();
    await tell(here, "POST /api/bans", { player: id, minutes: 5, reason: "the test" });
    assert.equal(await ended(player), CloseCode.banned);
    const knock = async (at: ServerProcess): Promise<string> => {
      const body = { version: PROTOCOL_VERSION, want: { kind: "quick", mode: "swarm" } };
      const token = await identity.access();
      return (await ask(at.endpoint, "POST /api/seats", { token, body })).body.error ?? "";
    };
    for (const at of [here, there]) assert.equal(await knock(at), "banned", at.address);
    await tell(here, `DELETE /api/bans/${id}`);
    for (const at of [here, there]) await eventually(async () => (await knock(at)) !== "banned");
  });
});
