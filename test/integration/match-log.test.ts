// A round leaves its input log on disk, and the file plays the very round again.
import assert from "node:assert/strict";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { readLog, writeLog } from "../../server/persistence/log-files.ts";
import { hash } from "../../shared/sim/hash.ts";
import { Button } from "../../shared/sim/input.ts";
import { LOG_VERSION } from "../../shared/sim/input-log.ts";
import { compare, replay } from "../../shared/sim/replay.ts";
import { joinPlayer } from "../helpers/player.ts";
import { startServer } from "../helpers/server.ts";

describe("match logs", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "emberline-logs-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("[D1] are written when a room closes, and replay every tick of it", async function () {
    this.timeout(120_000);
    const server = await startServer({
      MATCH_LOG_DIR: folder,
      ARENA_BOTS_FILL_TO: "12",
      ARENA_SIZE: "small",
    });
    const player = await joinPlayer(server.endpoint, "Ann", (t) => ({
      moveX: Math.cos(t),
      moveY: Math.sin(t),
      aim: Math.floor(t * 8000) & 0xffff,
      buttons: (t % 2 < 0.2 ? Button.dash : 0) | (t % 3 < 1 ? Button.fire : Button.alternate),
      weapon: 0,
    }));
    const { game } = server.room(player.session.live.room.roomId);
    const live: number[] = [];
    const tick = game.tick.bind(game);
    const from = game.world.tick;
    game.tick = () => {
      tick();
      live.push(hash(game.world));
    };
    await player.until(() => live.length >= 150);
    await player.leave();
    await server.close();
    const [file] = await readdir(folder);
    const log = await readLog(join(folder, file));
    const replayed: number[] = [];
    replay(log, (_world, h) => replayed.push(h));
    assert.match(file, /-0\.emberlog$/);
    assert.deepEqual(replayed.slice(from, from + 150), live.slice(0, 150));
    assert.deepEqual([...log.hashes], replayed, "the log's own hashes are those of the replay");
    const { ticks, compared, differ } = compare(log);
    assert.deepEqual([ticks, compared, differ], [replayed.length, replayed.length, 0]);
  });

  it("come back as they were written", async () => {
    const log = {
      version: LOG_VERSION,
      seed: 7,
      size: "small" as const,
      round: 3,
      map: 2,
      lengths: { lengthTicks: 900, scoresTicks: 60 },
      startTick: 99,
      mode: "swarm" as const,
      teams: [-1, -1],
      slots: [0, 5],
      resting: [5],
      records: Uint8Array.of(0, 255, 10, 13, 255),
      hashes: Uint32Array.of(0, 0xffffffff, 0x80000000),
      truncated: false,
    };
    assert.deepEqual(await readLog(await writeLog(folder, "x", log)), log);
    assert.deepEqual(await readdir(folder), ["x.emberlog"]);
  });

  it("of version 1, without hashes, are read, and refused for their version and not for their form", async () => {
    const head = { version: 1, seed: 7, size: "small", round: 0, startTick: 0, slots: [], truncated: false };
    const path = join(folder, "old");
    await writeFile(path, gzipSync(`${JSON.stringify(head)}\n`));
    const log = await readLog(path);
    assert.deepEqual([log.version, log.hashes], [1, new Uint32Array()]);
    assert.throws(() => compare(log), /version 1/);
  });

  it("say so when a file is something else", async () => {
    const path = join(folder, "other");
    await writeFile(path, "hello");
    await assert.rejects(readLog(path), RangeError);
  });
});
