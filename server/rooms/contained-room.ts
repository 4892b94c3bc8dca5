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

  constructor() {
    super();
    // Its timer is the framework's, which guards nothing; a class may measure around it.
    const patch = this.broadcastPatch.bind(this);
    this.broadcastPatch = () => !this.failed && this.attempt(patch, "broadcastPatch") === true;
    // What these throw is reported by the framework, and then thrown again where nobody catches it.
    if (this.onLeave !== undefined) this.onLeave = quiet(this.onLeave);
    if (this.onDrop !== undefined) this.onDrop = quiet(this.onDrop);
  }

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

  /** `act` for whoever calls from elsewhere (letters, news): what it throws costs `client`, or the room. */
  protected containing<A extends unknown[]>(
    client: Client | null,
    act: (...args: A) => void,
  ): (...args: A) => void {
    return (...args) => {
      if (client === null) {
        this.attempt(() => act(...args), "listener");
        return;
      }
      try {
        act(...args);
      } catch (error) {
        this.log.error(this.entry(error as Error, "listener"), "client failed");
        refuse(client.ref, CloseCode.handlerFailed, "failed");
      }
    };
  }

  private attempt<T>(act: () => T, method: string): T | undefined {
    try {
      return act();
    } catch (error) {
      this.fail(error as Error, method);
      return undefined;
    }
  }

  /** Ends this room: everyone in it is told, the others go on. */
  private fail(error: Error, method: string): void {
    if (this.failed) return;
    this.failed = true;
    this.log.error(this.entry(error, method), "room failed");
    this.endWith(CloseCode.roomFailed);
  }

  /** Steps no more; everyone in it is told `code`. Nothing that goes wrong meanwhile reaches anybody else. */
  protected endWith(code: number): void {
    this.setTimestep();
    // Not at once: it may be called from within a loop over the clients that disconnect() closes.
    setImmediate(() => void this.part(code));
  }

  /** The server ends: whoever has no other room by now comes back once it is there again. */
  override onBeforeShutdown(): void {
    void this.part(CloseCode.restarting);
  }

  private async part(code: number): Promise<void> {
    try {
      await this.disconnect(code);
    } catch (error) {
      this.log.error(this.entry(error as Error, "disconnect"), "room did not end cleanly");
    }
  }

  private entry(error: Error, method: string): object {
    return { room: this.roomId, method, err: error.stack ?? String(error) };
  }
}

const quiet =
  <A extends unknown[]>(hook: (...args: A) => unknown) =>
  async (...args: A): Promise<void> => {
    try {
      await hook(...args);
    } catch {
      // The room has been told (onUncaughtException).
    }
  };
