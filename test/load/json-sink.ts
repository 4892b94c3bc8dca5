// A child process of the bench: clients that read what the JSON server sends and count it.
// Owns: its sockets. Run by json-comparison.ts.
import { serveCalls } from "./calls.ts";

let bytes = 0;
let messages = 0;

function connect(port: number): Promise<void> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}`);
  socket.onmessage = ({ data }: MessageEvent<string>) => {
    // The text is ASCII: as many bytes as characters.
    bytes += data.length;
    messages += 1;
  };
  return new Promise((resolve, reject) => {
    socket.onopen = () => resolve();
    socket.onerror = () => reject(new Error("no connection to the JSON server"));
  });
}

serveCalls({
  connect: async (port: number, clients: number) => {
    for (let i = 0; i < clients; i++) await connect(port);
  },
  counted: () => ({ bytes, messages }),
});
