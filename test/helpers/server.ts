// Boots the real server on 127.0.0.1 and a free port, inside the test process.
// Owns: its start and end. Must not: reach into a room but through what it exposes.
import { matchMaker } from "@colyseus/core";
import { type App, makeApp } from "../../server/app.ts";
import { readConfig } from "../../server/config.ts";
import type { Records } from "../../server/persistence/records.ts";
import type { ArenaRoom } from "../../server/rooms/arena-room.ts";

export interface TestServer {
  endpoint: string;
  port: number;
  /** The live arena of an id. Throws when there is none. */
  room(roomId: string): ArenaRoom;
  /** Every live arena. */
  rooms(): ArenaRoom[];
  records: Records;
  close(): Promise<void>;
}

/** `env` overrides the settings of the environment; the page is not served unless EMBERLINE_DEV is "". */
export async function startServer(env: Record<string, string> = {}): Promise<TestServer> {
  const settings = {
    PORT: "0",
    HOST: "127.0.0.1",
    EMBERLINE_DEV: "1",
    LOG_LEVEL: "silent",
    ARENA_SIZE: "medium",
    DATA_FILE: ":memory:",
    TRUSTED_ADDRESSES: "127.0.0.1",
    // As busy as it likes: what else runs here is not what is tested.
    LIMIT_LOAD_PERCENT: "1000",
    ...env,
  };
  const app: App = await makeApp(readConfig(settings));
  const port = await app.listen();
  return {
    endpoint: `http://127.0.0.1:${port}`,
    port,
    room: (roomId) => {
      const room = matchMaker.getLocalRoomById(roomId);
      if (room === undefined) throw new Error(`no room ${roomId}`);
      return room as ArenaRoom;
    },
    rooms: () => [...app.arenas],
    records: app.records,
    close: () => app.close(),
  };
}
