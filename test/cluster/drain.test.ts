// S14: a process that is told to end: its players are told, go on in another with all that they have, and it exits.
import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import type { GameSession } from "../../client/net/game-session.ts";
import type { Controls, LinkState } from "../../client/net/game-view.ts";
import { Identity } from "../../client/net/identity.ts";
import { askSeat, takeSeat } from "../../client/net/join.ts";
import type { MovingMessage } from "../../shared/protocol/messages.ts";
import { ask } from "../helpers/http.ts";
import { drive, IDLE, SWARM } from "../helpers/player.ts";
import { addressOf, Ground } from "./ground.ts";
import { eventually, OPERATOR, ServerProcess } from "./processes.ts";

/** Loaded before a server's own code. */
const loading = (file: string): string => `--import ${pathToFileURL(`${import.meta.dirname}/${file}`)}`;
/** Disposing an arena never ends (a file that there always is). */
const DISPOSE_HANGS = { NODE_OPTIONS: loading("trial/hang.ts"), TRIAL_HANG: "/dev/null" };
const SAVES_HANG = { NODE_OPTIONS: loading("hang-saves.ts") };

type Acts = { act: string; target: string; detail: string }[];

/** Flies to the nearest mote that it sees, now and then some other way, round what it is stuck at, and rests once it carries some. */
function gather(seconds: number, { own, state }: GameSession): Controls {
  if (own === null || own.embers >= 3) return IDLE;
  const turn = Math.floor(seconds / 5);
  if (seconds - turn * 5 > 3) return { ...IDLE, moveX: Math.cos(turn * 2.4), moveY: Math.sin(turn * 2.4) };
  let [toX, toY, nearest] = [2000 - own.x, 2000 - own.y, Number.POSITIVE_INFINITY];
  for (const { x, y } of state.motes.values()) {
    const away = Math.hypot(x - own.x, y - own.y);
    if (away < nearest) [toX, toY, nearest] = [x - own.x, y - own.y, away];
  }
  // A wall may stand in between: every few seconds it goes round to one side, then to the other.
  if (seconds % 4 > 3) [toX, toY] = seconds % 8 > 4 ? [-toY, toX] : [toY, -toX];
  const way = Math.max(1, Math.hypot(toX, toY));
  return { ...IDLE, moveX: toX / way, moveY: toY / way };
}

/** What a player is told from now on. */
function toldOf(session: GameSession): { news: MovingMessage[]; links: LinkState[] } {
  const told = { news: [] as MovingMessage[], links: [] as LinkState[] };
  session.on("moving", (news) => told.news.push(news));
  session.on("link", ({ link }) => told.links.push(link));
  return told;
}

