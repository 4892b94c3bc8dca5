// What is played is recorded: who, what it came to, and a log that plays the very round again.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfig } from "../../server/config.ts";
import { makeLog } from "../../server/ops/log.ts";
import { unpackLog } from "../../server/persistence/log-form.ts";
import { openRecords } from "../../server/persistence/open-records.ts";
import { compare } from "../../shared/sim/replay.ts";
import { Phase } from "../../shared/sim/world.ts";
import { joinPlayer } from "../helpers/player.ts";
import { startServer } from "../helpers/server.ts";

describe("a match of the history", () => {
  it("[D2] is recorded when its round is over, or when the last person leaves it, and replays", async function () {
    this.timeout(60_000);
    const folder = await mkdtemp(join(tmpdir(), "emberline-records-"));
    const env = { DATA_FILE: join(folder, "records.sqlite"), ARENA_BOTS_FILL_TO: "3", ARENA_SIZE: "small" };
    const server = await startServer({ ...env, ROUND_SECONDS: "2", SCORES_SECONDS: "1" });
    const ann = await joinPlayer(server.endpoint, "Ann");
    await ann.until(({ state }) => state.phase === Phase.scores);
    await ann.until(({ state }) => state.round === 1 && state.tick > 110);
    await ann.leave();
    await server.close();
    const records = await openRecords(readConfig(env).records, makeLog("silent"), { lookOnly: true });
    const matches = await records.latest({ limit: 10 });
    assert.deepEqual(
      matches.map(({ mode, round, rated, people, hasLog }) => ({ mode, round, rated, people, hasLog })),
      [1, 0].map((round) => ({ mode: "swarm", round, rated: false, people: 1, hasLog: true })),
    );
    for (const { id } of matches) {
      const log = await unpackLog((await records.matchLog(id)) as Uint8Array, id);
      const { ticks, compared, differ } = compare(log);
      assert.ok(ticks > 10);
      assert.deepEqual([compared, differ], [ticks, 0]);
    }
    const players = (await records.match(matches[1].id))?.players ?? [];
    const [me, ...others] = players.filter(({ bot }) => !bot);
    assert.deepEqual([me.name, others.length, players.length], ["Ann", 0, 4]);
    assert.match(me.playerId ?? "", /^u_/);
    assert.equal((await records.history(me.playerId ?? "", { limit: 10 })).length, 2);
    await records.close();
    await rm(folder, { recursive: true });
  });

  it("[D2] is recorded with everybody when somebody leaves and another takes the slot", async function () {
    this.timeout(60_000);
    const server = await startServer({ ARENA_BOTS_FILL_TO: "0", ARENA_SIZE: "small", ROUND_SECONDS: "30" });
    const ann = await joinPlayer(server.endpoint, "Ann");
    const ben = await joinPlayer(server.endpoint, "Ben");
    const { slot } = ben.session;
    await ben.leave();
    await ann.until(({ state }) => !state.roster.has(String(slot)));
    const cat = await joinPlayer(server.endpoint, "Cat");
    assert.equal(cat.session.slot, slot);
    const { game } = server.room(ann.session.live.room.roomId);
    game.world.phaseEndsTick = game.world.tick + 2;
    await ann.until(({ state }) => state.phase === Phase.scores);
    await ann.leave();
    await cat.leave();
    let names: string[] = [];
    while (names.length === 0) {
      const [{ id } = { id: "" }] = await server.records.latest({ limit: 9 });
      names = ((await server.records.match(id))?.players ?? []).map(({ name }) => name);
    }
    assert.deepEqual(names.toSorted(), ["Ann", "Ben", "Cat"]);
    await server.close();
  });
});
