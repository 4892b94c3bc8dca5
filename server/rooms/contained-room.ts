// A room whose errors end that room, or that client, and nothing else.
// Owns: the containment. Must not: know any game.
import { type Client, Room, type RoomException, type RoomOptions, ServerError } from "@colyseus/core";
import { CloseCode } from "../../shared/protocol/close-codes.ts";
import type { Log } from "../ops/log.ts";
import { refuse } from "../transport/guarded-transport.ts";

/** Hooks whose error the framework hands to the one who was about to come in; the room is as it was. */
const REFUSALS = new Set(["onAuth", "onJoin", "onReconnect", "onCreate"]);

export abstract class ContainedRoom<T extends RoomOptions = RoomOptions> extends Room<T> {
  private failed = false;

  protected abstract get log(): Log;

  /** The framework reports every throw of a hook, handler, timer or step here. */
  override onUncaughtException(error: RoomException, method: string): void {
    const cause = error.cause instanceof Error ? error.cause : error;
    if (REFUSALS.has(method)) {
      if (!(cause instanceof ServerError))
        this.log.error(this.entry(cause, method), "seat refused by an error");
      return;
    }
    if (method === "onMessage") {
      this.log.error(this.entry(cause, method), "message handler failed");
      const { client } = error as unknown as { client?: Client };
      if (client !== undefined) refuse(client.ref, CloseCode.handlerFailed, "handler failed");
      return;
    }
    this.fail(cause, method);
  }

  /** Patches run on a timer of the framework's that nobody guards. */
  override broadcastPatch(): boolean {
    if (this.failed) return false;
    try {
      return super.broadcastPatch();
    } catch (error) {
      this.fail(error as Error, "broadcastPatch");
      return false;
    }
  }

  /** Ends this room: everyone in it is told, the others go on. */
  private fail(error: Error, method: string): void {
    if (this.failed) return;
    this.failed = true;
    this.log.error(this.entry(error, method), "room failed");
    this.setTimestep();
    // Not at once: the error may come from within a loop over the clients that disconnect() closes.
    setImmediate(() => {
      this.disconnect(CloseCode.roomFailed).catch((e: Error) =>
        this.log.error(this.entry(e, "disconnect"), "failed room did not end cleanly"),
      );
    });
  }

  private entry(error: Error, method: string): object {
    return { room: this.roomId, method, err: error.stack ?? String(error) };
  }
}
