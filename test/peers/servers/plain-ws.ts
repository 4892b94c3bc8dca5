// Contender: the package ws, each room's state as JSON to everybody in it.
// Owns: its messages. Run by contender.ts.
import { createServer } from "node:http";
import { type WebSocket, WebSocketServer } from "ws";
import { listenOn, serveContender } from "../contender.ts";
import { JsonCrowd } from "../json-crowd.ts";

serveContender(async () => {
  const http = createServer();
  const sockets: Set<WebSocket>[] = [];
  const crowd = new JsonCrowd();
  new WebSocketServer({ server: http }).on("connection", (socket) => {
    const place = crowd.enter();
    sockets[place.room] ??= new Set();
    sockets[place.room].add(socket);
    socket.on("message", (said) => {
      const [move, aim] = JSON.parse(String(said)) as number[];
      crowd.steer(place, move, aim);
    });
    socket.on("close", () => {
      sockets[place.room].delete(socket);
      crowd.leave(place);
    });
  });
  crowd.run((room, state) => {
    const text = JSON.stringify(state);
    for (const socket of sockets[room]) socket.send(text);
  });
  http.listen(0, "127.0.0.1");
  return listenOn(http);
});
