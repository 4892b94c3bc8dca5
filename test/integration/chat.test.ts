// Chat in an arena over real sockets: who hears what, and nothing lost or doubled over a cut.
import assert from "node:assert/strict";
import type { GameSession } from "../../client/net/game-session.ts";
import type { ChatEvent } from "../../shared/protocol/chat.ts";
import type { SeatWant } from "../../shared/protocol/seats.ts";
import { joinPlayer, type Player } from "../helpers/player.ts";
import { rawJoin } from "../helpers/raw-client.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

interface Talker {
  player: Player;
  told: ChatEvent[];
  refused: string[];
  /** The texts of the messages that it was told, in order. */
  texts(): string[];
}

const texts = (events: ChatEvent[]) =>
  events.filter((event) => event.kind === "message").map(({ text }) => text);

describe("chat in an arena", () => {
  let server: TestServer;
  let players: Player[] = [];

  before(async () => {
    server = await startServer({ ARENA_BOTS_FILL_TO: "4" });
  });
  afterEach(async () => {
    await Promise.all(players.map((player) => player.leave()));
    players = [];
  });
  after(() => server.close());

  /** Joins and listens. */
  async function talker(name: string, want?: SeatWant): Promise<Talker> {
    const player = await joinPlayer(server.endpoint, name, undefined, want);
    players.push(player);
    const { chat } = player.session;
    const told: ChatEvent[] = [];
    const refused: string[] = [];
    chat.on("event", (event) => told.push(event));
    chat.on("refused", ({ code }) => refused.push(code));
    chat.start();
    await player.until(() => chat.own !== null);
    return { player, told, refused, texts: () => texts(told) };
  }

  const room = ({ live }: GameSession) => server.room(live.room.roomId);

  /** Cuts a player's connection without a word, as a lost network does. */
  function cut({ player: { session } }: Talker): void {
    const client = room(session).clients.getById(session.live.room.sessionId);
    (client as unknown as { ref: { terminate(): void } }).ref.terminate();
  }

  it("[T1] tells who comes and who goes, with time and count; bots are nobody here", async () => {
    const ann = await talker("Ann");
    assert.equal(ann.player.session.chat.online, 1);
    const ben = await talker("Ben");
    await ann.player.until(() => ann.told.some((e) => e.kind === "enter" && e.from.name === "Ben"));
    assert.equal(ben.player.session.chat.online, 2);
    await ben.player.leave();
    await ann.player.until(() => ann.told.some(({ kind }) => kind === "leave"));
    const comings = ann.told.filter((event) => event.kind !== "message");
    assert.deepEqual(
      comings.map((e) => ("online" in e ? [e.kind, e.from.name, e.online] : [])),
      [
        ["enter", "Ann", 1],
        ["enter", "Ben", 2],
        ["leave", "Ben", 1],
      ],
    );
    assert.ok(comings.every(({ atMs }) => Math.abs(atMs - Date.now()) < 60_000));
  });

  it("[T2] [T3] loses and doubles no line over a cut, and tells nobody of it", async () => {
    const ann = await talker("Ann");
    const ben = await talker("Ben");
    const all: string[] = [];
    const say = (who: Talker, text: string): void => {
      all.push(text);
      who.player.session.chat.say("room", text);
    };
    say(ann, "one 一");
    await ben.player.until(() => ben.texts().length === 1);
    cut(ben);
    await ben.player.until((s) => s.link.kind === "dropped");
    say(ann, "two 二");
    await ann.player.until(() => ann.texts().length === 2);
    // Said while there is no connection, and while it is made.
    say(ben, "three 三");
    await ben.player.until((s) => s.link.kind === "playing");
    say(ben, "four 四");
    for (const who of [ann, ben]) await who.player.until(() => who.texts().length === 4);
    assert.deepEqual(ben.texts(), ["one 一", "two 二", "three 三", "four 四"]);
    assert.deepEqual(ann.texts(), ben.texts());
    assert.ok(ann.told.every((event) => event.kind !== "leave"));
    assert.equal(ann.told.filter(({ kind }) => kind === "enter").length, 2);
  });

  it("[T4] tells who joins what was said before", async () => {
    const ann = await talker("Ann");
    for (const line of ["a", "b", "c"]) ann.player.session.chat.say("room", line);
    await ann.player.until(() => ann.texts().length === 3);
    const ben = await talker("Ben");
    await ben.player.until(() => ben.texts().length >= 3);
    assert.deepEqual(ben.texts().slice(-3), ["a", "b", "c"]);
    assert.ok(ben.told.filter((e) => e.kind === "message").every((e) => e.old));
  });

  it("[T5] refuses scopes that are not open here, with a code", async () => {
    const ann = await talker("Ann");
    const { chat } = ann.player.session;
    assert.deepEqual([...chat.scopes], ["room", "near"]);
    chat.say("team", "us");
    chat.say("lobby", "all");
    await ann.player.until(() => ann.refused.length === 2);
    assert.deepEqual(ann.refused, ["noTeam", "closed"]);
    assert.deepEqual(ann.texts().slice(-1).includes("us"), false);
  });

  it("[T5] tells a team's line to the own team alone, and its last lines to who joins it", async () => {
    const first = await talker("Team 0", {
      kind: "create",
      room: { mode: "rush", bots: false, listed: true },
    });
    const want: SeatWant = { kind: "room", id: first.player.session.live.room.roomId };
    const rest = [];
    for (const name of ["Team 1", "Team 2", "Team 3"]) rest.push(await talker(name, want));
    const all = [first, ...rest];
    const { teams } = room(first.player.session).game.world;
    const teamOf = ({ player }: Talker) => teams[player.session.slot];
    assert.deepEqual(all.map(teamOf).sort(), [0, 0, 1, 1]);
    first.player.session.chat.say("team", "只给队友");
    const mates = all.filter((who) => teamOf(who) === teamOf(first));
    for (const who of mates) await who.player.until(() => who.texts().includes("只给队友"));
    first.player.session.chat.say("room", "aloud");
    for (const who of all) await who.player.until(() => who.texts().includes("aloud"));
    for (const who of all) assert.equal(who.texts().includes("只给队友"), mates.includes(who));
    const late = [await talker("Late 1", want), await talker("Late 2", want)];
    for (const who of late) {
      await who.player.until(() => who.texts().includes("aloud"));
      assert.equal(who.texts().includes("只给队友"), teamOf(who) === teamOf(first));
    }
  });

  it("[T6] tells a near line to who is sent the speaker's skimmer, and to nobody else", async () => {
    const [ann, ben, far] = [await talker("Ann"), await talker("Ben"), await talker("Far")];
    const { game } = room(ann.player.session);
    const skimmers = [ann, ben, far].map(({ player }) => game.skimmer(player.session.slot));
    const place = () => {
      for (const [i, skimmer] of skimmers.entries()) {
        Object.assign(skimmer, { x: i === 2 ? 4600 : 600 + i * 120, y: i === 2 ? 4600 : 600, vx: 0, vy: 0 });
        Object.assign(skimmer, { hitPoints: 100, embers: 0 });
      }
    };
    const sees = (who: Talker, slot: number) => game.interest.seesSkimmer(who.player.session.slot, slot);
    const { slot } = ann.player.session;
    await ann.player.until(() => {
      place();
      return sees(ben, slot) && !sees(far, slot);
    });
    ann.player.session.chat.say("near", "psst");
    // Held there until it is heard: on some map a portal or a well is near.
    await ben.player.until(() => {
      place();
      return ben.texts().includes("psst");
    });
    // What follows it to everybody proves that it went elsewhere for good.
    ann.player.session.chat.say("room", "loud");
    await far.player.until(() => far.texts().includes("loud"));
    assert.ok(!far.texts().includes("psst"));
    assert.ok(ann.texts().includes("psst"));
    const late = await talker("Late");
    await late.player.until(() => late.texts().includes("loud"));
    assert.ok(!late.texts().includes("psst"));
  });

  it("[T6] has no near for who does not fly, and marks what onlookers say", async () => {
    const ann = await talker("Ann");
    ann.player.session.watch({ mode: "rest" });
    const { game } = room(ann.player.session);
    await ann.player.until((s) => !game.skimmer(s.slot).alive);
    ann.player.session.chat.say("near", "boo");
    ann.player.session.chat.say("room", "from above");
    await ann.player.until(() => ann.refused.length === 1 && ann.texts().includes("from above"));
    assert.deepEqual(ann.refused, ["notFlying"]);
    const line = ann.told.findLast((event) => event.kind === "message");
    assert.ok(line?.kind === "message" && line.watching);
  });

  it("[T7] refuses what comes too fast, with a code, and goes on", async () => {
    const ann = await talker("Ann");
    for (let i = 0; i < 8; i++) ann.player.session.chat.say("room", `quick ${i}`);
    await ann.player.until(() => ann.refused.length === 3);
    assert.deepEqual(ann.refused, ["tooFast", "tooFast", "tooFast"]);
    assert.deepEqual(
      ann.texts().filter((text) => text.startsWith("quick")),
      Array.from({ length: 5 }, (_, i) => `quick ${i}`),
    );
  });

  it("[T8] masks words and names before anybody is told", async () => {
    const ann = await talker("shit Ann");
    const ben = await talker("Ben");
    ann.player.session.chat.say("room", "you f u c k, 你这个傻逼");
    await ben.player.until(() => ben.texts().length > 0);
    assert.equal(ben.texts().at(-1), "you * * * *, 你这个**");
    assert.equal(ann.player.session.chat.own?.name, "**** Ann");
  });

  it("[T9] closes who says something of another shape with 4101", async () => {
    const encode = (type: string, payload: number[]) => [
      13,
      0xa0 | type.length,
      ...Buffer.from(type),
      ...payload,
    ];
    for (const type of ["chat:say", "chat:since", "chat:report"]) {
      const raw = await rawJoin(server.endpoint, { name: "Raw" });
      raw.send(...encode(type, [0x80]));
      assert.equal((await raw.closed).code, 4101, type);
    }
  });

  it("[T11] carries an operator's word to everybody in the room", async () => {
    const ann = await talker("Ann");
    room(ann.player.session).chat.desk.announce("Restart in 5 minutes");
    await ann.player.until(() => ann.told.some((e) => e.kind === "system" && e.text.startsWith("Restart")));
  });
});
