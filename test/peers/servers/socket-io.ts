// Contender: Socket.IO, each room's state as JSON to everybody in it.
// Owns: its events. Run by contender.ts.
import { createServer } from "node:http";
import { Server } from "socket.io";
import { listenOn, serveContender } from "../contender.ts";
import { JsonCrowd } from "../json-crowd.ts";

serveContender(async () => {
  const http = createServer();
  const io = new Server(http, { transports: ["websocket"] });
  const crowd = new JsonCrowd();
  io.on("connection", (socket) => {
    const place = crowd.enter();
    void socket.join(String(place.room));
    socket.on("input", (move: number, aim: number) => crowd.steer(place, move, aim));
    socket.on("disconnect", () => crowd.leave(place));
  });
  crowd.run((room, state) => io.to(String(room)).emit("state", state));
  http.listen(0, "127.0.0.1");
  return listenOn(http);
});
