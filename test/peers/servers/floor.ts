// The floor: as many bytes as our server sends, to as many clients, as often, and no work at all.
// Owns: its timer. Run by contender.ts, with the bytes of a patch as its argument.
import { createServer } from "node:http";
import { WebSocketServer } from "ws";
import { PATCH_HZ } from "../../../shared/tunables.ts";
import { listenOn, serveContender } from "../contender.ts";

serveContender(async () => {
  const patch = Buffer.alloc(Math.max(1, Number(process.argv[2] ?? 200)));
  const http = createServer();
  const server = new WebSocketServer({ server: http });
  setInterval(() => {
    for (const socket of server.clients) socket.send(patch);
  }, 1000 / PATCH_HZ);
  http.listen(0, "127.0.0.1");
  return listenOn(http);
});
