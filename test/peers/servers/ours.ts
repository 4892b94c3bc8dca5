// Contender: this server, as `npm start` runs it, with nothing left out.
// Owns: its settings. Run by contender.ts.
import { makeApp } from "../../../server/app.ts";
import { readConfig } from "../../../server/config.ts";
import { serveContender } from "../contender.ts";
import { ROOM_SIZE } from "../crowd-rooms.ts";

serveContender(async () => {
  const settings = {
    PORT: "0",
    HOST: "127.0.0.1",
    EMBERLINE_DEV: "1",
    LOG_LEVEL: "error",
    DATA_FILE: ":memory:",
    TRUSTED_ADDRESSES: "127.0.0.1",
    LIMIT_LOAD_PERCENT: "1000",
    ARENA_SIZE: "medium",
    ARENA_SEED: "1",
    ARENA_MAX_CLIENTS: String(ROOM_SIZE),
    ARENA_BOTS_FILL_TO: "0",
  };
  return (await makeApp(readConfig(settings))).listen();
});
