// The log of a whole played session: what happened where, and nothing about who it was.
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { Identity } from "../../../client/net/identity.ts";
import { joinGame } from "../../../client/net/join.ts";
import type { SeatWant } from "../../../shared/protocol/seats.ts";
import { ask } from "../../helpers/http.ts";
import { LobbyPlayer } from "../../helpers/lobby-player.ts";
import { OPERATOR_TOKEN } from "../../helpers/operator.ts";
import { drive, type Player } from "../../helpers/player.ts";

const MAIN = join(import.meta.dirname, "../../../server/main.ts");
const SETTINGS = {
  ...{
    PORT: "0",
    HOST: "127.0.0.1",
    EMBERLINE_DEV: "1",
    WATCHDOG: "0",
    LOG_LEVEL: "debug",
    DATA_FILE: ":memory:",
  },
  ...{ OPERATOR_TOKEN, OPERATORS: "quittenbaum:correct horse battery", ARENA_BOTS_FILL_TO: "4" },
  ...{ LIMIT_LOAD_PERCENT: "1000" },
};
/** What is said in the session, and may stand nowhere in its log. */
const SAID = {
  name: "Zwetschge",
  other: "Mispelchen",
  title: "Obstgarten",
  line: "Mirabellenkompott",
  announcement: "Sturmwarnung",
  reason: "Beschimpfung",
  email: "zwetschge@example.org",
  password: "correct horse battery",
  operator: "quittenbaum",
};

describe("the log", () => {
  let child: ChildProcess;
  let log = "";
  let endpoint = "";
  const players: Player[] = [];

  before(async () => {
    child = spawn(process.execPath, [MAIN], {
      env: { ...process.env, ...SETTINGS },
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      log += text;
    });
    endpoint = await new Promise<string>((resolve, reject) => {
      child.once("exit", () => reject(new Error(log)));
      child.stdout?.setEncoding("utf8").on("data", (text: string) => {
        const found = /(http:\S+)/.exec(text)?.[1];
        if (found !== undefined) resolve(found);
      });
    });
  });
  after(() => {
    for (const player of players) player.stop();
    child.kill("SIGKILL");
  });

  async function play(name: string, want: SeatWant): Promise<{ player: Player; identity: Identity }> {
    const identity = new Identity(endpoint);
    const player = drive(await joinGame({ endpoint, identity, name, hue: 0 }, want));
    players.push(player);
    return { player, identity };
  }

  const operate = (request: string, body: object): Promise<{ status: number }> =>
    ask(endpoint, request, { token: OPERATOR_TOKEN, body });

  it("of people who play, talk, report, misbehave and are banned tells where, and not who", async () => {
    const one = await play(SAID.name, { kind: "create", room: { title: SAID.title, listed: true } });
    const room = one.player.session.live.room.roomId;
    const two = await play(SAID.other, { kind: "room", id: room });
    const heard = new Promise((resolve) =>
      two.player.session.chat.on("event", (event) => event.kind === "message" && resolve(event)),
    );
    for (const { session } of players) session.chat.start();
    one.player.session.chat.say("room", SAID.line);
    await heard;
    const lobby = await new LobbyPlayer(endpoint, SAID.name, one.identity).open();
    const account = { email: SAID.email, password: SAID.password };
    const token = await one.identity.access();
    await ask(endpoint, "POST /api/account/register", { token, body: account });
    await ask(endpoint, "POST /api/account/login", { body: { ...account, password: "a wrong password" } });
    await ask(endpoint, "POST /api/operators/session", {
      body: { name: SAID.operator, secret: SAID.password },
    });
    await operate("POST /api/announcements", { text: SAID.announcement });
    await ask(endpoint, `GET /api/players/${SAID.name}`);
    await ask(endpoint, "POST /api/seats", { token, body: `{"${SAID.line}` });
    // Something that the server does not know, and something that it cannot read.
    const bad = await play(SAID.other, { kind: "room", id: room });
    bad.player.session.live.room.send(SAID.line, { text: SAID.line });
    await bad.player.until(({ link }) => link.kind === "left");
    const out = two.player.until(({ link }) => link.kind === "left");
    const id = two.identity.player?.id ?? "";
    await operate("POST /api/bans", { player: id, minutes: 5, reason: SAID.reason, room });
    await out;
    lobby.lobby.leave();
    await one.player.leave();
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    await ended;
    judge(room, [one.identity, two.identity]);
  }).timeout(90_000);

  function judge(room: string, identities: Identity[]): void {
    const lines = log
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    for (const { level, time, msg } of lines)
      assert.ok(typeof level === "number" && typeof time === "number" && typeof msg === "string");
    const said = (msg: string): Record<string, unknown>[] => lines.filter((line) => line.msg === msg);
    assert.equal(said("arena opened").find((line) => line.room === room)?.mode, "swarm");
    const came = said("somebody came").filter((line) => line.room === room);
    const left = said("somebody left").filter((line) => line.room === room);
    assert.deepEqual(left.map(({ session }) => session).sort(), came.map(({ session }) => session).sort());
    assert.equal(came.length, 3);
    for (const text of Object.values(SAID)) assert.ok(!log.toLowerCase().includes(text.toLowerCase()), text);
    for (const { player, refresh } of identities)
      for (const secret of [player?.id, refresh]) assert.ok(secret && !log.includes(secret));
    assert.ok(!log.includes(OPERATOR_TOKEN));
    assert.doesNotMatch(log, /\b\d{1,3}(\.\d{1,3}){3}\b/, "an address");
    assert.doesNotMatch(log, /[\w.+-]+@[\w-]+\.\w/, "an email");
    assert.doesNotMatch(log, /\bu_[1-9A-Za-z]{20}\b/, "a player");
  }
});
