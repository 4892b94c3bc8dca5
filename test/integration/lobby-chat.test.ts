// Chat in the lobby over real sockets: everybody, a whisper, a party; and over several processes.
import assert from "node:assert/strict";
import { matchMaker } from "@colyseus/core";
import type { ChatLink } from "../../client/net/chat.ts";
import { Identity } from "../../client/net/identity.ts";
import { Lobby } from "../../client/net/lobby.ts";
import { chatOver } from "../../client/net/lobby-chat.ts";
import { LobbyChat } from "../../server/chat/lobby-chat.ts";
import { LobbyRoom } from "../../server/rooms/lobby-room.ts";
import { type ChatEvent, ChatType, mutesOf } from "../../shared/protocol/chat.ts";
import { type PartyState, PartyType } from "../../shared/protocol/party.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

interface Talker {
  lobby: Lobby;
  link: ChatLink;
  told: ChatEvent[];
  refused: { code: string; people: readonly { id: string }[] }[];
  id: string;
  /** The invitation of its party. */
  party: string;
}

const textsOf = (events: readonly ChatEvent[]) =>
  events.filter((event) => event.kind === "message").map(({ text }) => text);

describe("chat in the lobby", () => {
  let server: TestServer;
  const open: Lobby[] = [];

  before(async () => {
    server = await startServer({});
  });
  afterEach(() => {
    for (const lobby of open.splice(0)) lobby.leave();
  });
  after(() => server.close());

  /** Resolves once `holds` after an event or answer of the link. */
  function until(link: ChatLink, holds: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!holds()) return;
        for (const stop of stops) stop();
        resolve();
      };
      const stops = [link.on("event", look), link.on("refused", look), link.on("hello", look)];
      look();
    });
  }

  async function talker(name: string, identity = new Identity(server.endpoint)): Promise<Talker> {
    const { endpoint } = server;
    const lobby = new Lobby(() => ({ endpoint, identity, name, hue: 2 }));
    open.push(lobby);
    const link = chatOver(lobby);
    const told: ChatEvent[] = [];
    const refused: Talker["refused"] = [];
    link.on("event", (event) => told.push(event));
    link.on("refused", (answer) => refused.push(answer));
    const self: Talker = { lobby, link, told, refused, id: "", party: "" };
    lobby.add({ types: { [PartyType.state]: ({ code }: PartyState) => (self.party = code) } });
    link.start();
    lobby.open();
    await until(link, () => link.own !== null);
    self.id = link.own?.id ?? "";
    return self;
  }

  it("[T12] is heard by everybody in it, and gives the nameless a name that stays", async () => {
    const ann = await talker("Ann");
    const identity = new Identity(server.endpoint);
    const ben = await talker("", identity);
    assert.match(ben.link.own?.name ?? "", /^Ember \d{3}$/);
    ann.link.say("lobby", "hello 大厅");
    await until(ben.link, () => textsOf(ben.told).includes("hello 大厅"));
    const later = await talker("", identity);
    assert.equal(later.link.own?.name, ben.link.own?.name);
    assert.ok(later.told.every((event) => event.kind !== "enter" || event.old));
  });

  it("[T13] carries a whisper by name or id, to that player and the speaker alone", async () => {
    const [ann, ben, cleo] = [await talker("Ann W"), await talker("Ben W"), await talker("Cleo W")];
    ann.link.say("whisper", "by name", "ben w");
    ann.link.say("whisper", "by id", ben.id);
    await until(ben.link, () => textsOf(ben.told).includes("by id"));
    ann.link.say("lobby", "aloud");
    for (const { link, told } of [cleo, ann]) await until(link, () => textsOf(told).includes("aloud"));
    const whispers = (of: Talker) =>
      of.told.filter((e) => e.kind === "message" && e.scope === "whisper" && !e.old);
    assert.equal(whispers(cleo).length, 0);
    assert.equal(whispers(ann).length, 2);
    const [first] = whispers(ben);
    assert.ok(first.kind === "message" && first.to?.id === ben.id && first.from.id === ann.id);
  });

  it("[T13] says when a name means nobody, oneself, or several", async () => {
    const ann = await talker("Ann T");
    const twins = [await talker("Twin"), await talker("twin")];
    for (const to of ["Nobody", "Ann T", "TWIN"]) ann.link.say("whisper", "hm", to);
    await until(ann.link, () => ann.refused.length === 3);
    assert.deepEqual(
      ann.refused.map(({ code }) => code),
      ["nobody", "nobody", "notUnique"],
    );
    assert.deepEqual(ann.refused[2].people.map(({ id }) => id).sort(), twins.map(({ id }) => id).sort());
  });

  it("[T13] carries a party's lines to its members, and to nobody else", async () => {
    const [ann, ben, cleo] = [await talker("Ann R"), await talker("Ben R"), await talker("Cleo R")];
    ann.link.say("party", "anybody?");
    await until(ann.link, () => ann.refused.length === 1);
    assert.equal(ann.refused[0].code, "noParty");
    ann.lobby.send(PartyType.make, {});
    await until(ann.link, () => ann.link.scopes.includes("party"));
    ben.lobby.send(PartyType.join, { code: ann.party });
    await until(ben.link, () => ben.link.scopes.includes("party"));
    ben.link.say("party", "我们走吧");
    ann.link.say("lobby", "aloud R");
    await until(ann.link, () => textsOf(ann.told).includes("我们走吧"));
    await until(cleo.link, () => textsOf(cleo.told).includes("aloud R"));
    assert.ok(!textsOf(cleo.told).includes("我们走吧"));
    ben.lobby.send(PartyType.leave, {});
    await until(ben.link, () => !ben.link.scopes.includes("party"));
  });

  it("[T14] delivers no whisper of who is muted", async () => {
    const [ann, ben] = [await talker("Ann M"), await talker("Ben M")];
    // As many as there may be, the last of them her: more than one message can hold.
    const others = Array.from({ length: 199 }, (_, i) => String(i).padStart(40, "x"));
    for (const message of mutesOf([...others, ann.id])) ben.lobby.send(ChatType.mutes, message);
    // Heard in order: the line after it proves that the list has been taken.
    ben.link.say("lobby", "list told");
    await until(ann.link, () => textsOf(ann.told).includes("list told"));
    ann.link.say("whisper", "secret", "Ben M");
    ann.link.say("lobby", "aloud M");
    await until(ben.link, () => textsOf(ben.told).includes("aloud M"));
    assert.ok(!textsOf(ben.told).includes("secret"));
    assert.ok(textsOf(ann.told).includes("secret"));
  });

  it("[T2] [T3] loses and doubles no line over a cut", async () => {
    const [ann, ben] = [await talker("Ann C"), await talker("Ben C")];
    const [room] = await matchMaker.query({ name: "lobby" });
    const { clients } = matchMaker.getLocalRoomById(room.roomId);
    const client = clients.find(({ auth }) => (auth as { id: string }).id === ben.id);
    (client as unknown as { ref: { terminate(): void } }).ref.terminate();
    ann.link.say("lobby", "while away");
    ann.link.say("whisper", "psst while away", ben.id);
    ben.link.say("lobby", "from afar");
    const wanted = ["while away", "psst while away", "from afar"];
    await until(ben.link, () => wanted.every((text) => textsOf(ben.told).includes(text)));
    await until(ann.link, () => textsOf(ann.told).includes("from afar"));
    for (const { told } of [ann, ben]) {
      for (const text of wanted) assert.equal(textsOf(told).filter((t) => t === text).length, 1, text);
      assert.ok(!told.some((e) => e.kind === "leave" && e.from.id === ben.id));
    }
  });

  it("[T12] goes to the desks of all processes, in one order, and counts their people", async () => {
    const ann = await talker("Ann P");
    const other = new LobbyChat({
      topics: () => matchMaker.presence,
      report: () => {},
      failed: assert.fail,
      partyOf: () => null,
    });
    other.open();
    const person = { slot: -1, id: "u_far", name: "Far", hue: 0 };
    const before = other.online();
    other.join(person);
    assert.equal(other.online(), before + 1);
    const heard: string[] = [];
    other.desk.since("u_far", { box: "", n: 0 }, (_type, payload) => {
      if ("text" in payload) heard.push(payload.text as string);
    });
    ann.link.say("lobby", "across");
    ann.link.say("whisper", "to you", "Far");
    await until(ann.link, () => textsOf(ann.told).includes("to you"));
    assert.deepEqual(heard.slice(-2), ["across", "to you"]);
    other.desk.say("u_far", { c: 1, scope: "whisper", text: "and back", to: "Ann P" });
    await until(ann.link, () => textsOf(ann.told).includes("and back"));
    LobbyRoom.chat.announce("to all");
    assert.equal(heard.at(-1), "to all");
    other.close();
  });
});