describe("a process that is told to end", function () {
  this.timeout(180_000);
  let ground: Ground;

  afterEach(() => ground?.end());

  const playsElsewhere = (than: ServerProcess) => (s: GameSession) =>
    s.link.kind === "playing" && addressOf(s) !== than.address;

  for (const [how, env] of [
    ["", {}],
    [", though a dispose hangs", DISPOSE_HANGS],
    [", though what waits to be saved hangs", SAVES_HANG],
  ] as const)
    it(`S14 [X1] [X2] tells its players, moves them with score and embers, and exits with 0${how}`, async () => {
      ground = await Ground.start(2, { DRAIN_SECONDS: "12", ...env });
      const ann = await ground.join(ground.processes[0], "Ann", gather);
      const ben = await ground.join(ground.processes[0], "Ben", gather);
      const host = ground.hostOf(ann);
      assert.equal(ground.hostOf(ben), host);
      await ann.until(({ own }) => (own?.embers ?? 0) >= 3);
      const { embers = 0 } = ann.session.own ?? {};
      const told = toldOf(ann.session);
      const fromMs = performance.now();
      host.signal("SIGTERM");
      await Promise.all([ann, ben].map((player) => player.until(playsElsewhere(host))));
      assert.equal(ground.hostOf(ann), ground.hostOf(ben), "they are together");
      assert.ok((ann.session.own?.embers ?? 0) >= embers);
      assert.equal(told.news[0].elsewhere, true);
      assert.ok(told.news[0].seconds > 0 && told.news[0].seconds <= 12, `${told.news[0].seconds} s`);
      assert.deepEqual(told.links, [{ kind: "moving" }, { kind: "playing", after: "moved" }]);
      assert.equal(await host.gone(), 0);
      assert.ok(performance.now() - fromMs < 35_000);
    });

  it("S14 does so by an operator's word to any process, takes no newcomers, and is not ready meanwhile", async () => {
    ground = await Ground.start(2, { DRAIN_SECONDS: "15" });
    const ann = await ground.join(ground.processes[0], "Ann", gather);
    const host = ground.hostOf(ann);
    const other = ground.processes.find((one) => one !== host) as ServerProcess;
    const { id } = (await other.processes()).find(({ address }) => address === host.address) ?? {};
    const told = await ask(other.endpoint, `POST /api/processes/${id}/drain`, { token: OPERATOR });
    assert.deepEqual([told.status, told.body], [202, { draining: id }]);
    await eventually(async () => (await fetch(`${host.endpoint}/ready`)).status === 503);
    const ben = await ground.join(other, "Ben");
    assert.equal(ground.hostOf(ben), other);
    await ann.until(playsElsewhere(host));
    assert.equal(await host.gone(), 0);
  });

  it("an operator's word to a process that does not answer is taken down, too: it may hear it later", async () => {
    ground = await Ground.start(2, { DRAIN_SECONDS: "6" });
    const [host, other] = ground.processes;
    const { id } = (await other.processes()).find(({ address }) => address === host.address) ?? {};
    host.signal("SIGSTOP");
    const path = `POST /api/processes/${id}/drain`;
    assert.equal((await ask(other.endpoint, path, { token: OPERATOR })).status, 503);
    host.signal("SIGCONT");
    assert.equal(await host.gone(), 0);
    const acts = await eventually(async () => {
      const { body } = await ask<{ acts: Acts }>(other.endpoint, "GET /api/audit", { token: OPERATOR });
      return body.acts !== undefined && body.acts.length > 0 && body.acts;
    });
    assert.deepEqual(
      acts.map(({ act, target, detail }) => [act, target, detail]),
      [["process.drain", id, "unanswered"]],
    );
  });

  it("S14 takes in those who were given a seat before, takes nobody else, and moves them, too", async () => {
    // The seat is taken after six calls: it is held for longer than those take, however slow the machine.
    const limits = { LIMIT_SEAT_SECONDS: "60", LIMIT_PENDING_SEATS_PER_PLAYER: "99" };
    ground = await Ground.start(2, { DRAIN_SECONDS: "20", ...limits });
    const [host, other] = ground.processes;
    const id = await ground.roomIn(host);
    const identity = new Identity(other.endpoint);
    const joining = { endpoint: other.endpoint, identity, name: "Ann", hue: 0 };
    // Nobody is in the room, nor in any other of the process.
    const { seat } = await askSeat(joining, { kind: "room", id });
    host.signal("SIGTERM");
    await eventually(async () => (await other.processes()).some(({ draining }) => draining));
    for (let i = 0; i < 3; i++) {
      const { room } = await askSeat(joining, SWARM);
      assert.equal(room?.home, other.address);
    }
    await assert.rejects(askSeat(joining, { kind: "room", id }), { code: "locked" });
    const ann = ground.keep(drive(await takeSeat(other.endpoint, seat)));
    assert.equal(ground.hostOf(ann), host);
    await ann.until(playsElsewhere(host));
    assert.equal(await host.gone(), 0);
  });

  it("S14 is not given its own players back where another process hangs: they are moved once", async () => {
    ground = await Ground.start(3, { DRAIN_SECONDS: "12" });
    const ann = await ground.join(ground.processes[0], "Ann");
    const host = ground.hostOf(ann);
    const [hangs, other] = ground.processes.filter((one) => one !== host);
    // Who has a player is asked after who has none.
    await ground.playerIn(other);
    await eventually(async () =>
      (await host.processes()).some(({ address, players }) => address === other.address && players === 1),
    );
    const told = toldOf(ann.session);
    hangs.signal("SIGSTOP");
    host.signal("SIGTERM");
    await ann.until(playsElsewhere(host));
    assert.equal(ground.hostOf(ann), other);
    assert.deepEqual(told.links, [{ kind: "moving" }, { kind: "playing", after: "moved" }]);
    assert.equal(await host.gone(), 0);
  });

  it("S14 [X4] without another process, players come back by themselves once it is started again", async () => {
    ground = await Ground.start(0);
    const { processes } = ground;
    const first = await ServerProcess.start("", { DRAIN_SECONDS: "6" });
    processes.push(first);
    const ann = await ground.join(first, "Ann");
    const told = toldOf(ann.session);
    first.signal("SIGTERM");
    await ann.until(({ link }) => link.kind === "restarting");
    assert.equal(told.news[0].elsewhere, false);
    assert.equal(await first.gone(), 0);
    const port = new URL(first.endpoint).port;
    processes.push(await ServerProcess.start("", { PORT: port }));
    await ann.until(({ link }) => link.kind === "playing" && link.after === "restarted");
    assert.deepEqual(
      told.links.map(({ kind }) => kind),
      ["restarting", "playing"],
    );
  });

  it("[X5] that is killed instead: its players are in a room of another by themselves", async () => {
    ground = await Ground.start(2);
    // Behind a proxy the page's own address goes to whichever process there is.
    const ann = await ground.join(ground.processes[0], "Ann");
    const host = ground.hostOf(ann);
    const other = ground.processes.find((one) => one !== host) as ServerProcess;
    const ben = await ground.join(other, "Ben");
    assert.equal(ground.hostOf(ben), host);
    const fromMs = performance.now();
    host.signal("SIGKILL");
    await ben.until(playsElsewhere(host));
    assert.deepEqual(ben.session.link, { kind: "playing", after: "lost" });
    assert.ok(performance.now() - fromMs < 20_000);
  });
});
