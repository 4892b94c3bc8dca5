// Starts the server under test and speaks with it.
// Owns: its settings. Must not: know what is measured.
import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import type { Place } from "../../shared/sim/tiles.ts";
import { callChild } from "../load/calls.ts";
import { endChild, runNode } from "../load/children.ts";
import type { RoomFigures } from "./server.ts";

export interface FeelServerOptions {
  /** Of each room. */
  maxClients: number;
  bots: number;
  seed: number;
  size?: "small" | "medium" | "large";
  /** The framework's own way with inputs. */
  plain?: boolean;
  logFolder?: string;
}

export class FeelServer {
  readonly port: number;
  private readonly child: ChildProcess;

  private constructor(child: ChildProcess, port: number) {
    this.child = child;
    this.port = port;
  }

  static async start(options: FeelServerOptions): Promise<FeelServer> {
    const env = {
      ...process.env,
      PORT: "0",
      HOST: "127.0.0.1",
      EMBERLINE_DEV: "1",
      LOG_LEVEL: "warn",
      DATA_FILE: ":memory:",
      TRUSTED_ADDRESSES: "127.0.0.1",
      ARENA_SIZE: options.size ?? "small",
      ARENA_SEED: String(options.seed),
      ARENA_MAX_CLIENTS: String(options.maxClients),
      ARENA_BOTS_FILL_TO: String(options.bots),
      MATCH_LOG_DIR: options.logFolder ?? "",
      FEEL_GATE: options.plain === true ? "plain" : "",
    };
    const child = runNode([join(import.meta.dirname, "server.ts")], null, {
      env,
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    return new FeelServer(child, await callChild<number>(child, "start"));
  }

  get endpoint(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** By room id. */
  rooms(): Promise<Record<string, RoomFigures>> {
    return callChild(this.child, "rooms");
  }

  keepAlive(embers: number): Promise<void> {
    return callChild(this.child, "keepAlive", embers);
  }

  put(...places: Place[]): Promise<void> {
    return callChild(this.child, "put", places);
  }

  async stop(): Promise<void> {
    await callChild(this.child, "stop");
    await endChild(this.child);
  }
}
