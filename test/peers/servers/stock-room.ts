// What both rooms of the stock framework do: seats, inputs, the step, the copy into the schema.
// Owns: all but who sees what. Must not: use anything of our server.
import { createServer } from "node:http";
import { type Client, Room, Server } from "@colyseus/core";
import { WebSocketTransport } from "@colyseus/ws-transport";
import { InputSchema } from "../../../shared/schema/input-schema.ts";
import { PATCH_HZ, TICK_HZ } from "../../../shared/tunables.ts";
import { listenOn } from "../contender.ts";
import { CrowdRoom, ROOM_SIZE } from "../crowd-rooms.ts";
import { type CrowdSchema, MoverSchema, type SeenCrowdSchema } from "../mover-schema.ts";

type CrowdClient = Client<{ userData: { slot: number } }>;

export abstract class StockRoom extends Room<{ client: CrowdClient; input: InputSchema }> {
  override maxClients = ROOM_SIZE;
  override patchRate = 1000 / PATCH_HZ;
  override inputs = this.defineInput(InputSchema, { bufferMaxSize: 32 });
  protected readonly crowd = new CrowdRoom();
  protected abstract readonly shown: CrowdSchema | SeenCrowdSchema;

  override onCreate(): void {
    this.setFixedTimestep(() => this.step(), TICK_HZ);
  }

  override onJoin(client: CrowdClient): void {
    const { slot } = this.crowd.enter();
    client.userData = { slot };
    const mover = new MoverSchema();
    mover.slot = slot;
    mover.hitPoints = this.crowd.movers[slot]?.hitPoints ?? 0;
    this.shown.movers.set(String(slot), mover);
  }

  override onLeave({ userData }: CrowdClient): void {
    if (userData === undefined) return;
    this.crowd.leave(userData.slot);
    this.shown.movers.delete(String(userData.slot));
  }

  protected moverOf(slot: number): MoverSchema | undefined {
    return this.shown.movers.get(String(slot));
  }

  private step(): void {
    const { crowd } = this;
    for (const client of this.clients as Iterable<CrowdClient>) {
      const input = this.inputs.get(client.sessionId)?.next();
      if (input && client.userData) crowd.steer(client.userData.slot, input.move, input.aim);
    }
    crowd.step();
    this.shown.tick = crowd.tick;
    for (const mover of crowd.movers) {
      if (mover === null) continue;
      const shown = this.moverOf(mover.slot);
      if (shown !== undefined) Object.assign(shown, { x: mover.x, y: mover.y, aim: mover.aim });
    }
  }
}

/** A server as the framework's documentation sets one up, with this room. */
export async function serveStock(room: new () => Room): Promise<number> {
  const http = createServer();
  const transport = new WebSocketTransport({ server: http });
  const server = new Server({ transport, greet: false, gracefullyShutdown: false });
  server.define("crowd", room);
  await server.listen(0, "127.0.0.1");
  return listenOn(http);
}
