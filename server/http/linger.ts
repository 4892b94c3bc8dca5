// A request whose body may not be read to its end: the answer arrives all the same, and no more of the body is taken.
// Owns: how such a connection ends. Must not: know why.
import type { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";

/** How long the other side has to hear the answer, ms. */
const LINGER_MS = 300;

/**
 * To be called before anybody answers. By itself Node reads what nobody wants for as long as it comes; or it closes
 * with bytes unread, which resets the connection, and who was still sending never hears why.
 */
export function lingerAfter(request: IncomingMessage, response: ServerResponse): void {
  const { socket } = request;
  // Told to whoever would send another request over it.
  response.setHeader("connection", "close");
  const close = (): void => {
    socket.end();
    setTimeout(() => socket.destroy(), LINGER_MS).unref();
  };
  // Node's own way to end a connection with its answer.
  socket.destroySoon = () => (request.complete ? Socket.prototype.destroySoon.call(socket) : close());
  response.once("prefinish", () => {
    if (request.complete) return;
    // Taken up, so that Node does not throw it away by reading on, and held.
    request.read(0);
    request.pause();
  });
}
