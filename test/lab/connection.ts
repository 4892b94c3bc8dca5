// One connection through the proxy: the client's socket, the target's, and a pipe each way.
// Owns: its beginning and its end. Must not: know the other connections.
import { Socket } from "node:net";
import { Lane } from "../../shared/lab/link-model.ts";
import { meanRoundTripMs, type Profile } from "../../shared/lab/profile.ts";
import { Pipe, type Way } from "./pipe.ts";

/** What all connections of a proxy share. */
export interface Link {
  target: { host: string; port: number };
  seed: number;
  up: Way;
  down: Way;
  /** ms since the proxy began. */
  clock: () => number;
}

export class Connection {
  readonly #client: Socket;
  readonly #target = new Socket({ allowHalfOpen: true });
  readonly #up: Pipe;
  readonly #down: Pipe;

  /** `index` counts the proxy's connections; `onClosed` is called once both sockets are closed. */
  constructor(client: Socket, link: Link, profile: Profile, index: number, onClosed: () => void) {
    const target = this.#target;
    const { seed, clock } = link;
    this.#client = client;
    this.#up = new Pipe(client, target, new Lane(profile.up, seed, 2 * index), link.up, clock);
    this.#down = new Pipe(target, client, new Lane(profile.down, seed, 2 * index + 1), link.down, clock);
    let open = 2;
    for (const socket of [client, target]) {
      // "close" follows each error, and the pipes tell the other side.
      socket.on("error", () => {});
      socket.once("close", () => {
        if (--open === 0) onClosed();
      });
    }
    // The target learns of the connection when its first packet arrives; the client may send a round trip later.
    this.#up.event(() => target.connect(link.target, () => target.setNoDelay()));
    this.#up.opensAtMs = clock() + meanRoundTripMs(profile);
  }

  shape(profile: Profile): void {
    this.#up.lane.direction = profile.up;
    this.#down.lane.direction = profile.down;
  }

  /** Looks again at what holds the link. */
  wake(): void {
    this.#up.wake();
    this.#down.wake();
  }

  /** Resets both sides: a peer must not take it for a goodbye. */
  cut(): void {
    for (const socket of [this.#client, this.#target]) {
      // A reset would wait until the connection is made.
      if (socket.connecting) socket.destroy();
      else socket.resetAndDestroy();
    }
  }
}
