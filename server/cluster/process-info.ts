// What the processes of a cluster tell each other of themselves.
// Owns: the shape. Must not: measure anything.
import { PROTOCOL_VERSION } from "../../shared/protocol/version.ts";

export interface ProcessInfo {
  /** The framework's id of the process: part of every room's address. */
  id: string;
  /** Where clients reach it, without scheme; "" for the address of all. */
  address: string;
  /** ms since 1970. */
  startedAt: number;
  /** Protocol that it speaks. */
  version: number;
  /** Takes no more rooms. */
  draining: boolean;
  /** Hosts the lobby, the queue and the parties. */
  leader: boolean;
  rooms: number;
  players: number;
  sockets: number;
  /** p99 of its slowest room's ticks in the last 10 s, ms. */
  tickP99Ms: number;
  /** Of a core, in the last 2 s. */
  busyPercent: number;
  rssBytes: number;
}

/** A process as it knows itself. */
export interface Self {
  id(): string;
  address: string;
  startedAt: number;
  /** Takes a moment: it looks at every room. */
  figures(): Pick<ProcessInfo, "rooms" | "players" | "sockets" | "tickP99Ms" | "busyPercent" | "rssBytes">;
}

/** What a process says of itself now. */
export const infoOf = (
  { id, address, startedAt, figures }: Self,
  standing: Pick<ProcessInfo, "draining" | "leader">,
): ProcessInfo => ({ id: id(), address, startedAt, version: PROTOCOL_VERSION, ...standing, ...figures() });
