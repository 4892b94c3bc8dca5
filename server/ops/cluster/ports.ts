// Ports of this machine that nobody listens on.
// Owns: finding them. Must not: keep them: whoever gets one has to be quick.
import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";

/** Different ones, free at this moment. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(servers.map((server) => once(server, "listening")));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

/** True when something accepts connections there. */
export function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    const say = (said: boolean) => (): void => {
      socket.destroy();
      resolve(said);
    };
    socket.once("connect", say(true)).once("error", say(false));
  });
}
