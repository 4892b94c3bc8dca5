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

/** One of the two that a connection joins. */
export type Side = "client" | "server";

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

  shape({ up, down }: Pick<Profile, "up" | "down">): void {
    this.#up.lane.direction = up;
    this.#down.lane.direction = down;
  }

  /** Looks again at what holds the link. */
  wake(): void {
    this.#up.wake();
    this.#down.wake();
  }

  /** Resets both sides: a peer must not take it for a goodbye. */
  cut(): void {
    resetNow(this.#client);
    resetNow(this.#target);
  }

  /** Resets one side; the other is told nothing and goes on believing, as when a box between them forgets. */
  reset(side: Side): void {
    const [gone, left] = side === "client" ? [this.#client, this.#target] : [this.#target, this.#client];
    this.#up.stop();
    this.#down.stop();
    resetNow(gone);
    // Whoever is left ends by itself, and is then let go.
    if (left.readableEnded) left.destroy();
    else left.once("end", () => left.destroy());
  }

  /** Says a goodbye in the sender's name, after all that it has sent; the other way stays open. */
  end(way: "up" | "down"): void {
    const [pipe, to] = way === "up" ? [this.#up, this.#target] : [this.#down, this.#client];
    pipe.event(() => to.end());
  }
}

function resetNow(socket: Socket): void {
  // A reset would wait until the connection is made.
  if (socket.connecting) socket.destroy();
  else socket.resetAndDestroy();
}
