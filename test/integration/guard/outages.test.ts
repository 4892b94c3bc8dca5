// A network that goes and comes back: what a player has then is what the server has, and every line once.
import assert from "node:assert/strict";
import { performance } from "node:perf_hooks";
import { setTimeout as lasts } from "node:timers/promises";
import type { GameSession } from "../../../client/net/game-session.ts";
import { plainProfile } from "../../../shared/lab/profile.ts";
import { TICK_MS } from "../../../shared/tunables.ts";
import { joinPlayer, type Player } from "../../helpers/player.ts";
import { untilSame } from "../../helpers/same-state.ts";
import { startServer, type TestServer } from "../../helpers/server.ts";
import { type LabProxy, startProxy } from "../../lab/proxy.ts";

const PLAYERS = 6;
const CUTS = 4;

interface Talker {
  player: Player;
  heard: string[];
}

describe("an outage", () => {
  let server: TestServer;
  let proxy: LabProxy;
  let talkers: Talker[] = [];

  before(async () => {
    server = await startServer({ ARENA_BOTS_FILL_TO: "8" });
    const target = { host: "127.0.0.1", port: server.port };
    proxy = await startProxy({ target, profile: plainProfile(0) });
  });
  afterEach(async () => {
    await Promise.all(talkers.map(({ player }) => player.leave()));
    talkers = [];
  });
  after(async () => {
    await proxy.close();
    await server.close();
  });

  async function talker(endpoint: string, name: string): Promise<Talker> {
    const player = await joinPlayer(endpoint, name, (seconds) => ({
      moveX: Math.cos(seconds),
      moveY: Math.sin(seconds),
      aim: 0,
      buttons: 0,
      weapon: 0,
    }));
    const { chat } = player.session;
    const heard: string[] = [];
    chat.on("event", (event) => event.kind === "message" && heard.push(event.text));
    chat.start();
    await player.until(() => chat.own !== null);
    return { player, heard };
  }

  /**
   * Resolves with how long after now the player plays over a new connection, ms by the server's ticks: while this
   * machine stands still neither side does anything, and no more than five ticks of it are made up for.
   */
  async function back({ player }: Talker, old: GameSession["live"]): Promise<number> {
    const { world } = server.room(old.room.roomId).game;
    const { tick } = world;
    await player.until((s) => s.live !== old && s.link.kind === "playing");
    return (world.tick - tick) * TICK_MS;
  }

  it("[C1] [C2] [T2] S15: a cut of 5 s leaves the state right and no line lost or doubled, and is over within 2 s", async function () {
    this.timeout(120_000);
    const witness = await talker(server.endpoint, "Witness");
    for (let i = 0; i < PLAYERS; i++)
      talkers.push(await talker(`http://127.0.0.1:${proxy.port}`, `Cut ${i}`));
    const all = [witness, ...talkers];
    const said: string[] = [];
    const say = ({ player }: Talker, text: string): void => {
      said.push(text);
      player.session.chat.say("room", text);
    };
    const times: number[] = [];
    for (let cut = 0; cut < CUTS; cut++) {
      const old = talkers.map(({ player }) => player.session.live);
      proxy.cut();
      proxy.blackhole("both", true);
      await Promise.all(talkers.map(({ player }) => player.until((s) => s.link.kind === "dropped")));
      for (const [i, each] of all.entries()) say(each, `cut ${cut} line ${i}`);
      await lasts(5000);
      proxy.blackhole("both", false);
      times.push(...(await Promise.all(talkers.map((each, i) => back(each, old[i])))));
      await Promise.all(all.map(({ player, heard }) => player.until(() => heard.length >= said.length)));
    }
    for (const { heard } of all) {
      assert.deepEqual(heard, witness.heard, "in one order");
      assert.deepEqual([...heard].sort(), [...said].sort(), "each once");
    }
    times.sort((a, b) => a - b);
    const p95 = times[Math.ceil(times.length * 0.95) - 1];
    assert.ok(p95 <= 2000, `p95 ${Math.round(p95)} ms of ${times.map(Math.round).join(" ")}`);
    await untilSame(
      server,
      all.map(({ player }) => player),
    );
    talkers.push(witness);
  });

  it("[C1] S16: a blackhole of 12 s is noticed within 4 s, and is over once it is", async function () {
    this.timeout(60_000);
    const one = await talker(`http://127.0.0.1:${proxy.port}`, "Hole");
    talkers.push(one);
    const { session } = one.player;
    const { slot, live } = session;
    proxy.blackhole("both", true);
    const fromMs = performance.now();
    let lookedMs = fromMs;
    let silentFromMs = fromMs;
    await one.player.until((s) => {
      const nowMs = performance.now();
      // After a pause of more than a second nobody knows what would have come: the silence is counted anew.
      if (nowMs - lookedMs > 1000) silentFromMs = nowMs;
      lookedMs = nowMs;
      return s.link.kind === "dropped";
    });
    const noticedMs = lookedMs - silentFromMs;
    assert.ok(noticedMs <= 4000, `${noticedMs} ms`);
    await lasts(Math.max(0, fromMs + 12_000 - performance.now()));
    proxy.blackhole("both", false);
    await back(one, live);
    assert.equal(session.slot, slot);
    await untilSame(server, [one.player]);
  });
});
