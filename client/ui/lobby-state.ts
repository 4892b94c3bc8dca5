// What the page knows of the lobby.
// Owns: the signals. Must not: connect (lobby-link.ts does).
import { signal } from "@preact/signals";
import type { RoomCard } from "../../shared/protocol/seats.ts";
import type { LobbyState } from "../net/lobby.ts";

export const lobbyState = signal<LobbyState>("connecting");
/** The public rooms. */
export const rooms = signal<readonly RoomCard[]>([]);
/** Round trips to the processes that they live in, ms; empty where that is one. */
export const pings = signal<Readonly<Record<string, number>>>({});
