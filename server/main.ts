// What `npm start` runs: the watchdog, with the server in a process of its own; by itself where WATCHDOG is 0.
// Owns: which of the two this process is. Must not: import the server where it only watches.
import { WATCHED, watch } from "./ops/watchdog.ts";

const watched = process.argv.includes(WATCHED);
if (!watched && process.env.WATCHDOG !== "0") watch(import.meta.filename);
else {
  const { runServer } = await import("./process.ts");
  await runServer(watched);
}
