// Loaded into a server's process before its own code: what waits to be saved at its end is never saved.
// Owns: that failure.
import { SaveQueue } from "../../server/persistence/save-queue.ts";

SaveQueue.prototype.close = () => new Promise(() => {});
