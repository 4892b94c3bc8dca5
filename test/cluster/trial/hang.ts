// Loaded into a server's process before its own code: once a file is there, disposing an arena never ends.
// Owns: that failure. The file is named by TRIAL_HANG.
import { existsSync } from "node:fs";
import { ArenaRoom } from "../../../server/rooms/arena-room.ts";

const { onDispose } = ArenaRoom.prototype;
ArenaRoom.prototype.onDispose = function hanging(this: ArenaRoom) {
  const hangs = existsSync(process.env.TRIAL_HANG ?? "");
  return hangs ? new Promise(() => {}) : onDispose.call(this);
};
